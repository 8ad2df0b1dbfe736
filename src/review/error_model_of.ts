import type { ErrorModel } from "../scenario/mod.ts";
import type { ErrorSize } from "./error_sizes.ts";

/**
 * Error sizes as the error model that simulations take: normal errors, each with its own persistence.
 *
 * @returns errors without correlations, for `makeBase` and `simulate`
 *
 * @example
 * ```ts
 * import { errorModelOf } from "@silicon/balance/review";
 * import assert from "node:assert/strict";
 * const model = errorModelOf([
 *   {
 *     quantity: "exports", label: "Exports", sdShare: 0.1, persistence: 0.5, records: 4,
 *     ground: "made up",
 *   },
 * ]);
 * assert.deepEqual(model.targets[0]!.distribution, { kind: "normal", sd: 0.1 });
 * ```
 */
export function errorModelOf(sizes: readonly ErrorSize[]): ErrorModel {
  return {
    targets: sizes.map(({ quantity, sdShare, persistence }) => ({
      target: quantity,
      distribution: { kind: "normal", sd: sdShare },
      persistence,
    })),
    correlations: [],
  };
}
