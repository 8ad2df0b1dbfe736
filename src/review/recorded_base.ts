import type { Month } from "../calendar/mod.ts";
import { type Ledger, scenarioBase } from "../ledger/mod.ts";
import type { Base, ErrorModel } from "../scenario/mod.ts";
import { quantityBacktest } from "./backtest.ts";
import { type ErrorSize, errorSizes } from "./error_sizes.ts";

/**
 * The base that scenarios start from, with the errors that the record of outlooks gives: what was said one month ahead
 * against what came, wider where there are few.
 *
 * @throws {RangeError} as `scenarioBase` does
 *
 * @example
 * ```ts
 * import { recordedBase } from "@silicon/balance/review";
 * import { openLedger } from "@silicon/balance/ledger";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const base = await recordedBase(ledger, parseMonth("2026-01"));
 * assert.ok(base.errors.targets.some(({ target }) => target === "production"));
 * ```
 */
export async function recordedBase(ledger: Ledger, month: Month): Promise<Base> {
  const errors = errorModelOf(errorSizes(ledger, await quantityBacktest(ledger), 1));
  return { ...scenarioBase(ledger, month), errors };
}

/** Error sizes as normal errors, each with its own persistence, without correlations. */
function errorModelOf(sizes: readonly ErrorSize[]): ErrorModel {
  return {
    targets: sizes.map(({ quantity, sdShare, persistence }) => ({
      target: quantity,
      distribution: { kind: "normal", sd: sdShare },
      persistence,
    })),
    correlations: [],
  };
}
