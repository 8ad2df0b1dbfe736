import { daysInMonth, type Month } from "../calendar/mod.ts";
import type { Account, AccountLine, LineId, PoolLine, Source, Status } from "./account.ts";
import type { DriverName, Drivers, Scope } from "./drivers.ts";
import { flowsOf } from "./flows.ts";
import { marketState, STATE_BANDS, type StateBands } from "./market_state.ts";
import { productOf, type Range, sumOf } from "./range.ts";

/** A driver with its range, how it came about, and where it comes from. */
export interface Figure {
  /** The value with its bounds. */
  readonly range: Range;
  /** How it came about. */
  readonly status: Status;
  /** What it rests on. */
  readonly sources: readonly Source[];
}

/** One figure for each driver of the model. */
export type Figures = { readonly [driver in DriverName]: Figure };

/** A stock pool's ends, kt; an end that nobody printed is `undefined`. */
export interface PoolInput {
  /** Its name in code and data. */
  readonly id: string;
  /** Its name as people read it. */
  readonly label: string;
  /** Who counted it. */
  readonly publisher: string;
  /** Stock at the end of the month before, kt. */
  readonly openingKt: number | undefined;
  /** Stock at the month's end, kt. */
  readonly closingKt: number | undefined;
  /** Whether the pool's change counts as observed change. */
  readonly counted: boolean;
  /** What it rests on. */
  readonly sources: readonly Source[];
}

/** Everything an account is closed from. */
export interface AccountInput {
  /** The month. */
  readonly month: Month;
  /** Which supply is counted. */
  readonly scope: Scope;
  /** One figure for each driver. */
  readonly figures: Figures;
  /** The named stock pools. */
  readonly pools: readonly PoolInput[];
  /** Standard deviation of the error of supply and of use, as a share of each; at least 0. */
  readonly errorShare: number;
  /** The edges between market states; the project's own unless told otherwise. */
  readonly bands?: StateBands;
}

/**
 * Closes a month's account: opening stock + supply - use = closing stock, with what does not fit as its own line.
 *
 * Bounds come from interval arithmetic over every line; the standard deviation from independent errors on supply and
 * on use, sqrt((e S)^2 + (e U)^2).
 *
 * @param input kt a month, and mt/mt for the unit consumptions
 * @returns the account in kt; balance + is a build, - is a draw
 * @throws {RangeError} when a driver is negative or not finite, or use is 0
 *
 * @example
 * ```ts
 * import { closeAccount, exactly, type Figure } from "@silicon/balance/balance";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const figure = (value: number): Figure => ({
 *   range: exactly(value), status: "assumed", sources: [],
 * });
 * const account = closeAccount({
 *   month: parseMonth("2026-01"), scope: "narrow", errorShare: 0.02, pools: [],
 *   figures: {
 *     productionKt: figure(375.5), silicon97Kt: figure(0), secondarySiliconKt: figure(0),
 *     importsKt: figure(0), polysiliconOutputKt: figure(100), polysiliconUnitUse: figure(1.2),
 *     siliconeOutputKt: figure(200), siliconeUnitUse: figure(0.5),
 *     primaryAlloyUseKt: figure(27), secondaryAlloyUseKt: figure(40),
 *     exportsKt: figure(58), otherUseKt: figure(0),
 *   },
 * });
 * assert.equal(account.balanceKt.value, 30.5);
 * assert.equal(account.state, "loose");
 * ```
 */
export function closeAccount(input: AccountInput): Account {
  const { month, scope, figures, errorShare } = input;
  checkFigures(month, figures);
  const middle = flowsOf(driversAt(input, "value", "value"));
  const lowest = flowsOf(driversAt(input, "low", "high"));
  const highest = flowsOf(driversAt(input, "high", "low"));
  const pools = input.pools.map(poolLine);
  const counted = pools.filter((pool) => pool.counted).map((pool) => pool.changeKt);
  const observedChangeKt = counted.length > 0 && counted.every((change) => change !== undefined)
    ? counted.reduce((sum, change) => sum + change, 0)
    : undefined;
  return {
    month,
    days: daysInMonth(month),
    scope,
    lines: linesOf(scope, figures),
    supplyKt: { value: middle.supplyKt, low: lowest.supplyKt, high: highest.supplyKt },
    useKt: { value: middle.useKt, low: highest.useKt, high: lowest.useKt },
    balanceKt: { value: middle.balanceKt, low: lowest.balanceKt, high: highest.balanceKt },
    balanceSdKt: errorShare * Math.hypot(middle.supplyKt, middle.useKt),
    balanceShareOfUse: middle.balanceKt / middle.useKt,
    state: marketState(middle.balanceKt, middle.useKt, input.bands ?? STATE_BANDS),
    pools,
    ...(observedChangeKt === undefined ? {} : {
      observedChangeKt,
      discrepancyKt: middle.balanceKt - observedChangeKt,
    }),
  };
}

const SUPPLY_DRIVERS: readonly DriverName[] = [
  "productionKt",
  "silicon97Kt",
  "secondarySiliconKt",
  "importsKt",
];

/** The drivers with supply at one end of its ranges and use at another. */
function driversAt(
  { month, scope, figures }: AccountInput,
  supplyEnd: keyof Range,
  useEnd: keyof Range,
): Drivers {
  const entries = (Object.keys(figures) as DriverName[]).map((name) => {
    const end = SUPPLY_DRIVERS.includes(name) ? supplyEnd : useEnd;
    return [name, figures[name].range[end]] as const;
  });
  return { month, scope, ...Object.fromEntries(entries) as Record<DriverName, number> };
}

function checkFigures(month: Month, figures: Figures): void {
  for (const [name, { range }] of Object.entries(figures)) {
    for (const end of [range.low, range.value, range.high]) {
      if (!Number.isFinite(end) || end < 0) {
        throw new RangeError(
          `Cannot close the account for ${month}: ${name} must be a number >= 0, is ${end}`,
        );
      }
    }
  }
}

function linesOf(scope: Scope, figures: Figures): AccountLine[] {
  const { polysiliconOutputKt, polysiliconUnitUse, siliconeOutputKt, siliconeUnitUse } = figures;
  const { primaryAlloyUseKt, secondaryAlloyUseKt } = figures;
  const broad = scope === "broad"
    ? [
      plainLine("silicon97", "97 silicon", "supply", figures.silicon97Kt),
      plainLine("secondarySilicon", "Secondary silicon", "supply", figures.secondarySiliconKt),
    ]
    : [];
  return [
    plainLine("production", "Production", "supply", figures.productionKt),
    ...broad,
    plainLine("imports", "Imports", "supply", figures.importsKt),
    unitLine("polysilicon", "Polysilicon", "polysilicon", polysiliconOutputKt, polysiliconUnitUse),
    unitLine("silicone", "Silicone", "DMC", siliconeOutputKt, siliconeUnitUse),
    {
      id: "alloy",
      label: "Aluminium alloy",
      side: "use",
      kt: sumOf([primaryAlloyUseKt.range, secondaryAlloyUseKt.range]),
      status: secondaryAlloyUseKt.status,
      formula: `primary ${primaryAlloyUseKt.range.value.toFixed(1)} kt + secondary ${
        secondaryAlloyUseKt.range.value.toFixed(1)
      } kt`,
      sources: uniqueSources([...primaryAlloyUseKt.sources, ...secondaryAlloyUseKt.sources]),
    },
    plainLine("exports", "Exports", "use", figures.exportsKt),
    plainLine("otherUse", "Other use", "use", figures.otherUseKt),
  ];
}

function plainLine(id: LineId, label: string, side: "supply" | "use", figure: Figure): AccountLine {
  const { range, status, sources } = figure;
  const formula = `${range.value.toFixed(1)} kt, ${status}`;
  return { id, label, side, kt: range, status, formula, sources };
}

function unitLine(
  id: LineId,
  label: string,
  product: string,
  output: Figure,
  unit: Figure,
): AccountLine {
  return {
    id,
    label,
    side: "use",
    kt: productOf(output.range, unit.range),
    status: output.status,
    formula: `${output.range.value.toFixed(1)} kt ${product} x ${
      unit.range.value.toFixed(2)
    } mt/mt`,
    sources: uniqueSources([...output.sources, ...unit.sources]),
  };
}

function uniqueSources(sources: readonly Source[]): Source[] {
  return [...new Map(sources.map((source) => [source.at ?? source.text, source])).values()];
}

function poolLine({ openingKt, closingKt, ...pool }: PoolInput): PoolLine {
  return {
    ...pool,
    ...(openingKt === undefined ? {} : { openingKt }),
    ...(closingKt === undefined ? {} : { closingKt }),
    ...(openingKt === undefined || closingKt === undefined
      ? {}
      : { changeKt: closingKt - openingKt }),
  };
}
