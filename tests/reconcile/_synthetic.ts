import type { Basis, Bound, NumberStatement } from "@silicon/balance/statements";
import { printedHalfWidth } from "@silicon/balance/statements";
import { addMonths, type Month, monthOfYear } from "@silicon/balance/calendar";

/** A printed figure without its half-width, which follows from the print. */
export interface Print {
  series?: string;
  measure: NumberStatement["measure"];
  region?: string;
  period: string;
  printed: string;
  unit?: string;
  basis?: Basis;
  bound?: Bound;
  publisher?: string;
  published?: string;
  file?: string;
  line?: number;
}

let line = 1;

/** A statement in mt (or whatever unit is named), converted as the loader does. */
export function statement(print: Print): NumberStatement {
  const { measure, period, printed } = print;
  const percent = ["mom", "yoy", "ytd_yoy", "share"].includes(measure);
  const printedUnit = print.unit ?? (percent ? "%" : "mt");
  const scale = printedUnit === "mt" ? 1000 : 1;
  const basis = print.basis ?? "actual", bound = print.bound ?? "";
  return {
    series: print.series ?? "x_production",
    measure,
    region: print.region ?? "CN",
    period,
    printed,
    printedUnit,
    value: Number(printed) / scale,
    unit: printedUnit === "mt" ? "kt" : printedUnit,
    halfWidth: printedHalfWidth(printed, basis, bound) / scale,
    basis,
    bound,
    publisher: print.publisher ?? "Printer",
    published: print.published as NumberStatement["published"],
    url: "",
    note: "",
    file: print.file ?? "data/statements/test.csv",
    line: print.line ?? ++line,
  };
}

/** The statement as if another text had been printed. */
export function reprint(original: NumberStatement, printed: string): NumberStatement {
  const { measure, period, printedUnit: unit, basis, bound, published = "" } = original;
  const { series, region, publisher, file, line } = original;
  const print = {
    series,
    region,
    publisher,
    file,
    line,
    measure,
    period,
    printed,
    unit,
    basis,
    bound,
  };
  return statement(published === "" ? print : { ...print, published });
}

/** Pseudo-random numbers in [0, 1), the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Prints a number of mt to so many trailing zeros. */
export function printMt(valueMt: number, zeros: number): string {
  const place = 10 ** zeros;
  const rounded = Math.round(valueMt / place) * place;
  return String(rounded);
}

/** A true history in mt, month by month. */
export function historyOf(months: number, next: () => number): number[] {
  const history: number[] = [];
  let level = 300_000 + 100_000 * next();
  for (let i = 0; i < months; i++) {
    level = Math.min(900_000, Math.max(100_000, level * (0.85 + 0.3 * next())));
    history.push(level);
  }
  return history;
}

/** Everything a publisher prints of a history when it leaves nothing out: six figures a month. */
export function printAll(
  history: readonly number[],
  from: Month,
  series: string,
): NumberStatement[] {
  const statements: NumberStatement[] = [];
  let ytd = 0, ytdBefore = 0;
  for (let i = 0; i < history.length; i++) {
    const month = addMonths(from, i);
    const level = history[i]!;
    if (monthOfYear(month) === 1) {
      ytd = 0;
      ytdBefore = 0;
    }
    ytd += level;
    const published = `${addMonths(month, 1)}-05`;
    const add = (measure: Print["measure"], printed: string) =>
      statements.push(statement({ series, measure, period: month, printed, published }));
    add("level", printMt(level, 2));
    add("ytd", printMt(ytd, 2));
    if (i > 0) {
      add("mom", ((level / history[i - 1]! - 1) * 100).toFixed(1));
      add("change_mom", printMt(level - history[i - 1]!, 2));
    }
    if (i >= 12) {
      ytdBefore += history[i - 12]!;
      add("yoy", ((level / history[i - 12]! - 1) * 100).toFixed(1));
      if (i - 12 >= 12 - (monthOfYear(from) - 1) || monthOfYear(from) === 1) {
        add("ytd_yoy", ((ytd / ytdBefore - 1) * 100).toFixed(1));
      }
    }
  }
  return statements;
}
