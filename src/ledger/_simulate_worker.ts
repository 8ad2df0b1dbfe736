import { parentPort } from "node:worker_threads";
import { type SharedTask, workOn } from "./_threads.ts";

// A helper's side of the work that several threads share.
parentPort!.on("message", (task: SharedTask) => {
  workOn(task);
  parentPort!.postMessage("done");
});
