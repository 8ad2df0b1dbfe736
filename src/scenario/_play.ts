import { type DriverName, type Drivers, type Flows, flowsOf } from "../balance/mod.ts";
import type { Base } from "./base.ts";
import { DRIVER_NAMES, isFlow } from "./_driver_names.ts";
import type { ErrorTarget } from "./error_model.ts";
import { expectedDrivers, expectedOpening, pathOf } from "./_path.ts";
import type { Scenario } from "./scenario.ts";

/** A scenario played out in bare numbers, by month. */
export interface Play {
  readonly days: readonly number[];
  readonly drivers: readonly Drivers[];
  readonly flows: readonly Flows[];
  /** Total stock at the opening, then at the end of each month, kt. */
  readonly stockKt: readonly number[];
  /** The same by pool: `poolsKt[month][pool]`, opening first. */
  readonly poolsKt: readonly (readonly number[])[];
}

/** What a solver may change beside the scenario. */
export interface PlayOptions {
  /** Factors on drivers in every month, on all of supply or use, or on the opening stock. */
  readonly factors?: Readonly<Partial<Record<ErrorTarget, number>>>;
  readonly allowNegative?: boolean;
}

/** Plays a scenario out; uncertain steps are weighed by their probability. */
export function play(base: Base, scenario: Scenario, options: PlayOptions = {}): Play {
  const path = pathOf(base, scenario, options.allowNegative);
  const { factors = {} } = options;
  const drivers = expectedDrivers(path).map((month) => scaled(month, factors));
  const flows = drivers.map(flowsOf);
  const openingFactor = factors.openingStockKt ?? 1;
  const poolsKt = [expectedOpening(path).map((kt) => kt * openingFactor)];
  const stockKt = [poolsKt[0]!.reduce((a, b) => a + b, 0)];
  const absorbs = base.openingPools.map((pool) => pool.absorbs);
  flows.forEach(({ balanceKt }, t) => {
    stockKt.push(stockKt[t]! + balanceKt);
    poolsKt.push(settle(poolsKt[t]!, absorbs, balanceKt, stockKt[t + 1]!));
  });
  return { days: path.days, drivers, flows, stockKt, poolsKt };
}

const SUPPLY: readonly DriverName[] = [
  "productionKt",
  "silicon97Kt",
  "secondarySiliconKt",
  "importsKt",
];

function scaled(month: Drivers, factors: NonNullable<PlayOptions["factors"]>): Drivers {
  if (Object.keys(factors).length === 0) return month;
  const result: Record<DriverName, number> & Pick<Drivers, "month" | "scope"> = { ...month };
  for (const name of DRIVER_NAMES) {
    result[name] *= factors[name] ?? 1;
    if (isFlow(name)) result[name] *= factors[SUPPLY.includes(name) ? "supplyKt" : "useKt"] ?? 1;
  }
  return result;
}

/**
 * Shares a balance out to the pools. A pool that would fall below 0 stops there and the others give the rest in
 * proportion; when all of them together cannot, the shortfall stays on them by their shares, so that stock never vanishes.
 */
function settle(
  openingKt: readonly number[],
  absorbs: readonly number[],
  balanceKt: number,
  totalKt: number,
): number[] {
  const plainKt = openingKt.map((kt, i) => kt + absorbs[i]! * balanceKt);
  if (plainKt.every((kt) => kt >= 0)) return plainKt;
  if (totalKt < 0) return absorbs.map((share) => share * totalKt);
  const positiveKt = plainKt.reduce((sum, kt) => sum + Math.max(0, kt), 0);
  return plainKt.map((kt) => Math.max(0, kt) * totalKt / positiveKt);
}
