import { choleskyOf } from "./_cholesky.ts";
import { correlationMatrix, type ErrorModel } from "./error_model.ts";
import { OPENING_STOCK } from "./scenario.ts";
import type { Random } from "./_random.ts";
import { combine } from "./_vectors.ts";

/** Draws the standard normal scores of a block of paths, month after month, without garbage. */
export interface ScorePlan {
  /** Of each target: standard normals, drawn afresh each month. */
  readonly fresh: readonly Float64Array[];
  readonly targets: readonly PlannedScores[];
}

interface PlannedScores {
  readonly scores: Float64Array;
  readonly persistence: number;
  /** Coefficients of every target's fresh normals in this one's scores: in the first month, then later. */
  readonly firstMix: readonly number[];
  readonly laterMix: readonly number[];
  readonly onceOnly: boolean;
}

/** Lays out the buffers and coefficients for blocks of `size` paths. */
export function planScores(model: ErrorModel, size: number): ScorePlan {
  const lower = choleskyOf(correlationMatrix(model))!;
  return {
    fresh: model.targets.map(() => new Float64Array(size)),
    targets: model.targets.map(({ target, persistence }, i) => {
      const firstMix = lower[i]!.slice(0, i + 1);
      // Fresh errors are scaled so that scores keep a standard deviation of 1.
      const freshShare = Math.sqrt(1 - persistence * persistence);
      return {
        scores: new Float64Array(size),
        persistence,
        firstMix,
        laterMix: firstMix.map((coefficient) => coefficient * freshShare),
        onceOnly: target === OPENING_STOCK,
      };
    }),
  };
}

/** Draws month `t` of a block, the months before it having been drawn. */
export function drawScores(plan: ScorePlan, random: Random, t: number, count: number): void {
  const { fresh, targets } = plan;
  for (let d = 0; d < fresh.length; d++) random.fillNormal(fresh[d]!, count);
  for (let d = 0; d < targets.length; d++) {
    const { scores, persistence, firstMix, laterMix, onceOnly } = targets[d]!;
    if (t === 0) combine(scores, 0, 0, fresh, 0, firstMix, count);
    else if (!onceOnly) combine(scores, 0, persistence, fresh, 0, laterMix, count);
  }
}
