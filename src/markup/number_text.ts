/** What stands where a number is missing. */
export const MISSING = "–";

// A hyphen, not the typographic minus: figures are searched for in the page, and pasted into sheets.
const MINUS = "-";
const THIN_SPACE = "\u202f"; // narrow, and a line does not break at it

/**
 * A number as a table prints it: plain minus, thin space between thousands, fixed decimals.
 *
 * @param value any number; missing or not finite gives an en dash
 * @param digits decimals, 0 to 20
 */
export function numberText(value: number | undefined, digits: number): string {
  if (value === undefined || !Number.isFinite(value)) return MISSING;
  const [whole, decimals] = Math.abs(value).toFixed(digits).split(".") as [string, string?];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
  const text = decimals === undefined ? grouped : `${grouped}.${decimals}`;
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}

/** A change as a table prints it: like `numberText`, with a plus above zero. */
export function signedText(value: number | undefined, digits: number): string {
  const text = numberText(value, digits);
  return value !== undefined && value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** A share as a percentage: 0.066 is `6.6%`. */
export function percentText(share: number | undefined, digits: number): string {
  const text = numberText(share === undefined ? undefined : share * 100, digits);
  return text === MISSING ? text : `${text}%`;
}

/** The fewest decimals, up to `most`, that tell every value apart from its rounding. */
export function decimalsOf(values: readonly number[], most = 2): number {
  let digits = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    while (digits < most && Math.abs(value - Number(value.toFixed(digits))) > 1e-9) digits++;
  }
  return digits;
}
