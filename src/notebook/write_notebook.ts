import type { Json, MimeBundle, Notebook } from "./nbformat.ts";

/** What Python's str.splitlines calls the end of a line; Jupyter stores texts split by it. */
const ENDS = String.raw`\n\r\v\f\x1c-\x1e\x85\u2028\u2029`;
const LINE = new RegExp(`[^${ENDS}]*(?:\\r\\n|[${ENDS}])|[^${ENDS}]+`, "g");

/**
 * Writes a notebook as Jupyter does: keys sorted, one space of indent, texts as arrays of lines,
 * a newline at the end. A file that Jupyter saved comes back byte for byte.
 *
 * @param notebook the notebook
 * @returns text of an .ipynb file
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * const text = writeNotebook({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [] });
 * assert.equal(text, '{\n "cells": [],\n "metadata": {},\n "nbformat": 4,\n "nbformat_minor": 5\n}\n');
 * ```
 */
export function writeNotebook(notebook: Notebook): string {
  const cells = notebook.cells.map((cell) => {
    const source = lines(cell.source);
    if (cell.cell_type !== "code") {
      if (cell.attachments === undefined) return { ...cell, source };
      const attachments = Object.fromEntries(
        Object.entries(cell.attachments).map(([name, bundle]) => [name, splitBundle(bundle)]),
      );
      return { ...cell, source, attachments };
    }
    const outputs = cell.outputs.map((output) => {
      if (output.output_type === "stream") return { ...output, text: lines(output.text) };
      if (output.output_type === "error") return output;
      return { ...output, data: splitBundle(output.data) };
    });
    return { ...cell, source, outputs };
  });
  return JSON.stringify(sorted({ ...notebook, cells } as unknown as Json), null, 1) + "\n";
}

function lines(text: string): string[] {
  return text.match(LINE) ?? [];
}

function splitBundle(bundle: MimeBundle): MimeBundle {
  return Object.fromEntries(
    Object.entries(bundle).map(([mime, content]) => {
      const split = mime.startsWith("text/") || mime === "image/svg+xml" ||
        mime === "application/javascript";
      return [mime, split && typeof content === "string" ? lines(content) : content];
    }),
  );
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.keys(value).sort().map((key) => [key, sorted(value[key] as Json)]),
  );
}
