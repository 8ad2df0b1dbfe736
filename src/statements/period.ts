import { addMonths, isDay, isMonth, type Month, parseMonth } from "../calendar/mod.ts";

/** What a period column can say. */
export type PeriodKind = "month" | "day" | "quarter" | "half" | "year" | "span";

/** A period: its kind, and its first and last month. */
export interface Period {
  readonly kind: PeriodKind;
  readonly from: Month;
  readonly to: Month;
}

/**
 * Reads a period column.
 *
 * @param text `2026-01`, `2026-02-05`, `2025-Q1`, `2025-H1`, `2025` or `2025-01/2025-02`
 * @returns the kind and the months it covers (a day covers its month); `undefined` when it is none of these
 *
 * @example
 * ```ts
 * import { readPeriod } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * assert.deepEqual(readPeriod("2025-Q2"), { kind: "quarter", from: "2025-04", to: "2025-06" });
 * assert.equal(readPeriod("2/3/2026"), undefined);
 * ```
 */
export function readPeriod(text: string): Period | undefined {
  if (isMonth(text)) return { kind: "month", from: text, to: text };
  if (isDay(text)) {
    const month = parseMonth(text.slice(0, 7));
    return { kind: "day", from: month, to: month };
  }
  const part = /^(\d{4})-(Q[1-4]|H[12])$/.exec(text);
  if (part) {
    const quarterly = part[2]!.startsWith("Q");
    const length = quarterly ? 3 : 6;
    const from = addMonths(parseMonth(`${part[1]}-01`), (Number(part[2]![1]) - 1) * length);
    return { kind: quarterly ? "quarter" : "half", from, to: addMonths(from, length - 1) };
  }
  if (/^\d{4}$/.test(text)) {
    return { kind: "year", from: parseMonth(`${text}-01`), to: parseMonth(`${text}-12`) };
  }
  const [first, last, ...rest] = text.split("/");
  if (rest.length === 0 && first && last && isMonth(first) && isMonth(last) && first < last) {
    return { kind: "span", from: first, to: last };
  }
  return undefined;
}
