import { parentPort } from "node:worker_threads";
import { type FanTask, giveUp, workOn } from "./_fan_task.ts";

// A helper thread's side of a fan; what goes wrong here is thrown by the thread that waits for it.
parentPort!.on("message", (task: FanTask) => {
  try {
    workOn(task);
  } catch {
    giveUp(task);
  }
});
