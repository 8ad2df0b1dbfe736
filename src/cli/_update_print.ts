import { dayLabel, monthLabel } from "../calendar/mod.ts";
import { printFinding, type SeriesPoint } from "../reconcile/mod.ts";
import { type Problem, sourceOf } from "../statements/mod.ts";
import {
  type Effects,
  type Incoming,
  MOST_TOLD_APART,
  type Novelty,
  type PlanFindings,
  type PlannedFigure,
  type UpdatePlan,
} from "../intake/mod.ts";
import { printable } from "./_printable.ts";

const FOUND_LENGTH = 60;
const SHOWN_PROBLEMS = 20;
const LEAST_SHOWN_KT = 0.05;

/** Problems, one line each; the same problem in many rows is one line. */
export function problemsText(problems: readonly Problem[]): string {
  const groups = Map.groupBy(
    problems,
    ({ field, expected, found }) =>
      `${field.replace(/ \(.*/, "")}|${expected.replaceAll(found || "\0", "")}`,
  );
  const lines = [...groups.values()].map((group) => {
    const [{ file, line, column, field, found, expected }] = group as [Problem];
    const shown = found.length > FOUND_LENGTH ? `${found.slice(0, FOUND_LENGTH)}…` : found;
    const place = `${file}:${line}:${column}${field === "" ? "" : ` ${field}`}`;
    const more = group.length === 1 ? "" : `; the same in ${group.length - 1} more rows`;
    const said = `${place}: found ${JSON.stringify(shown)}, expected ${expected}${more}`;
    return printable(said);
  });
  const rest = lines.length - SHOWN_PROBLEMS;
  return [...lines.slice(0, SHOWN_PROBLEMS), ...(rest > 0 ? [`and ${rest} more`] : [])].join("\n");
}

const NOVELTY_WORDS: Readonly<Record<Novelty, string>> = {
  new: "New",
  outcome: "Outcomes of outlooks",
  revised: "Revised",
  repeated: "Repeated",
  there: "Already there, not added again",
};

/** The brought figures by what they are to those already there. */
export function planText(plan: UpdatePlan, incoming: Incoming): string {
  const lines: string[] = [];
  for (const novelty of ["new", "outcome", "revised", "repeated", "there"] as const) {
    const figures = plan.figures.filter((figure) => figure.novelty === novelty);
    if (figures.length === 0) continue;
    lines.push(`${NOVELTY_WORDS[novelty]} (${figures.length})`, ...figures.map(figureText), "");
  }
  if (incoming.emptyRows > 0) {
    lines.push(`Rows without a value, left out: ${incoming.emptyRows}`, "");
  }
  return lines.join("\n");
}

function figureText({ statement, novelty, before }: PlannedFigure): string {
  const { text, at } = sourceOf(statement);
  const [last] = before;
  const was = (novelty === "revised" || novelty === "outcome") && last !== undefined
    ? `; was ${before.map(({ printed }) => printed).join(" to ")} (${
      last.published === undefined ? "undated" : dayLabel(last.published)
    }, ${last.basis})`
    : "";
  return `  ${text}${was}  [${at}]`;
}

/** What speaks against the new figures, with the likely repair. */
export function findingsText(found: PlanFindings): string {
  const { contradictions, unlikely, publishers, ahead } = found;
  const count = contradictions.length + unlikely.length + publishers.length + ahead.length;
  if (count === 0) return "No findings.\n";
  return [
    `Findings (${count}); figures can be added all the same, for publishers do misprint`,
    ...contradictions.map((finding) => `  ${printFinding(finding).replaceAll("\n", "\n  ")}`),
    ...unlikely.map(({ statement, last, likely }) =>
      `  unlikely size: ${sourceOf(statement).text}, after ${last.printed} for ${last.period}` +
      (likely === undefined ? "" : `; likely ${likely}`)
    ),
    ...publishers.map(({ name, likely }) =>
      `  new publisher: ${name}` + (likely === undefined ? "" : `; likely ${likely}`)
    ),
    ...ahead.map((statement) => `  published in days to come: ${sourceOf(statement).text}`),
    "",
  ].join("\n");
}

/** What the figures change, old to new. */
export function effectsText(effects: Effects): string {
  const lines: string[] = [];
  if (effects.series.length > 0) {
    lines.push("Series (old -> new)");
    for (const { series, publisher, unit, before, after } of effects.series) {
      const name = `${series}, ${publisher}, ${after.month}`;
      lines.push(`  ${name}: ${pointText(before, unit)} -> ${pointText(after, unit)}`);
    }
    lines.push("");
  }
  if (effects.accounts.length > 0) {
    lines.push("Account, kt (old -> new)");
    for (const change of effects.accounts) {
      const { month, label, beforeKt, afterKt, beforeStatus, afterStatus } = change;
      const status = beforeStatus === afterStatus
        ? ""
        : `  (${beforeStatus || "none"} -> ${afterStatus || "none"})`;
      lines.push(`  ${month} ${label}: ${kt(beforeKt)} -> ${kt(afterKt)}${status}`);
    }
    lines.push("");
  }
  for (const { reason } of effects.open) lines.push(reason);
  if (effects.open.length > 0) lines.push("");
  return [...lines, ...balanceLines(effects), ...headlineLines(effects)].join("\n");
}

function balanceLines({ month, figures }: Effects): string[] {
  if (month !== undefined && figures.length === 0) {
    return [
      `More than ${MOST_TOLD_APART} figures: what each alone does to the balance is not told`,
      "",
    ];
  }
  const moving = figures.filter(({ balanceKt }) => Math.abs(balanceKt ?? 0) >= LEAST_SHOWN_KT);
  if (month === undefined || moving.length === 0) return [];
  return [
    `What moves the balance of ${monthLabel(month)}, kt, one figure after the other`,
    ...moving.map(({ statement, balanceKt }) =>
      `  ${signed(balanceKt!)}  ${sourceOf(statement).text}`
    ),
    "",
  ];
}

function headlineLines({ headlines }: Effects): string[] {
  return headlines.flatMap(({ month, before, after }) => {
    const name = `Headline of ${monthLabel(month)}`;
    if (before === after) return [`${name}: unchanged`, ""];
    const open = "its account, or that of the month before, cannot be closed";
    return [`${name}, before: ${before ?? open}`, `${name}, after: ${after ?? open}`, ""];
  });
}

function pointText(point: SeriesPoint | undefined, unit: string): string {
  if (point === undefined || point.status === "missing") return "missing";
  const range = `${number(point.low)} to ${number(point.high)}`;
  return point.value === undefined
    ? `${range} ${unit} (${point.status})`
    : `${number(point.value)} ${unit} (${point.status}, ${range})`;
}

function number(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toFixed(2))) : value < 0 ? "any" : "more";
}

function kt(value: number | undefined): string {
  return value === undefined ? "not closed" : value.toFixed(1);
}

function signed(value: number): string {
  return `${value > 0 ? "+" : ""}${value.toFixed(1)}`;
}
