import { DISPLAY, type Displayed, escapeHtml, FACT_MIME } from "./html.ts";
import { decimalsOf, numberText } from "./number_text.ts";

/** How closely a fact is compared from one run to the next. */
export interface FactOptions {
  /**
   * Largest difference that is no change, in the fact's own unit, 0 or more. Without it only what arithmetic leaves
   * behind is no change: one part in 10⁹.
   */
  readonly tolerance?: number;
}

/** A number that a page stands for: kept with the page, and compared with the next run's. */
export interface Fact extends Displayed {
  /** What it is, as in `balance 2026-02`; one on a page. */
  readonly name: string;
  readonly value: number;
  /** Unit of the number, such as `kt`, `days` or `share`. */
  readonly unit: string;
  /** Largest difference that is no change, in the same unit. */
  readonly tolerance?: number;
}

const LINE_BREAKERS = /[\p{Cc}\u2028\u2029]/u;

/**
 * States a number that the page stands for. It shows itself as a quiet line, alone or within `html`; `render` keeps it
 * with the page, and `render --diff` says by how much it changed from one run to the next.
 *
 * @param name what it is, on one line; no other fact of the page has the same name
 * @param unit its unit, on one line
 * @returns the fact, displayed
 * @throws {TypeError} when the value or the tolerance is no number, or a text is none
 * @throws {RangeError} when the value is not finite, a text is empty or runs over a line, or the tolerance is below 0
 *
 * @example
 * ```ts
 * import { DISPLAY, fact } from "@silicon/balance/frame";
 * import assert from "node:assert/strict";
 * const balance = fact("balance 2026-02", -32.8, "kt");
 * assert.equal(balance[DISPLAY]()["text/plain"], "balance 2026-02: -32.8 kt");
 * assert.throws(() => fact("balance 2026-03", NaN, "kt"), RangeError);
 * ```
 */
export function fact(
  name: string,
  value: number,
  unit: string,
  { tolerance }: FactOptions = {},
): Fact {
  const stated = typeof name === "string" && name.trim() !== "" ? `the fact ${name}` : "a fact";
  checkLine(name, "name", stated);
  checkLine(unit, "unit", stated);
  checkNumber(value, "value", stated);
  if (tolerance !== undefined) {
    checkNumber(tolerance, "tolerance", stated);
    if (tolerance < 0) {
      throw new RangeError(`Cannot state ${stated}: its tolerance must be >= 0, is ${tolerance}`);
    }
  }
  const data = { name, value, unit, ...(tolerance === undefined ? {} : { tolerance }) };
  return {
    ...data,
    [DISPLAY]: () => ({
      "text/html": `<span class="fact" style="font-size:.85em">${escapeHtml(name)}: ` +
        `<data value="${value}">${escapeHtml(factValueText(value))}</data> ${
          escapeHtml(unit)
        }</span>`,
      "text/plain": `${name}: ${factValueText(value)} ${unit}`,
      [FACT_MIME]: data,
    }),
  };
}

/** A fact's number for readers: five digits that count, and no zeros after them. */
export function factValueText(value: number): string {
  const shown = Number(value.toPrecision(5));
  if (shown !== 0 && (Math.abs(shown) < 1e-4 || Math.abs(shown) >= 1e15)) return String(shown);
  return numberText(shown, decimalsOf([shown], 8));
}

function checkLine(text: string, part: string, stated: string): void {
  if (typeof text !== "string") {
    throw new TypeError(`Cannot state ${stated}: its ${part} must be a text, is ${text}`);
  }
  if (text.trim() === "" || LINE_BREAKERS.test(text)) {
    throw new RangeError(
      `Cannot state ${stated}: its ${part} must be a text on one line, is ${JSON.stringify(text)}`,
    );
  }
}

function checkNumber(value: number, part: string, stated: string): void {
  if (typeof value !== "number") {
    throw new TypeError(`Cannot state ${stated}: its ${part} must be a number, is ${value}`);
  }
  if (!Number.isFinite(value)) {
    throw new RangeError(`Cannot state ${stated}: its ${part} must be finite, is ${value}`);
  }
}
