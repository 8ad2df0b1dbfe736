import { type SharedTask, workOn } from "./simulate_parallel.ts";

// A worker's side of a simulation that several threads share.
const scope = self as unknown as {
  onmessage: (event: MessageEvent<SharedTask>) => void;
  postMessage: (message: "done") => void;
};
scope.onmessage = ({ data }) => {
  workOn(data);
  scope.postMessage("done");
};
