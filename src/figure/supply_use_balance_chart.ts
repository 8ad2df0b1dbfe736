import type { Account } from "../balance/mod.ts";
import * as Plot from "@observablehq/plot";
import { numberText, signedText } from "../markup/mod.ts";
import { type Chart, chart, type ChartOptions, goodOf, type Ground, tonnes } from "./_shell.ts";
import { longMonth, monthAxis } from "./_months.ts";
import { LABEL_PX, panel, spanOf, spread, stack, valueAxis } from "./_panel.ts";
import { COLOURS } from "./palette.ts";

/** A month of supply, use and balance, kt. */
export interface SupplyUseRow {
  readonly month: string;
  /** Missing leaves a gap. */
  readonly supplyKt: number | undefined;
  /** Lower bound of supply, kt; drawn as a whisker with the upper. */
  readonly supplyLowKt?: number | undefined;
  readonly supplyHighKt?: number | undefined;
  /** Missing leaves a gap. */
  readonly useKt: number | undefined;
  readonly useLowKt?: number | undefined;
  readonly useHighKt?: number | undefined;
  /** Supply - use: + is a build, - is a draw. */
  readonly balanceKt: number | undefined;
  readonly balanceLowKt?: number | undefined;
  readonly balanceHighKt?: number | undefined;
  /** Forecast months are drawn open. */
  readonly status: "actual" | "derived" | "forecast" | "assumed";
}

interface Dot {
  readonly month: string;
  readonly kt: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** Whether the value's own label stands above its dot. */
  readonly above: boolean;
  readonly open: boolean;
}

/**
 * Monthly supply and use, with the balance under them on the same months.
 *
 * @param rows months in order, kt; a missing figure leaves a gap
 * @param options source line, title, date
 * @throws {RangeError} when no row has a balance
 *
 * @example
 * ```ts
 * import { supplyUseBalanceChart } from "@silicon/balance/figure";
 * import assert from "node:assert/strict";
 * const figure = supplyUseBalanceChart([
 *   { month: "2026-01", supplyKt: 375.5, useKt: 345.5, balanceKt: 30, status: "actual" },
 *   { month: "2026-02", supplyKt: 273.7, useKt: 279.5, balanceKt: -5.8, status: "forecast" },
 * ], { source: "model" });
 * assert.equal(figure.title, "February 2026: use exceeds supply by 5.8 kt");
 * ```
 */
export function supplyUseBalanceChart(
  rows: readonly SupplyUseRow[],
  options: ChartOptions,
): Chart {
  const last = rows.findLast((row) => row.balanceKt !== undefined);
  if (last === undefined) {
    throw new RangeError("Cannot draw supply, use and balance: no row has a balance");
  }
  return chart({
    title: `${longMonth(last.month)}: ${gapWords(last.balanceKt!)}`,
    subtitle: `${tonnes(options)} a month. Filled: reported or derived. Open: forecast.`,
    alt: goodOf(options) + altOf(rows),
    rows,
    draw: (ground) => stack(ground, [levels(ground, rows), balances(ground, rows)]),
  }, options);
}

function gapWords(balanceKt: number): string {
  const size = numberText(Math.abs(balanceKt), 1);
  if (size === "0.0") return "supply equals use";
  return balanceKt > 0 ? `supply exceeds use by ${size} kt` : `use exceeds supply by ${size} kt`;
}

function altOf(rows: readonly SupplyUseRow[]): string {
  const months = rows.filter((row) => row.balanceKt !== undefined).slice(-3).map((row) =>
    `${longMonth(row.month)}${row.status === "forecast" ? " (forecast)" : ""}: supply ${
      numberText(row.supplyKt, 1)
    } kt, use ${numberText(row.useKt, 1)} kt, balance ${signedText(row.balanceKt, 1)} kt`
  );
  const span = rows.length > 3
    ? ` from ${longMonth(rows[0]!.month)} to ${longMonth(rows.at(-1)!.month)}`
    : "";
  return `Monthly supply and use with the balance under them${span}. ${months.join(". ")}.`;
}

const SIDES = { marginLeft: 40, marginRight: 76 };
const STEP_FOR_NUMBERS = 56;
const STEP_FOR_SIDE = 110;

function months(ground: Ground, rows: readonly SupplyUseRow[]) {
  const room = ground.width - SIDES.marginLeft - SIDES.marginRight;
  const domain = rows.map((row) => row.month);
  return { domain, room, step: room / domain.length };
}

function levels(ground: Ground, rows: readonly SupplyUseRow[]): SVGSVGElement {
  const { domain: x, step } = months(ground, rows);
  const lines = [
    {
      name: "Supply",
      colour: COLOURS.supply,
      ink: COLOURS.supply,
      dots: rows.map((row) => dotOf(row, "supply")),
    },
    {
      name: "Use",
      colour: COLOURS.use,
      ink: COLOURS["use-ink"],
      dots: rows.map((row) => dotOf(row, "use")),
    },
  ];
  const height = 190, margins = { ...SIDES, marginTop: 14, marginBottom: 14 };
  const y = spanOf(lines.flatMap(({ dots }) => dots.flatMap((d) => [d.kt, d.low, d.high])));
  const pxPerKt = (height - margins.marginTop - margins.marginBottom) / (y[1] - y[0]);
  const ends = lines.map(({ dots }) => dots.findLast((dot) => dot.kt !== undefined));
  const wanted = ends.map((end) => (y[1] - (end?.kt ?? y[0])) * pxPerKt);
  const places = spread(wanted, LABEL_PX + 3);
  return panel(ground, {
    ...margins,
    name: "Supply and use, kt a month",
    height,
    x: { domain: x, type: "band", padding: 0.3, axis: null },
    y: { domain: y, axis: null },
    marks: [
      ...valueAxis(),
      ...lines.flatMap(({ colour, dots }) => line(dots, colour)),
      ...lines.flatMap(({ name, ink, dots }, i) => [
        Plot.text(ends[i] === undefined ? [] : [ends[i]], {
          x: "month",
          y: "kt",
          text: (end: Dot) => `${name} ${numberText(end.kt, 1)}`,
          textAnchor: "start",
          dx: 9,
          dy: places[i]! - wanted[i]!,
          fill: ink,
          fontWeight: 600,
        }),
        ...(step < STEP_FOR_NUMBERS
          ? []
          : numbers(dots.filter((dot) => dot !== ends[i]), ink, step)),
      ]),
    ],
  });
}

function numbers(dots: readonly Dot[], ink: string, step: number): Plot.Markish[] {
  const known = dots.filter((dot) => dot.kt !== undefined);
  const beside = step < STEP_FOR_SIDE ? [] : known.slice(0, 1);
  const text = (dot: Dot) => numberText(dot.kt, 1);
  return [
    Plot.text(beside, { x: "month", y: "kt", text, textAnchor: "end", dx: -9, fill: ink }),
    ...[true, false].map((above) =>
      Plot.text(known.slice(beside.length).filter((dot) => dot.above === above), {
        x: "month",
        y: (dot: Dot) => (above ? dot.high : dot.low) ?? dot.kt,
        text,
        dy: above ? -11 : 11,
        fill: ink,
      })
    ),
  ];
}

function dotOf(row: SupplyUseRow, side: "supply" | "use"): Dot {
  const other = side === "supply" ? "use" : "supply";
  const kt = row[`${side}Kt`], otherKt = row[`${other}Kt`];
  return {
    month: row.month,
    kt,
    low: row[`${side}LowKt`],
    high: row[`${side}HighKt`],
    above: kt !== undefined &&
      (otherKt === undefined
        ? side === "supply"
        : kt > otherKt || (kt === otherKt && side === "supply")),
    open: row.status === "forecast",
  };
}

function line(dots: readonly Dot[], colour: string): Plot.Markish[] {
  const firstOpen = dots.findIndex((dot) => dot.open);
  const turn = firstOpen === -1 ? dots.length : firstOpen;
  const path = { x: "month", y: "kt", stroke: colour, strokeWidth: 1.75 };
  return [
    Plot.line(dots.slice(0, turn), path),
    Plot.line(dots.slice(Math.max(0, turn - 1)), { ...path, strokeDasharray: "4 3" }),
    Plot.ruleX(dots.filter((d) => d.low !== undefined && d.high !== undefined), {
      x: "month",
      y1: "low",
      y2: "high",
      stroke: colour,
      strokeWidth: 1.25,
    }),
    ...[false, true].map((open) =>
      Plot.dot(dots.filter((d) => d.kt !== undefined && d.open === open), {
        x: "month",
        y: "kt",
        r: 3.5,
        stroke: colour,
        strokeWidth: 1.75,
        fill: open ? COLOURS.paper : colour,
      })
    ),
  ];
}

function balances(ground: Ground, rows: readonly SupplyUseRow[]): SVGSVGElement {
  const { domain, room, step } = months(ground, rows);
  const known = rows.filter((row) => row.balanceKt !== undefined);
  const y = spanOf(
    [0, ...known.flatMap((row) => [row.balanceKt, row.balanceLowKt, row.balanceHighKt])],
    0.22,
  );
  const bars = [true, false].flatMap((build) =>
    [true, false].map((open) => {
      const colour = build ? COLOURS.build : COLOURS.draw;
      return Plot.barY(
        known.filter((row) =>
          row.balanceKt! >= 0 === build && (row.status === "forecast") === open
        ),
        {
          x: "month",
          y: "balanceKt",
          fill: colour,
          fillOpacity: open ? 0.2 : 1,
          stroke: colour,
          strokeWidth: 1.25,
          ...(open ? { strokeDasharray: "4 3" } : {}),
        },
      );
    })
  );
  const values = [true, false].map((build) =>
    Plot.text(step < 34 ? [] : known.filter((row) => row.balanceKt! >= 0 === build), {
      x: "month",
      y: (row: SupplyUseRow) => (build ? row.balanceHighKt : row.balanceLowKt) ?? row.balanceKt,
      text: (row: SupplyUseRow) => signedText(row.balanceKt, 1),
      dy: build ? -9 : 9,
      fill: "currentColor",
    })
  );
  return panel(ground, {
    ...SIDES,
    name: "Balance = supply - use, kt (+ build, - draw)",
    height: 150,
    marginTop: 8,
    marginBottom: 34,
    x: { domain, type: "band", padding: 0.3, axis: null },
    y: { domain: y, axis: null },
    marks: [
      ...valueAxis(3, (value) => signedText(value, 0)),
      ...bars,
      Plot.ruleX(known.filter((row) => row.balanceLowKt !== undefined), {
        x: "month",
        y1: "balanceLowKt",
        y2: "balanceHighKt",
        stroke: "currentColor",
      }),
      Plot.ruleY([0], { stroke: "currentColor" }),
      ...values,
      monthAxis(domain, room),
    ],
  });
}

/**
 * Accounts as the rows that `supplyUseBalanceChart` draws. A month is a forecast when a line of supply is one.
 *
 * @param accounts closed accounts in order of month, kt
 */
export function supplyUseRows(accounts: readonly Account[]): SupplyUseRow[] {
  return accounts.map(({ month, lines, supplyKt, useKt, balanceKt }) => ({
    month,
    supplyKt: supplyKt.value,
    supplyLowKt: supplyKt.low,
    supplyHighKt: supplyKt.high,
    useKt: useKt.value,
    useLowKt: useKt.low,
    useHighKt: useKt.high,
    balanceKt: balanceKt.value,
    balanceLowKt: balanceKt.low,
    balanceHighKt: balanceKt.high,
    status: lines.some(({ side, status }) => side === "supply" && status === "forecast")
      ? "forecast"
      : "actual",
  }));
}
