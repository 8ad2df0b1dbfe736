import type { CodeCell, Notebook } from "./nbformat.ts";
import {
  type CellSyntax,
  type Declared,
  declaredBy,
  type Node,
  readCell,
  walk,
} from "./_syntax.ts";
import { usedAtOnce } from "./_used_at_once.ts";

/** A line of a cell. */
export interface CellPlace {
  /** Place among all cells of the notebook, counted from 1 as people do. */
  cell: number;
  /** Line within the cell, counted from 1. */
  line: number;
}

/** The code of a notebook, or of one cell, as a module that type-checks where the kernel runs it. */
export interface NotebookModule {
  /** The source. */
  text: string;
  /** Whether the source is TypeScript with JSX. */
  isTsx: boolean;
  /** For each line of `text`, from the first: where it comes from; undefined for lines between cells. */
  places: (CellPlace | undefined)[];
  /** What types do not tell: what the kernel will not run. */
  remarks: (CellPlace & { message: string })[];
}

/**
 * Joins the code cells of a notebook into one module, so that a type checker sees what each cell
 * takes from the cells before it. A cell that declares a name again begins a block, in which the name is
 * new. Left out: injected parameters, and cells tagged `raises-exception`, which are wrong on purpose.
 *
 * @param notebook the notebook
 * @param folder address of its folder, which relative imports start from
 * @returns the module; where cells are no code by themselves, a module of each of these instead
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * const code = (id: string, source: string) => ({ cell_type: "code" as const, id, metadata: {},
 *   source, execution_count: null, outputs: [] });
 * const notebook = { nbformat: 4 as const, nbformat_minor: 5, metadata: {},
 *   cells: [code("a", "const x = 1;"), code("b", "\n(x)")] };
 * const [{ text, places }] = await notebookModules(notebook, "file:///notebooks/");
 * assert.equal(text.split("\n")[3], "(x)");
 * assert.deepEqual(places[3], { cell: 2, line: 2 });
 * ```
 */
export async function notebookModules(
  notebook: Notebook,
  folder: string,
): Promise<[NotebookModule, ...NotebookModule[]]> {
  const cells: (ReadCell | Omit<ReadCell, "syntax">)[] = [];
  for (const [i, cell] of notebook.cells.entries()) {
    const tags = cell.metadata.tags ?? [];
    if (cell.cell_type !== "code") continue;
    if (tags.includes("injected-parameters") || tags.includes("raises-exception")) continue;
    const syntax = await readCell(cell.source);
    cells.push({ cell, number: i + 1, ...(syntax && { syntax }) });
  }
  const unread = cells.filter((one) => !("syntax" in one)).map(({ cell, number }) => {
    const lines = cell.source.split(/\r?\n/);
    return {
      text: lines.join("\n") + "\n",
      isTsx: /<\/|\/>/.test(cell.source),
      places: lines.map((_, i) => ({ cell: number, line: i + 1 })),
      remarks: [],
    };
  });
  const [first, ...others] = unread;
  return first ? [first, ...others] : [new Joined(cells as ReadCell[], folder)];
}

interface ReadCell {
  cell: CodeCell;
  /** Place among all cells, counted from 1. */
  number: number;
  syntax: CellSyntax;
}

/** Lets any element stand in JSX where no library says which there are. */
const ANY_ELEMENT =
  "declare global { namespace JSX { interface IntrinsicElements { [name: string]: any } } }";

class Joined implements NotebookModule {
  readonly isTsx: boolean;
  readonly places: NotebookModule["places"] = [];
  readonly remarks: NotebookModule["remarks"] = [];
  readonly #lines: string[] = [];
  /** Imports stand at the end, outside of all blocks. */
  readonly #imports: { line: string; place: CellPlace }[] = [];
  readonly #folder: string;
  readonly #values = new Map<string, Declared & { cell: number }>();
  readonly #types = new Map<string, Declared>();
  #blocks = 0;

  constructor(cells: readonly ReadCell[], folder: string) {
    this.#folder = folder;
    this.isTsx = cells.some(({ syntax }) => syntax.dialect === "tsx");
    for (const cell of cells) this.#add(cell);
    for (const { number, message, line } of usedAtOnce(cells)) {
      this.remarks.push({ cell: number, line, message });
    }
    this.#line("}".repeat(this.#blocks));
    for (const { line, place } of this.#imports) this.#line(line, place);
    if (this.isTsx) this.#line(ANY_ELEMENT);
    this.#line("export {};");
  }

  get text(): string {
    return this.#lines.join("\n") + "\n";
  }

  #line(text: string, place?: CellPlace): void {
    this.#lines.push(text);
    this.places.push(place);
  }

  #add({ cell, number, syntax }: ReadCell): void {
    const declared = syntax.body.flatMap(declaredBy);
    const repeated = new Set<string>();
    for (const one of declared) {
      const value = one.isValue ? this.#values.get(one.name) : undefined;
      const before = value ?? (one.isType ? this.#types.get(one.name) : undefined);
      if (before !== undefined && !isSame(one, before)) repeated.add(one.name);
      if (value !== undefined) this.#compare(one, value, number, cell.source);
    }
    const hiding: string[] = [];
    const text = this.#edited(cell.source, syntax, repeated, hiding, number);
    if (repeated.size > 0) {
      this.#blocks++;
      this.#line("{");
      for (const line of hiding) this.#line(line);
    }
    text.split(/\r?\n/).forEach((line, i) => this.#line(line, { cell: number, line: i + 1 }));
    // A cell that starts with ( or [ must not continue the one before it.
    this.#line(";");
    for (const one of declared) {
      if (one.isValue) this.#values.set(one.name, { ...one, cell: number });
      if (one.isType) this.#types.set(one.name, one);
    }
  }

  /** The kernel lets a name be declared again, but only in the same way. */
  #compare(one: Declared, before: Declared & { cell: number }, cell: number, source: string): void {
    if (one.kind === before.kind || one.kind === "type" || before.kind === "type") return;
    const message = `${one.name} cannot be declared again by ${wordOf(one.node)}: ` +
      `cell ${before.cell} declares it by ${wordOf(before.node)}, and the kernel keeps that`;
    this.remarks.push({ cell, line: lineAt(source, one.node.start), message });
  }

  /** A cell as it may stand in a block: no imports, no exports, `let` for a repeated `var`; lines stay. */
  #edited(
    source: string,
    { body, dialect }: CellSyntax,
    repeated: Set<string>,
    hiding: string[],
    cell: number,
  ): string {
    const edits: [start: number, end: number, text: string][] = [];
    for (const statement of body) {
      const { type, start, declaration } = statement;
      if (type === "ImportDeclaration" || type === "ExportAllDeclaration" || statement["source"]) {
        this.#import(statement, source, repeated, hiding, cell);
        const lines = source.slice(start, statement.end).split("\n").length;
        edits.push([start, statement.end, ";" + "\n".repeat(lines - 1)]);
      } else if (type === "ExportNamedDeclaration") {
        edits.push([start, declaration?.start ?? statement.end, ""]);
      } else if (type === "ExportDefaultDeclaration") {
        edits.push([start, declaration.start, declaration["id"] ? "" : "void "]);
      }
      const { node } = declaredBy(statement).find(({ name }) => repeated.has(name)) ?? {};
      if (node?.["kind"] === "var") edits.push([node.start, node.start + 3, "let"]);
      for (const node of walk(statement)) {
        if (node.type === "MetaProperty" && node["meta"].name === "import") {
          const message = "a cell has no import.meta; paths start from the notebook's folder";
          this.remarks.push({ cell, line: lineAt(source, node.start), message });
        }
        const called = node.type === "ImportExpression" ? node["source"] : undefined;
        if (called?.type === "StringLiteral") {
          edits.push([called.start, called.end, this.#address(called.value)]);
        }
        // JSX leaves no room for `<T>x` and `<T>(x: T) => x`, which the kernel runs beside it.
        if (!this.isTsx || dialect !== "ts") continue;
        if (node.type === "TSTypeAssertion") {
          const { typeAnnotation, expression } = node;
          const as = ` as ${source.slice(typeAnnotation.start, typeAnnotation.end)})`;
          edits.push([node.start, expression.start, "(("], [node.end, node.end, `)${as}`]);
        } else if (node.type === "ArrowFunctionExpression" && node["typeParameters"]) {
          const { params } = node["typeParameters"];
          edits.push([params.at(-1).end, params.at(-1).end, ","]);
        }
      }
    }
    let text = "", from = 0;
    for (const [start, end, by] of edits.toSorted((a, b) => a[0] - b[0])) {
      text += source.slice(from, start) + by;
      from = end;
    }
    return text + source.slice(from);
  }

  /** Puts an import to the end, under other names where its own are declared already: these hide the earlier ones. */
  #import(
    statement: Node,
    source: string,
    repeated: Set<string>,
    hiding: string[],
    cell: number,
  ): void {
    const line = (text: string, node: Node): void => {
      this.#imports.push({ line: text, place: { cell, line: lineAt(source, node.start) } });
    };
    const attributes = source.slice(statement["source"].end, statement.end).replace(/;\s*$/, "");
    const from = `${this.#address(statement["source"].value)}${attributes.replaceAll("\n", " ")};`;
    const kind = statement["importKind"] === "type" ? "import type" : "import";
    const specifiers: Node[] = statement["specifiers"] ?? [];
    if (specifiers.length === 0 || statement.type !== "ImportDeclaration") {
      return line(`import ${from}`, statement["source"]);
    }
    const named: Node[] = [];
    for (const one of specifiers) {
      const { name } = one["local"];
      if (!repeated.has(name) && this.#types.has(name)) continue;
      const own = repeated.has(name) ? `${name}_${cell}` : name;
      const isType = kind === "import type" || one["importKind"] === "type";
      // Whether it is a value, a type or both is not known here.
      const hides = [...isType ? [] : [`const ${name} = ${own};`], `type ${name} = ${own};`];
      if (own !== name) hiding.push(...hides.flatMap((text) => ["// @ts-ignore: see above", text]));
      one["as"] = own;
      if (one.type === "ImportNamespaceSpecifier") line(`${kind} * as ${own} from ${from}`, one);
      else named.push(one);
    }
    if (named.length > 0) {
      line(`${kind} {`, statement);
      for (const one of named) {
        const type = one["importKind"] === "type" ? "type " : "";
        line(`${type}${importedOf(one)} as ${one["as"]},`, one);
      }
      line(`} from ${from}`, statement["source"]);
    }
  }

  #address(specifier: string): string {
    const isPath = /^\.{0,2}\//.test(specifier);
    return JSON.stringify(isPath ? new URL(specifier, this.#folder).href : specifier);
  }
}

/** Whether two cells may declare a name side by side: the same import, or parts of one enum or namespace. */
function isSame(one: Declared, other: Declared): boolean {
  const merged = /^TS(?:Enum|Module)Declaration$/;
  return merged.test(one.node.type) && merged.test(other.node.type) ||
    one.node.type === "ImportDeclaration" && other.node.type === "ImportDeclaration" &&
      bindingOf(one) === bindingOf(other);
}

function bindingOf({ name, node }: Declared): string {
  const specifier = node["specifiers"].find((one: Node) => one["local"].name === name);
  return `${node["source"].value} ${importedOf(specifier)}`;
}

function importedOf(specifier: Node): string {
  if (specifier.type === "ImportNamespaceSpecifier") return "*";
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  const { name, value } = specifier["imported"];
  return name ?? JSON.stringify(value);
}

/** The word that declares a name. */
function wordOf(node: Node): string {
  if (node.type === "VariableDeclaration") return node["kind"];
  return /^(?:TS)?(Function|Class|Enum|Module|Import)/.exec(node.type)![1]!.toLowerCase()
    .replace("module", "namespace");
}

function lineAt(source: string, at: number): number {
  return source.slice(0, at).split("\n").length;
}
