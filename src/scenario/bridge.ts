import { type DriverName, type Drivers, flowsOf, logMeanSplit } from "../balance/mod.ts";
import { daysInMonth } from "../calendar/mod.ts";
import { shapleySplit } from "./_shapley_split.ts";

/** One end of a bridge: a month, or several months in a row. */
export interface BridgeEnd {
  /** What a chart calls it. */
  readonly label: string;
  /** The drivers of each month. */
  readonly drivers: readonly Drivers[];
}

/** What moved within a flow: days in the month, the daily rate of output or use, or the unit consumption. */
export type BridgeEffect = "days" | "rate" | "unitUse";

/** One step of a bridge. */
export interface BridgeRow {
  /** Which flow. */
  readonly id: BridgeId;
  /** What a chart calls it. */
  readonly label: string;
  /** What the flow adds to the balance's change, kt: less use counts as +. */
  readonly kt: number;
  /** The same by cause; sums to `kt`. */
  readonly parts: readonly { readonly effect: BridgeEffect; readonly kt: number }[];
  /** Log-mean where every factor is above 0 in every month, else Shapley. */
  readonly method: "log-mean" | "Shapley";
}

/** The flows a bridge shows. */
export type BridgeId =
  | "production"
  | "silicon97"
  | "secondarySilicon"
  | "imports"
  | "polysilicon"
  | "silicone"
  | "primaryAlloy"
  | "secondaryAlloy"
  | "exports"
  | "otherUse";

/** The way from one balance to another. */
export interface Bridge {
  /** The label of the first end. */
  readonly from: string;
  /** The label of the second end. */
  readonly to: string;
  /** Balance of the first end, kt; + is a build. */
  readonly fromKt: number;
  /** Balance of the second end, kt; + is a build. */
  readonly toKt: number;
  /** In the order of the account; `fromKt` and all rows sum to `toKt`. */
  readonly rows: readonly BridgeRow[];
}

interface Flow {
  readonly label: string;
  readonly sign: 1 | -1;
  readonly amount: DriverName;
  readonly unitUse?: DriverName;
  readonly broadOnly?: boolean;
}

const FLOWS: Readonly<Record<BridgeId, Flow>> = {
  production: { label: "Production", sign: 1, amount: "productionKt" },
  silicon97: { label: "97 silicon", sign: 1, amount: "silicon97Kt", broadOnly: true },
  secondarySilicon: {
    label: "Secondary silicon",
    sign: 1,
    amount: "secondarySiliconKt",
    broadOnly: true,
  },
  imports: { label: "Imports", sign: 1, amount: "importsKt" },
  polysilicon: {
    label: "Polysilicon",
    sign: -1,
    amount: "polysiliconOutputKt",
    unitUse: "polysiliconUnitUse",
  },
  silicone: {
    label: "Silicone",
    sign: -1,
    amount: "siliconeOutputKt",
    unitUse: "siliconeUnitUse",
  },
  primaryAlloy: { label: "Primary alloy", sign: -1, amount: "primaryAlloyUseKt" },
  secondaryAlloy: { label: "Secondary alloy", sign: -1, amount: "secondaryAlloyUseKt" },
  exports: { label: "Exports", sign: -1, amount: "exportsKt" },
  otherUse: { label: "Other use", sign: -1, amount: "otherUseKt" },
};

/**
 * What leads from one balance to another, flow by flow and cause by cause, with an exact sum.
 *
 * Method: flows add up, so each flow's change is its own; within a flow, days x daily rate x unit consumption are split
 * by logarithmic mean (LMDI), or by Shapley values where a factor is 0.
 *
 * @param from a month or a span of months, of one scenario
 * @param to as many months, of the same or another scenario, in the same scope
 * @returns contributions in kt; + raises the balance
 * @throws {RangeError} when the ends differ in length or scope, or are empty
 *
 * @example
 * ```ts
 * import { bridge } from "@silicon/balance/scenario";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const january = {
 *   month: parseMonth("2026-01"), scope: "narrow" as const,
 *   productionKt: 375.5, silicon97Kt: 0, secondarySiliconKt: 0, importsKt: 0,
 *   polysiliconOutputKt: 101.25, polysiliconUnitUse: 1.2,
 *   siliconeOutputKt: 200, siliconeUnitUse: 0.5,
 *   primaryAlloyUseKt: 27, secondaryAlloyUseKt: 40, exportsKt: 58, otherUseKt: 0,
 * };
 * const february = { ...january, month: parseMonth("2026-02"), productionKt: 375.5 * (1 - 0.271) };
 * const { rows } = bridge(
 *   { label: "January", drivers: [january] },
 *   { label: "February", drivers: [february] },
 * );
 * const production = rows.find(({ id }) => id === "production")!;
 * assert.deepEqual(
 *   production.parts.map(({ effect, kt }) => [effect, kt.toFixed(1)]),
 *   [["days", "-32.8"], ["rate", "-69.0"]],
 * );
 * ```
 */
export function bridge(from: BridgeEnd, to: BridgeEnd): Bridge {
  const scopes = new Set([...from.drivers, ...to.drivers].map(({ scope }) => scope));
  if (from.drivers.length === 0 || from.drivers.length !== to.drivers.length) {
    throw new RangeError(
      `Cannot bridge ${from.label} to ${to.label}: both must have the same number of months, have ${from.drivers.length} and ${to.drivers.length}`,
    );
  }
  if (scopes.size > 1) {
    throw new RangeError(
      `Cannot bridge ${from.label} to ${to.label}: both must be of one scope, are ${
        [...scopes].join(" and ")
      }`,
    );
  }
  const isBroad = scopes.has("broad");
  const rows = (Object.entries(FLOWS) as [BridgeId, Flow][])
    .filter(([, { broadOnly }]) => isBroad || !broadOnly)
    .map(([id, flow]) => rowOf(id, flow, from.drivers, to.drivers));
  return {
    from: from.label,
    to: to.label,
    fromKt: balanceOf(from.drivers),
    toKt: balanceOf(to.drivers),
    rows,
  };
}

// Logarithms of anything smaller would measure rounding.
const LEAST_FACTOR = 1e-12;

function rowOf(
  id: BridgeId,
  flow: Flow,
  from: readonly Drivers[],
  to: readonly Drivers[],
): BridgeRow {
  const before = from.map((drivers) => factorsOf(flow, drivers));
  const after = to.map((drivers) => factorsOf(flow, drivers));
  const isPositive = [...before, ...after].flat().every((factor) => factor > LEAST_FACTOR);
  const split = isPositive ? logMeanSplit : shapleySplit;
  const effects: BridgeEffect[] = ["days", "rate", "unitUse"];
  const sums = before[0]!.map(() => 0);
  before.forEach((factors, t) =>
    split(factors, after[t]!).forEach((kt, k) => sums[k]! += flow.sign * kt)
  );
  return {
    id,
    label: flow.label,
    kt: sums.reduce((a, b) => a + b, 0),
    parts: sums.map((kt, k) => ({ effect: effects[k]!, kt })),
    method: isPositive ? "log-mean" : "Shapley",
  };
}

function factorsOf({ amount, unitUse }: Flow, drivers: Drivers): number[] {
  const days = daysInMonth(drivers.month);
  const factors = [days, drivers[amount] / days];
  return unitUse === undefined ? factors : [...factors, drivers[unitUse]];
}

function balanceOf(months: readonly Drivers[]): number {
  return months.reduce((sum, drivers) => sum + flowsOf(drivers).balanceKt, 0);
}
