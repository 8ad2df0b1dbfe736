import { cleanNotebook } from "./clean_notebook.ts";
import type { CodeCell, MarkdownCell, Notebook } from "./nbformat.ts";
import { codeStrings } from "./_code_strings.ts";
import { findParametersCell, parametersOf } from "./parameters_of.ts";
import { plotCalls, wordlessFigures } from "./_wordless_figures.ts";
import { writeNotebook } from "./write_notebook.ts";

/** Which rule a notebook breaks. */
export type NotebookRule =
  | "block-first"
  | "relative-import"
  | "import-source"
  | "url-in-code"
  | "path-in-code"
  | "image-without-alt"
  | "figure-without-alt"
  | "parameters-first"
  | "parameters"
  | "not-clean";

/** Something in a notebook that a check objects to. */
export interface NotebookFinding {
  /** Which rule. */
  code: NotebookRule;
  /** Place among all cells, counted from 1. */
  cell: number;
  /** Line within the cell, counted from 1. */
  line: number;
  /** What is wrong and what would be right. */
  message: string;
}

type Remark = Omit<NotebookFinding, "cell">;

/**
 * What is wrong with a notebook as it is written, before any of it runs: code that hides where its
 * numbers come from, images without words, parameters out of place, and what a run has left behind.
 *
 * @param notebook the notebook
 * @returns findings in the order of the cells
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * const cell = { cell_type: "code" as const, id: "a", metadata: { tags: ["parameters"] },
 *   source: 'import { x } from "./x.ts";', execution_count: null, outputs: [] };
 * const notebook = { nbformat: 4 as const, nbformat_minor: 5, metadata: {}, cells: [cell] };
 * assert.equal(sourceFindings(notebook)[0]?.code, "relative-import");
 * ```
 */
export function sourceFindings(notebook: Notebook): NotebookFinding[] {
  const plots = plotCalls(
    notebook.cells.flatMap((cell) => cell.cell_type === "code" ? [cell.source] : []),
  );
  const firstCode = notebook.cells.find((cell) => cell.cell_type === "code");
  return notebook.cells.flatMap((cell, i): NotebookFinding[] => {
    const remarks = cell.cell_type === "code" ? codeRemarks(cell, plots) : proseRemarks(cell);
    if (cell === findParametersCell(notebook)) remarks.push(...parametersRemarks(notebook));
    if (cell === firstCode && cell !== findParametersCell(notebook)) {
      remarks.push({
        code: "parameters-first",
        line: 1,
        message: "the first code cell must be the one tagged parameters",
      });
    }
    const alone = { ...notebook, metadata: {}, cells: [cell] };
    if (writeNotebook(alone) !== writeNotebook(cleanNotebook(alone))) {
      remarks.push({
        code: "not-clean",
        line: 1,
        message: "outputs, counts or other traces of a run are committed; --fix removes them",
      });
    }
    return remarks.map((remark) => ({ ...remark, cell: i + 1 }));
  }).concat(metadataFindings(notebook));
}

function codeRemarks({ source }: CodeCell, plots: readonly string[]): Remark[] {
  const remarks: Remark[] = [];
  if (/^\s*\{/.test(source)) {
    remarks.push({
      code: "block-first",
      line: source.slice(0, source.search(/\S/)).split("\n").length,
      message: "a cell that begins with { is read as an object first and as a block second; " +
        "put the object in brackets or the block in a function",
    });
  }
  for (const { text, line, isModule } of codeStrings(source)) {
    const code = isModule ? moduleRule(text) : textRule(text);
    if (code) {
      remarks.push({ code, line, message: `${MESSAGES[code]}, not ${JSON.stringify(text)}` });
    }
  }
  for (const line of wordlessFigures(source, plots)) {
    const message = "a figure needs words for those who cannot see it: ariaLabel for Plot, " +
      "aria-label for svg, alt for img, text/plain beside a picture";
    remarks.push({ code: "figure-without-alt", line, message });
  }
  return remarks;
}

const MESSAGES = {
  "relative-import": "import from @silicon/balance by name",
  "import-source": "import by name, without version or address (deno add --frozen=false gives one)",
  "url-in-code": "addresses belong to the statements and their sources",
  "path-in-code": "files are opened in src, by what they hold",
} as const;

function moduleRule(specifier: string): keyof typeof MESSAGES | undefined {
  if (/^\.{0,2}\//.test(specifier)) return "relative-import";
  if (/^(?:npm|jsr|https?|file|data):|.@\d/.test(specifier)) return "import-source";
}

function textRule(text: string): keyof typeof MESSAGES | undefined {
  if (/^\s*(?:https?|file):\/\/\S+\s*$/.test(text)) return "url-in-code";
  if (/^\.{1,2}\/\S*[^\s/]$|^[\w./-]+\.(?:csv|json|tsv|xlsx?|ts|txt|parquet)$/.test(text)) {
    return "path-in-code";
  }
}

function proseRemarks({ source }: MarkdownCell): Remark[] {
  return source.split("\n").flatMap((text, i): Remark[] => {
    const bare = /!\[\s*\](?:\(|\[)/.test(text) ||
      /<img\b(?![^>]*\balt\s*=\s*["']?[^"'\s>])/i.test(text);
    if (!bare) return [];
    const message = "an image needs words for those who cannot see it: ![what it shows](file)";
    return [{ code: "image-without-alt", line: i + 1, message }];
  });
}

function parametersRemarks(notebook: Notebook): Remark[] {
  try {
    parametersOf(notebook);
    return [];
  } catch (error) {
    const { message } = error as Error;
    const line = Number(/line (\d+)/.exec(message)?.[1] ?? 1);
    return [{ code: "parameters", line, message }];
  }
}

function metadataFindings(notebook: Notebook): NotebookFinding[] {
  const { metadata } = cleanNotebook(notebook);
  if (JSON.stringify(notebook.metadata) === JSON.stringify(metadata)) return [];
  const message = "the notebook's metadata hold traces of a run; --fix removes them";
  return [{ code: "not-clean", cell: 1, line: 1, message }];
}
