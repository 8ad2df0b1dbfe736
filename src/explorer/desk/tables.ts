import { monthLabel } from "../../calendar/mod.ts";
import { csvText, numberText, percentText, signedText } from "../../markup/mod.ts";
import { type Cell, type Cells, tableNode, type VNode } from "./node.ts";
import type { Numbers } from "./numbers.ts";
import type { Setup } from "./setup.ts";

/** A table as the panel shows it, and as a file holds it. */
export interface PanelTable {
  readonly caption: string;
  draw(): VNode;
  /** Full precision, for a spreadsheet. */
  csv(): string;
}

/** The account of the month in focus: the base, the scenario, and the change. */
export function accountTable(
  { base: { plan } }: Setup,
  { reference, focus, focusAt }: Numbers,
): PanelTable {
  const before = reference.months[focusAt]!;
  const caption = `Account, ${monthLabel(focus.month)}`;
  const sides = (["supply", "use"] as const).flatMap((side) => {
    const lines = plan.lines.map((line, at) => ({
      ...line,
      base: before.flows.linesKt[at]!,
      now: focus.flows.linesKt[at]!,
    })).filter((line) => line.side === side && (line.base !== 0 || line.now !== 0));
    const id = `${side}Kt` as const;
    return [
      // A line alone on its side is its total.
      ...(lines.length > 1 ? lines : []).map((line) => ({
        ...line,
        id: `${line.id}Kt`,
        total: false,
      })),
      {
        id,
        label: side === "supply" ? "Supply" : "Use",
        base: before.flows[id],
        now: focus.flows[id],
        total: true,
      },
    ];
  });
  const row = (
    label: string,
    base: number,
    now: number,
    text = numberText,
    strong = false,
  ): Cells => [
    strong ? "total" : undefined,
    [label, false],
    ...numbers(text(base, 1), text(now, 1), signedText(now - base, 1)),
  ];
  const { balanceKt } = focus.flows;
  const draw = () =>
    tableNode(
      [["kt", false], ...numbers("Base", "Scenario", "Change")],
      [
        ...sides.map(({ label, base, now, total }) => row(label, base, now, numberText, total)),
        row("Balance: + build, - draw", before.flows.balanceKt, balanceKt, signedText, true),
        row("Closing stock", before.closingStockKt, focus.closingStockKt),
        row("Days of cover, trailing", before.coverTrailingDays, focus.coverTrailingDays),
        [undefined, ["Market", false], ...numbers(before.state, focus.state), ["", false]],
      ],
      caption,
    );
  const record = (label: string, base: number, now: number) => [label, base, now, now - base];
  const csv = () =>
    csvText([`line (${focus.month})`, "base", "scenario", "change"], [
      ...sides.map(({ id, base, now }) => record(id, base, now)),
      record("balanceKt", before.flows.balanceKt, balanceKt),
      record("closingStockKt", before.closingStockKt, focus.closingStockKt),
      record("coverTrailingDays", before.coverTrailingDays, focus.coverTrailingDays),
      ["marketState", before.state, focus.state, ""],
    ]);
  return { caption, draw, csv };
}

/** The scenario month by month. */
export function monthsTable({ projection, fan, focusAt }: Numbers): PanelTable {
  const caption = "Month by month, kt";
  const draw = () =>
    tableNode(
      [
        ["Month", false],
        ...numbers("Supply", "Use", "Balance", "Of use", "Closing stock", "Cover, days", "P(draw)"),
        ["Market", false],
      ],
      projection.months.map((month, at): Cells => [
        at === focusAt ? "focus" : undefined,
        [monthLabel(month.month, "short"), false],
        ...numbers(
          numberText(month.flows.supplyKt, 1),
          numberText(month.flows.useKt, 1),
          signedText(month.flows.balanceKt, 1),
          percentText(month.shareOfUse, 1),
          numberText(month.closingStockKt, 1),
          numberText(month.coverTrailingDays, 1),
          percentText(fan.drawProbability[at], 0),
        ),
        [month.state, false],
      ]),
      caption,
      "months",
    );
  const csv = () =>
    csvText(
      [
        ...["month", "supplyKt", "useKt", "balanceKt", "balanceShareOfUse", "closingStockKt"],
        ...["coverTrailingDays", "drawProbability", "marketState", "balanceP05Kt", "balanceP95Kt"],
        ...["stockP05Kt", "stockP50Kt", "stockP95Kt"],
      ],
      projection.months.map((month, at) => [
        ...[month.month, month.flows.supplyKt, month.flows.useKt, month.flows.balanceKt],
        ...[month.shareOfUse, month.closingStockKt, month.coverTrailingDays],
        ...[fan.drawProbability[at], month.state, fan.balanceKt.p05[at], fan.balanceKt.p95[at]],
        ...[fan.stockKt.p05[at + 1], fan.stockKt.p50[at + 1], fan.stockKt.p95[at + 1]],
      ]),
    );
  return { caption, draw, csv };
}

function numbers(...texts: readonly string[]): Cell[] {
  return texts.map((text) => [text, true]);
}
