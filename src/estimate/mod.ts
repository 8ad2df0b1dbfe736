/** Every quantity of every month, estimated once from all that was printed: one mean and one covariance. */
export { estimate } from "./estimate.ts";
export type { EstimateOptions } from "./estimate.ts";
export type { Fixed, Observation, Term } from "./observation.ts";
export { observationsOf } from "./observations_of.ts";
export type { Known } from "./_ready.ts";
export { posteriorOf } from "./posterior.ts";
export type { Asked, Evidence, Outlier, Posterior, Value } from "./posterior.ts";
