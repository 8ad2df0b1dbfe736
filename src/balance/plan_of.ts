import { parseMonth } from "../calendar/mod.ts";
import { nearest } from "./nearest.ts";
import type { Count, Line, Plan, PlanSpec, Quantity, Scope } from "./plan.ts";

/** A row of a plan that cannot be: which table, which row (from 0), which field. Readers of files turn it into a line. */
export class PlanError extends RangeError {
  override readonly name = "PlanError";

  constructor(
    readonly table:
      | "market"
      | "quantities"
      | "account"
      | "publishers"
      | "pools"
      | "parts"
      | "regions",
    readonly row: number,
    readonly field: string,
    readonly found: string,
    readonly expected: string,
  ) {
    super(
      `Cannot use the market: row ${
        row + 1
      } of ${table}: ${field} must be ${expected}, is "${found}"`,
    );
  }
}

/** What steps, errors and targets name beside quantities. */
const RESERVED = [
  "supply",
  "use",
  "balance",
  "opening_stock",
  "days",
  "closing",
  "published_balance",
];
const SUM_TOLERANCE = 1e-6;

/**
 * Checks a market, fills in its defaults and gives its quantities places.
 *
 * @param spec tables of quantities and lines, and what else the market has
 * @returns the plan that `flowsOf`, bridges, tornados and panels read
 * @throws {PlanError} naming table, row and field: an unknown id, an id twice, a unit use that is a flow, a quantity on no
 * line (it would be asked for and never counted), shares that do not sum to 1
 *
 * @example
 * ```ts
 * import { planOf } from "@silicon/balance/balance";
 * import assert from "node:assert/strict";
 * const plan = planOf({
 *   quantities: [
 *     { id: "production" },
 *     { id: "battery_output" },
 *     { id: "battery_unit_use", kind: "coefficient" },
 *   ],
 *   lines: [
 *     { id: "production", side: "supply", amount: "production" },
 *     { id: "batteries", side: "use", amount: "battery_output", unitUse: "battery_unit_use" },
 *   ],
 * });
 * assert.equal(plan.lines[1]!.label, "Battery output");
 * ```
 */
export function planOf(spec: PlanSpec): Plan {
  const quantities = spec.quantities.map(({ series, ...given }): Quantity => ({
    label: inWords(given.id),
    kind: "flow",
    unit: given.kind === "coefficient" ? "mt/mt" : "kt",
    closes: false,
    holiday: false,
    lever: false,
    ...given,
    series,
  }));
  const ids = quantities.map(({ id }) => id);
  const wrong = (...args: ConstructorParameters<typeof PlanError>): never => {
    throw new PlanError(...args);
  };
  const once = (table: PlanError["table"], field: string, rows: readonly { id: string }[]) =>
    rows.forEach(({ id }, row) => {
      if (rows.findIndex((other) => other.id === id) < row) {
        wrong(table, row, field, id, "an id of its own");
      }
    });
  once("quantities", "quantity", quantities);
  once("account", "line", spec.lines);
  const parts = spec.parts ?? [];
  const pools = spec.pools ?? [];
  once("pools", "pool", pools);
  once("parts", "part", parts);
  parts.forEach(({ id, partOf }, row) => {
    if (pools.some((pool) => pool.id === id)) {
      wrong("parts", row, "part", id, "an id of its own, not a pool's");
    }
    if (![...pools, ...parts].some((stock) => stock.id === partOf)) {
      wrong("parts", row, "part_of", partOf, "the id of a pool or a part");
    }
    let whole: string | undefined = partOf;
    for (let up = 0; whole !== undefined; up++) {
      if (up > parts.length) wrong("parts", row, "part_of", partOf, "what is in the end a pool's");
      whole = parts.find((part) => part.id === whole)?.partOf;
    }
  });
  // One count of a series is the account's; others are what they say they count.
  const countIds = (spec.counts ?? []).map(({ series, publisher, role = "is", of }) => ({
    id: role === "is" && of === undefined ? series : `${series} by ${publisher}`,
  }));
  once("publishers", "series", countIds);
  const regions = spec.regions ?? [];
  once("regions", "region", regions);
  // A scenario names a region by either.
  regions.forEach(({ id, label }, row) => {
    const other = regions.findIndex((region) => region.label === label || region.id === label);
    if (other >= 0 && other !== row && label !== id) {
      wrong("regions", row, "label", label, "a label of its own");
    }
  });
  ids.forEach((id, row) => {
    if (RESERVED.includes(id)) {
      wrong("quantities", row, "quantity", id, `none of ${RESERVED.join(", ")}`);
    }
  });
  const place = (id: string, row: number, field: string, kind: Quantity["kind"]): number => {
    const at = ids.indexOf(id);
    const known = quantities.filter((quantity) => quantity.kind === kind).map((quantity) =>
      quantity.id
    );
    return quantities[at]?.kind === kind
      ? at
      : wrong("account", row, field, id, `a ${kind}: ${known.join(", ")}${nearest(id, known)}`);
  };
  const lines = spec.lines.map(({ unitUse, ...line }, row): Line => {
    const amountAt = place(line.amount, row, "amount", "flow");
    return {
      label: quantities[amountAt]!.label,
      scope: "core",
      ...line,
      sign: line.side === "supply" ? 1 : -1,
      amountAt,
      unitUseAt: unitUse === undefined ? -1 : place(unitUse, row, "unit_use", "coefficient"),
    };
  });
  quantities.forEach(({ id }, at) => {
    if (!lines.some(({ amountAt, unitUseAt }) => amountAt === at || unitUseAt === at)) {
      wrong("quantities", at, "quantity", id, "on a line of the account");
    }
  });
  const scope = spec.market?.scope ?? "core";
  const counted = (line: { scope: Scope }) => scope === "wide" || line.scope === "core";
  quantities.forEach(({ id, lever, holiday, kind }, at) => {
    const moves = lines.some((line) =>
      (line.amountAt === at || line.unitUseAt === at) && counted(line)
    );
    if (lever && !moves) {
      wrong("quantities", at, "lever", id, "empty unless the quantity is on a counted line");
    }
    if (holiday && kind === "coefficient") {
      wrong("quantities", at, "holiday", id, "empty unless the quantity is a flow");
    }
  });
  quantities.forEach(({ id, closes }, at) => {
    const [line, other] = lines.filter(({ amountAt }) => amountAt === at);
    const isUse = line?.side === "use" && line.unitUseAt < 0 && other === undefined;
    if (closes && !(isUse && counted(line))) {
      wrong("quantities", at, "closes", id, "empty unless the quantity is a counted line of use");
    }
  });
  const counts = (spec.counts ?? []).map((count, row): Count => {
    const of = count.of ?? quantities.find(({ series }) => series === count.series)?.id ?? "";
    const known = [...ids, ...lines.map(({ id }) => `line:${id}`), "supply", "use", "balance"];
    for (const one of count.of?.split(" - ") ?? []) {
      if (!known.includes(one)) {
        wrong("publishers", row, "of", of, `one of ${known.join(", ")}${nearest(one, known)}`);
      }
    }
    return {
      ...{ role: "is" as const, scope: "wide" as const },
      ...{ ratio: 1, ratioSd: 0.03, actualSd: 0, forecastSd: 0.05 },
      ...count,
      of,
    };
  });
  for (
    const [table, rows] of [["pools", pools], ["regions", regions]] as const
  ) {
    const sum = rows.reduce((total, { share }) => total + share.value, 0);
    if (rows.length > 0 && Math.abs(sum - 1) > SUM_TOLERANCE) {
      wrong(table, rows.length - 1, "share", String(sum), "1 in sum over all rows");
    }
  }
  const lead = spec.market?.lead ?? ids[0]!;
  const supply = lines.filter((line) => line.side === "supply" && counted(line));
  if (!supply.some(({ amount }) => amount === lead)) {
    wrong(
      "market",
      0,
      "lead",
      lead,
      `a counted amount of supply: ${supply.map(({ amount }) => amount).join(", ") || "none"}`,
    );
  }
  return {
    market: {
      title: "Market",
      country: "the country",
      region: "",
      publisher: "",
      balanceSeries: "implied_stock_change",
      classSeries: "balance_statement",
      firstMonth: parseMonth("2024-01"),
      scope: "core",
      notCounted: [],
      ...spec.market,
      lead,
    },
    quantities,
    lines,
    counts,
    pools: pools.map((pool) => ({ counted: false, ...pool })),
    parts,
    regions,
  };
}

function inWords(id: string): string {
  const words = id.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
