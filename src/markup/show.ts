import { DISPLAY, type Displayed } from "./html.ts";

/**
 * Makes any value show itself, as the last value of a cell and within `html`. A table or a chart that holds NaN, which
 * is an error otherwise, is shown as it is: what is no number is meant.
 *
 * @returns the value's text, displayed; a value that shows itself shows itself
 *
 * @example
 * ```ts
 * import { DISPLAY, show } from "@silicon/balance/frame";
 * import assert from "node:assert/strict";
 * const texts = [NaN, null, 10n, -0, { a: 1 }].map((value) => show(value)[DISPLAY]()["text/plain"]);
 * assert.deepEqual(texts, ["NaN", "null", "10n", "-0", '{"a":1}']);
 * ```
 */
export function show(value: unknown): Displayed {
  if (typeof value === "object" && value !== null && DISPLAY in value) {
    const shown = value as Displayed;
    return { [DISPLAY]: () => shown[DISPLAY](true) };
  }
  return { [DISPLAY]: () => ({ "text/plain": textOf(value) }) };
}

function textOf(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "object" && value !== null) return JSON.stringify(value);
  return String(value);
}
