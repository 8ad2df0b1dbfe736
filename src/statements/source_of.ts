import { dayLabel } from "../calendar/mod.ts";
import type { Source } from "../balance/mod.ts";
import type { Assumption } from "./assumptions.ts";
import type { Statement } from "./statement.ts";

const MEASURE_WORDS: Readonly<Record<Statement["measure"], string>> = {
  level: "",
  mom: " MoM",
  yoy: " YoY",
  ytd: " year to date",
  ytd_yoy: " year to date, YoY",
  change_mom: " change on the month",
  change: " change",
  low: " low",
  high: " high",
  average: " average",
  share: " share",
  class: "",
  change_mom_pp: " pp on the month",
  change_yoy_pp: " pp on the year",
};

const BOUND_WORDS: Readonly<Record<Statement["bound"], string>> = {
  "": "",
  about: "about ",
  at_least: "at least ",
  at_most: "at most ",
  range_low: "from ",
  range_high: "up to ",
};

/**
 * Names a printed statement as a source: who printed what, when, and where it stands.
 *
 * @example
 * ```ts
 * import { loadData, sourceOf } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const { statements } = await loadData();
 * const january = statements.find((s) => s.printed === "375500" && s.published === "2026-02-06")!;
 * assert.match(sourceOf(january).text, /, 6 February 2026: .* production 2026-01 375,500 mt$/);
 * ```
 */
export function sourceOf(statement: Statement): Source {
  const { publisher, published, series, period, measure, printed, printedUnit, bound, basis } =
    statement;
  const when = published === undefined ? "undated" : dayLabel(published);
  const number = measure === "class" ? printed.replaceAll("_", " ") : withThousands(printed);
  const unit = printedUnit === "class" ? "" : printedUnit === "%" ? "%" : ` ${printedUnit}`;
  // A country's own code goes without saying.
  const region = statement.region.length === 2 ? "" : ` ${statement.region}`;
  const outlook = basis === "actual" ? "" : ` (${basis})`;
  return {
    kind: "statement",
    text: `${publisher}, ${when}: ${series.replaceAll("_", " ")}${region} ${period} ${
      BOUND_WORDS[bound]
    }${number}${unit}${MEASURE_WORDS[measure]}${outlook}`,
    at: `${statement.file}:${statement.line}`,
    ...(statement.url === "" ? {} : { url: statement.url }),
  };
}

/** Names an assumption as a source, with its range. */
export function sourceOfAssumption(assumption: Assumption): Source {
  const { id, value, low, high, unit, source, file, line } = assumption;
  const ground = source === "assumed" ? "assumed" : `assumed after ${source}`;
  return {
    kind: "assumption",
    text: `${id.replaceAll("_", " ")} ${value} ${unit} (${low} to ${high}), ${ground}`,
    at: `${file}:${line}`,
  };
}

function withThousands(printed: string): string {
  const [whole, decimals] = printed.split(".");
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, ",");
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}
