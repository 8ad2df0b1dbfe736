import type { Source } from "../balance/mod.ts";
import { numberText, percentText, signedText } from "../markup/mod.ts";
import type { LinkedFigure } from "./_note_text.ts";

/** A figure may rest on a whole chain of prints; the most direct are enough to check it. */
const MOST_GROUNDS = 2;

/** A quantity with the prints or assumptions it rests on. */
export function quantity(value: number, sources: readonly Source[]): LinkedFigure {
  return { text: `${numberText(value, 1)} kt`, grounds: sources.slice(0, MOST_GROUNDS) };
}

/** A quantity that a formula gives. */
export function computed(text: string, formula: string, at?: string): LinkedFigure {
  const ground: Source = { kind: "formula", text: formula, ...(at === undefined ? {} : { at }) };
  return { text, grounds: [ground] };
}

/** A change in kt that a formula gives. */
export function computedChange(valueKt: number, formula: string): LinkedFigure {
  return computed(`${signedText(valueKt, 1)} kt`, formula);
}

/** A share that a formula gives. */
export function computedShare(share: number, formula: string): LinkedFigure {
  return computed(percentText(share, 1), formula);
}
