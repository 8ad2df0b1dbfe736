import { escapeHtml } from "../../markup/mod.ts";

/** What an attribute may be; `undefined` and `false` leave it out, `true` leaves it bare. */
export type AttributeValue = string | number | boolean | undefined;

/** The attributes of an element. */
export type Attributes = Readonly<Record<string, AttributeValue>>;

/** An element of HTML or SVG, before it is text (in the kernel) or part of a document (in a page). */
export interface VNode {
  readonly tag: string;
  readonly attributes: Attributes;
  readonly children: readonly (VNode | string)[];
}

type Child = VNode | string | undefined | false | readonly Child[];

/** An element; lists of children are joined, `undefined` and `false` leave nothing. */
export function h(tag: string, attributes: Attributes, ...children: readonly Child[]): VNode {
  const flat: (VNode | string)[] = [];
  const add = (child: Child): void => {
    if (child === undefined || child === false) return;
    if (typeof child === "string" || "tag" in child) flat.push(child as VNode | string);
    else (child as readonly Child[]).forEach(add);
  };
  children.forEach(add);
  return { tag, attributes, children: flat };
}

const VOID = new Set(["br", "hr", "img", "input"]);

/** An element as text, escaped. */
export function markupOf({ tag, attributes, children }: VNode): string {
  let text = `<${tag}`;
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    text += value === true ? ` ${name}` : ` ${name}="${escapeHtml(String(value))}"`;
  }
  text += ">";
  if (VOID.has(tag)) return text;
  for (const child of children) {
    text += typeof child === "string" ? escapeHtml(child) : markupOf(child);
  }
  return `${text}</${tag}>`;
}

/** A cell of a table: its words, and whether they stand right as numbers do. */
export type Cell = readonly [text: string, isNumber: boolean];

/** A row of a table, its class beside its cells. */
export type Cells = readonly [name: string | undefined, ...cells: Cell[]];

/** A table. With a caption each row's first cell names the row. */
export function tableNode(
  head: readonly Cell[],
  rows: readonly Cells[],
  caption?: string,
  name = "",
): VNode {
  const row = ([className, ...cells]: Cells) =>
    h(
      "tr",
      { class: className },
      cells.map(([text, isNumber], i) =>
        i === 0 && caption !== undefined
          ? h("th", { scope: "row" }, text)
          : h("td", { class: isNumber ? "number" : undefined }, text !== "" && text)
      ),
    );
  const heads = head.map(([text, isNumber]) =>
    h("th", { scope: "col", class: isNumber ? "number" : undefined }, text)
  );
  return h(
    "table",
    { class: `sp-table ${name}`.trim() },
    caption !== undefined && h("caption", {}, caption),
    h("thead", {}, h("tr", {}, heads)),
    h("tbody", {}, rows.map(row)),
  );
}
