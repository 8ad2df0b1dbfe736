import { addDays, type Day, daysBetween, daysInMonth, type Month } from "../calendar/mod.ts";
import type { Catalogue, NumberStatement } from "../statements/mod.ts";
import { likeliest, reaches, repairsOfValue } from "./_edits.ts";
import { isOnePublisher, subjectOf, WEEKLY } from "./_fact.ts";
import type { Finding } from "./finding.ts";

/** A figure is far from another when it is nearer to ten times, or to a tenth, of it than to the other itself. */
const FAR = Math.sqrt(10);
/** The share by which a week's total or a stock may differ from those beside it. */
const USUAL_MOVE = 0.5;
/** Prints this close stand beside each other. */
const BESIDE_DAYS = 31;
/** A month this close tells how much a week can be. */
const MONTH_DAYS = 92;
const DAYS_IN_WEEK = 7;

/** What was printed for a day, or for the week that ends on it: one figure, however often it was repeated. */
interface Figure {
  readonly day: Day;
  readonly value: number;
  readonly prints: readonly NumberStatement[];
}

/** What speaks for or against a figure. */
interface Witness {
  readonly statement: NumberStatement;
  /** Times the witness's value: what it makes of the figure. */
  readonly scale: number;
  /** How far from that the figure may lie, as a share; `undefined` for another print of the same day or week. */
  readonly room: number | undefined;
}

/**
 * Weekly totals and dated stocks that all of their publisher's own figures speak against: other prints of the same
 * week, the weeks beside it, the month nearest to it; and figures that one article prints in two ways.
 *
 * Samples of a region are left to their capacity, because a region's plants can all start or stop within a week.
 */
export function datedFindings(
  statements: readonly NumberStatement[],
  catalogue: Catalogue | undefined,
): Finding[] {
  const isStock = ({ series }: NumberStatement) => catalogue?.get(series)?.kind === "stock";
  const dated = statements.filter((statement) =>
    statement.measure === "level" && statement.period.length === 10 && statement.value > 0 &&
    (statement.bound === "" || statement.bound === "about") && isOnePublisher(statement) &&
    (statement.series.includes(WEEKLY) || isStock(statement))
  );
  const histories = Map.groupBy(
    dated,
    ({ series, publisher, region }) => [series, publisher, region].join("|"),
  );
  const totals = monthlyTotals(statements);
  return [...histories.values()].flatMap((prints) => {
    const days = figuresByDay(prints);
    const months = isStock(prints[0]!) ? [] : totals.get(countOf(prints[0]!)) ?? [];
    const odd: { figure: Figure; witnesses: Witness[] }[] = [];
    days.forEach((figures, at) => {
      const beside = besideOf(days, at, isStock(prints[0]!));
      for (const figure of figures) {
        const others = figures.filter((other) => other !== figure);
        const witnesses = [
          ...others.map(({ prints }) => ({ statement: prints[0]!, scale: 1, room: undefined })),
          ...beside.map(({ prints }) => ({ statement: prints[0]!, scale: 1, room: USUAL_MOVE })),
          ...nearestMonth(figure, months),
        ];
        if (witnesses.length > 0 && witnesses.every((one) => isFar(figure, one))) {
          odd.push({ figure, witnesses });
        }
      }
    });
    const certain = odd.filter(({ witnesses }) => witnesses.length > 1);
    const wrong = new Set(certain.flatMap(({ figure }) => figure.prints));
    const pairs = odd.filter(({ witnesses }) =>
      witnesses.length === 1 && !wrong.has(witnesses[0]!.statement)
    );
    const findings = [
      ...certain.map(({ figure, witnesses }) => outvoted(figure, witnesses[0]!)),
      ...pairs.map(({ figure, witnesses }) => undecided(figure, witnesses[0]!)),
      ...days.flatMap((figures) =>
        printedTwoWays(figures.filter((figure) => !odd.some((one) => one.figure === figure)))
      ),
    ];
    return withoutRepeats(findings);
  });
}

function figuresByDay(prints: readonly NumberStatement[]): Figure[][] {
  const days = Map.groupBy(prints, ({ period }) => period as Day);
  return [...days].sort(([a], [b]) => a < b ? -1 : 1).map(([day, printed]) =>
    [...Map.groupBy(printed, ({ value }) => value)].map(([value, prints]) => ({
      day,
      value,
      prints,
    }))
  );
}

/**
 * The figures on either side. A week at the end of its history has two on one side instead; a stock there has none,
 * because stock can leave at one stroke and stay away.
 */
function besideOf(days: readonly Figure[][], at: number, isStock: boolean): Figure[] {
  const day = days[at]![0]!.day;
  const within = (index: number) =>
    days[index] && Math.abs(daysBetween(day, days[index][0]!.day)) <= BESIDE_DAYS
      ? days[index]
      : undefined;
  const before = within(at - 1), after = within(at + 1);
  if (before && after) return [...before, ...after];
  if (isStock) return [];
  return before
    ? [...before, ...within(at - 2) ?? []]
    : after
    ? [...after, ...within(at + 2) ?? []]
    : [];
}

/** Totals of months, by what they are of and who counts. */
function monthlyTotals(statements: readonly NumberStatement[]): Map<string, NumberStatement[]> {
  const totals = statements.filter((one) =>
    one.measure === "level" && one.period.length === 7 && one.value > 0 &&
    (one.bound === "" || one.bound === "about") && one.series === subjectOf(one)
  );
  return Map.groupBy(totals, countOf);
}

/** A week's total and a month's are counts of the same when this is the same. */
function countOf(statement: NumberStatement): string {
  return [subjectOf(statement), statement.publisher, statement.region].join("|");
}

/** The month whose middle lies nearest to the week's; of its prints the latest. */
function nearestMonth({ day }: Figure, months: readonly NumberStatement[]): Witness[] {
  const distance = ({ period }: NumberStatement) =>
    Math.abs(daysBetween(addDays(day, -3), `${period}-15` as Day));
  const near = months.filter((month) => distance(month) <= MONTH_DAYS).sort((a, b) =>
    distance(a) - distance(b) || ((a.published ?? "") > (b.published ?? "") ? -1 : 1)
  );
  return near.slice(0, 1).map((statement) => ({
    statement,
    scale: DAYS_IN_WEEK / daysInMonth(statement.period as Month),
    room: USUAL_MOVE,
  }));
}

function isFar({ value }: Figure, { statement, scale }: Witness): boolean {
  const ratio = value / (statement.value * scale);
  return ratio > FAR || ratio < 1 / FAR;
}

/** A finding about a figure that several witnesses speak against, the first of which is named. */
function outvoted(figure: Figure, witness: Witness): Finding {
  const expected = boundsBy(witness);
  return {
    code: witness.room === undefined ? "contradiction" : "out-of-line",
    statements: [...figure.prints, witness.statement],
    suspect: figure.prints[0]!,
    expected,
    repairs: likeliest(
      repairsOfValue(figure.prints[0]!, (edited) => reaches(edited, expected)),
    ),
  };
}

/** A finding about two figures of which either may be wrong. */
function undecided(figure: Figure, witness: Witness): Finding {
  const { statement, scale, room } = witness;
  const print = figure.prints[0]!;
  const there = boundsBy(witness), back = boundsBy({ statement: print, scale: 1 / scale, room });
  return {
    code: room === undefined ? "contradiction" : "out-of-line",
    statements: [...figure.prints, statement],
    suspect: undefined,
    expected: undefined,
    repairs: likeliest([
      ...repairsOfValue(print, (edited) => reaches(edited, there)),
      ...repairsOfValue(statement, (edited) => reaches(edited, back)),
    ]),
  };
}

/** Figures that one publisher printed differently on one day. */
function printedTwoWays(figures: readonly Figure[]): Finding[] {
  return figures.flatMap((figure, i) =>
    figures.slice(i + 1).flatMap((other) => {
      const clash = figure.prints.flatMap((a) =>
        other.prints.filter((b) =>
          a.published !== undefined && a.published === b.published && a.basis === b.basis &&
          Math.abs(a.value - b.value) > a.halfWidth + b.halfWidth
        )
      )[0];
      return clash === undefined
        ? []
        : [undecided(figure, { statement: clash, scale: 1, room: undefined })];
    })
  );
}

function boundsBy({ statement, scale, room }: Witness): { low: number; high: number } {
  const value = statement.value * scale;
  const half = room === undefined ? statement.halfWidth * scale : room * value;
  return { low: value - half, high: value + half };
}

/** Two figures that speak against each other are one finding. */
function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const place = ({ file, line }: NumberStatement) => `${file}:${line}`;
  const key = ({ statements }: Finding) => statements.map(place).sort().join();
  return [...new Map(findings.toReversed().map((one) => [key(one), one])).values()].toReversed();
}
