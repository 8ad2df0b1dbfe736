import { addMonths, isMonth } from "../calendar/mod.ts";
import { type NumberStatement, reprinted } from "../statements/mod.ts";
import type { Repair, RepairKind } from "./finding.ts";

/** An edited statement with the repair it stands for. */
export interface Edit {
  readonly statement: NumberStatement;
  readonly repair: Repair;
}

/** Slips from the likeliest to the least likely: an earlier one explains more with less. */
const LIKELIEST_FIRST: readonly RepairKind[] = [
  "factor of 10",
  "sign",
  "points for percent",
  "dropped digit",
  "neighbouring month",
  "neighbouring region",
  "wrong digit",
];

/** The repairs of the likeliest kind. */
export function likeliest(repairs: readonly Repair[]): Repair[] {
  const best = Math.min(...repairs.map(({ kind }) => LIKELIEST_FIRST.indexOf(kind)));
  const found = repairs.filter(({ kind }) => LIKELIEST_FIRST.indexOf(kind) === best);
  // Among many digits some always fit, so a wrong one is only named when no other would do.
  return found[0]?.kind === "wrong digit" && found.length > 1 ? [] : found;
}

/** Edits of a statement's figure after which it fits. */
export function repairsOfValue(
  statement: NumberStatement,
  fits: (edited: NumberStatement) => boolean,
): Repair[] {
  return editsOf(statement, []).filter(({ repair, statement: edited }) =>
    repair.field === "value" && fits(edited)
  ).map(({ repair }) => repair);
}

/** Whether a figure, given its rounding, can lie within bounds. */
export function reaches(
  { value, halfWidth }: NumberStatement,
  { low, high }: { readonly low: number; readonly high: number },
): boolean {
  return value - halfWidth <= high && value + halfWidth >= low;
}

/** Every single edit of a statement that a common slip would call for. */
export function editsOf(statement: NumberStatement, regions: readonly string[]): Edit[] {
  const edits: Edit[] = [];
  const { printed } = statement;
  const seen = new Set([printed]);
  const value = (kind: RepairKind, to: string) => {
    if (seen.has(to) || to === "" || !Number.isFinite(Number(to))) return;
    seen.add(to);
    const repair: Repair = { kind, statement, field: "value", from: printed, to };
    edits.push({ statement: reprinted(statement, to), repair });
  };
  value("factor of 10", shifted(printed, 1));
  value("factor of 10", shifted(printed, -1));
  value("sign", printed.startsWith("-") ? printed.slice(1) : `-${printed}`);
  const swapped = POINTS[statement.measure];
  if (swapped !== undefined && statement.unit === "%") {
    const from = statement.measure;
    const repair: Repair = {
      kind: "points for percent",
      statement,
      field: "measure",
      from,
      to: swapped,
    };
    edits.push({ statement: { ...statement, measure: swapped }, repair });
  }
  const first = printed.startsWith("-") ? 1 : 0;
  // A digit lost after the point is no slip but a coarser print.
  const point = printed.indexOf(".");
  for (let at = first; at <= (point < 0 ? printed.length : point); at++) {
    for (const digit of "0123456789") {
      if (at === first && digit === "0") continue;
      value("dropped digit", printed.slice(0, at) + digit + printed.slice(at));
    }
  }
  if (isMonth(statement.period)) {
    for (const step of [-1, 1]) {
      const from = statement.period, to = addMonths(statement.period, step);
      const repair: Repair = { kind: "neighbouring month", statement, field: "period", from, to };
      edits.push({ statement: { ...statement, period: to }, repair });
    }
  }
  for (const to of regions) {
    if (to === statement.region) continue;
    const from = statement.region;
    const repair: Repair = { kind: "neighbouring region", statement, field: "region", from, to };
    edits.push({ statement: { ...statement, region: to }, repair });
  }
  for (let at = first; at < printed.length; at++) {
    if (printed[at] === ".") continue;
    for (const digit of "0123456789") {
      value("wrong digit", printed.slice(0, at) + digit + printed.slice(at + 1));
    }
  }
  return edits;
}

/** The measure that a percentage and a change in points are mistaken for. */
const POINTS: Readonly<Partial<Record<NumberStatement["measure"], NumberStatement["measure"]>>> = {
  mom: "change_mom_pp",
  yoy: "change_yoy_pp",
  change_mom_pp: "mom",
  change_yoy_pp: "yoy",
};

/** A number's text with the point moved: by one place to the right, or to the left when negative. */
function shifted(printed: string, places: 1 | -1): string {
  const sign = printed.startsWith("-") ? "-" : "";
  const digits = printed.slice(sign.length);
  const point = digits.indexOf(".");
  const whole = point < 0 ? digits : digits.slice(0, point);
  const part = point < 0 ? "" : digits.slice(point + 1);
  if (places === 1) {
    const moved = part === ""
      ? `${whole}0`
      : `${whole}${part[0]}${part.length > 1 ? "." : ""}${part.slice(1)}`;
    return sign + (moved.replace(/^0+(?=\d)/, ""));
  }
  if (part === "" && whole.length > 1 && whole.endsWith("0")) return sign + whole.slice(0, -1);
  return `${sign}${whole.slice(0, -1) || "0"}.${whole.at(-1)}${part}`;
}
