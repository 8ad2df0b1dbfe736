import { parseHTML } from "linkedom";
import type { Chart } from "@silicon/balance/figure";

/** A figure's markup as a page would read it. */
export function pageOf(figure: Chart): Document {
  return parseHTML(`<!doctype html><html><body>${figure.html}</body></html>`).document;
}

/** Every word drawn in one version of a figure. */
export function wordsOf(figure: Chart, version: "wide" | "narrow" = "wide"): string[] {
  return [...pageOf(figure).querySelectorAll(`svg.chart-${version} text`)].map((text) =>
    text.textContent ?? ""
  );
}
