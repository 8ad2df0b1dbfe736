/** The method by which a notebook asks a value to show itself. */
export const DISPLAY: unique symbol = Symbol.for("Jupyter.display");

/** What a front end is handed to show: the same value in each media type; those of JSON as data. */
export interface DisplayBundle {
  readonly [mime: `text/${string}`]: string;
  readonly [mime: `image/${string}`]: string;
  readonly [mime: `application/${string}`]: DisplayData;
}

/** Values that JSON can hold. */
export type DisplayData =
  | null
  | boolean
  | number
  | string
  | DisplayData[]
  | { [key: string]: DisplayData };

/** Media type under which a shown value says what it states: one fact, or a list of them. */
export const FACT_MIME = "application/vnd.silicon.fact+json";

/** A value that shows itself in a notebook. */
export interface Displayed {
  /**
   * What to show, for each media type.
   *
   * @param isMeant whether it is known that a number among what is shown is none; without, NaN is an error
   */
  [DISPLAY](isMeant?: boolean): DisplayBundle;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Text made safe to stand between tags and inside quoted attributes.
 *
 * @returns the same text with `& < > " '` as entities
 *
 * @example
 * ```ts
 * import { escapeHtml } from "@silicon/balance/frame";
 * import assert from "node:assert/strict";
 * assert.equal(escapeHtml("R&D <b>"), "R&amp;D &lt;b&gt;");
 * ```
 */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** Markup that is known to be safe, and shows itself in a notebook. */
export class Html {
  readonly #markup: string;
  readonly #stated: DisplayData[];

  /** Takes markup that goes on the page as it stands, and what facts within it state. */
  constructor(markup: string, stated: DisplayData[] = []) {
    this.#markup = markup;
    this.#stated = stated;
  }

  toString(): string {
    return this.#markup;
  }

  /** The markup, its words for front ends that show text only, and the facts within it. */
  [DISPLAY](): DisplayBundle {
    return {
      "text/html": this.#markup,
      "text/plain": this.#markup.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim()
        .replace(/&(amp|lt|gt|quot|#39);/g, (entity) => PLAIN[entity]!),
      ...(this.#stated.length === 0 ? {} : { [FACT_MIME]: this.#stated }),
    };
  }
}

const PLAIN: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(ENTITIES).map(([character, entity]) => [entity, character]),
);

/** What may stand in an `html` template. */
export type HtmlValue =
  | string
  | number
  | bigint
  | boolean
  | undefined
  | null
  | Html
  | Displayed
  | readonly HtmlValue[];

/**
 * Markup from a template: every value put into it is escaped, so that a figure's note or a file's text cannot
 * become markup. Not for the inside of `<script>`, `<style>` or an unquoted attribute.
 *
 * Values that are markup already (`html` results, frames, figures) go in as they are; lists are joined;
 * `undefined`, `null` and `false` leave nothing.
 *
 * @returns markup that shows itself as the last value of a cell
 *
 * @example
 * ```ts
 * import { html } from "@silicon/balance/frame";
 * import assert from "node:assert/strict";
 * const cuts = ["5%", "<10%"].map((cut) => html`<li>${cut}</li>`);
 * assert.equal(String(html`<ul>${cuts}</ul>`), "<ul><li>5%</li><li>&lt;10%</li></ul>");
 * ```
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let markup = parts[0]!;
  const stated: DisplayData[] = [];
  values.forEach((value, i) => markup += markupOf(value, stated) + parts[i + 1]!);
  // A template laid out over lines begins and ends with line breaks that are no part of what it says.
  return new Html(markup.replace(/^\s*\n\s*|\s*\n\s*$/g, ""), stated);
}

/** Markup of a value; what it states is added to `stated`. */
function markupOf(value: HtmlValue, stated: DisplayData[]): string {
  if (value === undefined || value === null || value === false) return "";
  if (Array.isArray(value)) return value.map((one) => markupOf(one, stated)).join("");
  if (typeof value === "object" && DISPLAY in value) {
    const bundle = value[DISPLAY]();
    const facts = bundle[FACT_MIME];
    if (facts !== undefined) stated.push(...Array.isArray(facts) ? facts : [facts]);
    return bundle["text/html"] ?? escapeHtml(bundle["text/plain"] ?? "");
  }
  return escapeHtml(String(value));
}
