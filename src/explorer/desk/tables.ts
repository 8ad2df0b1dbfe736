import { monthLabel } from "../../calendar/mod.ts";
import { csvText, numberText, percentText, signedText } from "../../markup/mod.ts";
import { h, type VNode } from "./node.ts";
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
  const row = (label: string, base: number, now: number, text = numberText, strong = false) =>
    h(
      "tr",
      { class: strong ? "total" : undefined },
      h("th", { scope: "row" }, label),
      h("td", { class: "number" }, text(base, 1)),
      h("td", { class: "number" }, text(now, 1)),
      h("td", { class: "number" }, signedText(now - base, 1)),
    );
  const stateRow = h(
    "tr",
    {},
    h("th", { scope: "row" }, "Market"),
    h("td", { class: "number" }, before.state),
    h("td", { class: "number" }, focus.state),
    h("td", {}),
  );
  const draw = () =>
    table(
      caption,
      ["kt", "Base", "Scenario", "Change"],
      [
        ...sides.map(({ label, base, now, total }) => row(label, base, now, numberText, total)),
        row(
          "Balance: + build, - draw",
          before.flows.balanceKt,
          focus.flows.balanceKt,
          signedText,
          true,
        ),
        row("Closing stock", before.closingStockKt, focus.closingStockKt),
        row("Days of cover, trailing", before.coverTrailingDays, focus.coverTrailingDays),
        stateRow,
      ],
    );
  const record = (label: string, base: number, now: number) => [label, base, now, now - base];
  const csv = () =>
    csvText([`line (${focus.month})`, "base", "scenario", "change"], [
      ...sides.map(({ id, base, now }) => record(id, base, now)),
      record("balanceKt", before.flows.balanceKt, focus.flows.balanceKt),
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
    table(
      caption,
      [
        "Month",
        "Supply",
        "Use",
        "Balance",
        "Of use",
        "Closing stock",
        "Cover, days",
        "P(draw)",
        "Market",
      ],
      projection.months.map((month, at) =>
        h(
          "tr",
          { class: at === focusAt ? "focus" : undefined },
          h("th", { scope: "row" }, monthLabel(month.month, "short")),
          ...[
            numberText(month.flows.supplyKt, 1),
            numberText(month.flows.useKt, 1),
            signedText(month.flows.balanceKt, 1),
            percentText(month.shareOfUse, 1),
            numberText(month.closingStockKt, 1),
            numberText(month.coverTrailingDays, 1),
            percentText(fan.drawProbability[at], 0),
          ].map((text) => h("td", { class: "number" }, text)),
          h("td", {}, month.state),
        )
      ),
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

function table(caption: string, head: readonly string[], rows: readonly VNode[], name = ""): VNode {
  return h(
    "table",
    { class: `sp-table ${name}`.trim() },
    h("caption", {}, caption),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        head.map((text, i) =>
          h(
            "th",
            { scope: "col", class: i === 0 || text === "Market" ? undefined : "number" },
            text,
          )
        ),
      ),
    ),
    h("tbody", {}, rows),
  );
}
