import { parseHTML } from "linkedom";
import { DISPLAY } from "@silicon/balance/frame";

/** What a notebook would show for a value. */
export function bundleOf(value: unknown): Record<string, string> {
  return (value as { [DISPLAY](): Record<string, string> })[DISPLAY]();
}

/** A shown table, parsed. */
export interface ShownTable {
  readonly figure: Element;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The table that a notebook would show for a value. */
export function tableOf(value: unknown): ShownTable {
  const figure = parseHTML(`<body>${bundleOf(value)["text/html"]}</body>`).document
    .querySelector("figure.frame")!;
  const cells = (row: Element) => [...row.children].map((cell) => cell.textContent ?? "");
  return {
    figure,
    head: cells(figure.querySelector("thead tr")!),
    rows: [...figure.querySelectorAll("tbody tr")].map(cells),
  };
}
