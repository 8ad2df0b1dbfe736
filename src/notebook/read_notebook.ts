import type { Cell, CellMetadata, Json, MimeBundle, Notebook, Output } from "./nbformat.ts";
import { Place } from "./_place.ts";

const ID_PATTERN = /^[a-zA-Z0-9_-]{1,64}$/;

/**
 * Reads the text of an .ipynb file of format 4.x. Lines of sources and outputs are joined; cells
 * without an id, or with that of an earlier cell, get one by their place, so that reading twice gives
 * the same notebook.
 *
 * @param text content of the file
 * @param name what errors call the notebook, normally its file name
 * @param warn told of each cell whose id was another's already
 * @returns the notebook in format 4.5 or later
 * @throws {SyntaxError} when the text is not JSON
 * @throws {TypeError} when the JSON is not a notebook; names the cell, counted from 1, and the field
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * const text = `{"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [
 *   {"cell_type": "markdown", "metadata": {}, "source": ["# A\\n", "b"]}]}`;
 * const notebook = readNotebook(text, "a.ipynb");
 * assert.equal(notebook.cells[0]?.source, "# A\nb");
 * assert.equal(notebook.cells[0]?.id, "cell-1");
 * ```
 */
export function readNotebook(
  text: string,
  name = "notebook",
  warn: (message: string) => void = () => {},
): Notebook {
  let input: unknown;
  try {
    // Some editors begin a file with a byte order mark.
    input = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new SyntaxError(`Cannot read ${name}: it is not JSON, ${(error as Error).message}`);
  }
  const top = new Place(name);
  const notebook = top.object(input, "the notebook");
  const major = notebook["nbformat"];
  const minor = notebook["nbformat_minor"];
  if (major !== 4 || typeof minor !== "number") {
    throw new TypeError(
      `Cannot read ${name}: notebook format 4.x is supported, this is ${major}.${minor}`,
    );
  }
  const cells = top.array(notebook["cells"], `"cells"`).map((cell, i) =>
    readCell(cell, new Place(name, i + 1))
  );
  giveIds(cells, warn);
  return {
    nbformat: 4,
    nbformat_minor: Math.max(minor, 5),
    metadata: top.object(notebook["metadata"], `"metadata"`) as Notebook["metadata"],
    cells,
  };
}

function readCell(input: unknown, place: Place): Cell {
  const cell = place.object(input, "the cell");
  const id = cell["id"] === undefined ? "" : place.string(cell["id"], `"id"`);
  if (cell["id"] !== undefined && !ID_PATTERN.test(id)) {
    place.fail(`"id"`, "1 to 64 letters, digits, - or _", cell["id"]);
  }
  const metadata = place.object(cell["metadata"], `"metadata"`) as CellMetadata;
  if (metadata.tags !== undefined) {
    place.array(metadata.tags, `"metadata.tags"`).forEach((tag) =>
      place.string(tag, `"metadata.tags"`)
    );
  }
  const source = place.text(cell["source"], `"source"`);
  switch (cell["cell_type"]) {
    case "markdown":
    case "raw": {
      const attachments = cell["attachments"] === undefined
        ? undefined
        : Object.entries(place.object(cell["attachments"], `"attachments"`)).map(([file, bundle]) =>
          [file, readBundle(bundle, `"attachments"`, place)] as const
        );
      return {
        cell_type: cell["cell_type"],
        id,
        metadata,
        source,
        ...(attachments && { attachments: Object.fromEntries(attachments) }),
      };
    }
    case "code":
      return {
        cell_type: "code",
        id,
        metadata,
        source,
        execution_count: readCount(cell["execution_count"], `"execution_count"`, place),
        outputs: place.array(cell["outputs"], `"outputs"`).map((output, i) =>
          readOutput(output, `"outputs[${i}]"`, place)
        ),
      };
    default:
      return place.fail(`"cell_type"`, "code, markdown or raw", cell["cell_type"]);
  }
}

function readOutput(input: unknown, field: string, place: Place): Output {
  const output = place.object(input, field);
  switch (output["output_type"]) {
    case "stream": {
      const name = output["name"];
      if (name !== "stdout" && name !== "stderr" && name !== "stdin") {
        return place.fail(`${field} "name"`, "stdout, stderr or stdin", name);
      }
      return { output_type: "stream", name, text: place.text(output["text"], `${field} "text"`) };
    }
    case "display_data":
    case "execute_result": {
      const read = {
        data: readBundle(output["data"], `${field} "data"`, place),
        metadata: place.object(output["metadata"] ?? {}, `${field} "metadata"`) as {
          [key: string]: Json;
        },
      };
      if (output["output_type"] === "display_data") {
        return { output_type: "display_data", ...read };
      }
      return {
        output_type: "execute_result",
        ...read,
        execution_count: readCount(output["execution_count"], `${field} "execution_count"`, place),
      };
    }
    case "error":
      return {
        output_type: "error",
        ename: place.string(output["ename"], `${field} "ename"`),
        evalue: place.string(output["evalue"], `${field} "evalue"`),
        traceback: place.array(output["traceback"], `${field} "traceback"`).map((line) =>
          place.string(line, `${field} "traceback"`)
        ),
      };
    default:
      return place.fail(
        `${field} "output_type"`,
        "stream, display_data, execute_result or error",
        output["output_type"],
      );
  }
}

function readCount(input: unknown, field: string, place: Place): number | null {
  if (input === null || input === undefined) return null;
  if (typeof input !== "number" || !Number.isInteger(input) || input < 0) {
    return place.fail(field, "a count or null", input);
  }
  return input;
}

function readBundle(input: unknown, field: string, place: Place): MimeBundle {
  const bundle = Object.entries(place.object(input, field)).map(([mime, content]) => {
    const lines = !isJsonMime(mime) && Array.isArray(content) &&
      content.every((line) => typeof line === "string");
    return [mime, lines ? content.join("") : content as Json];
  });
  return Object.fromEntries(bundle);
}

function isJsonMime(mime: string): boolean {
  return mime === "application/json" || mime.startsWith("application/") && mime.endsWith("+json");
}

function giveIds(cells: Cell[], warn: (message: string) => void): void {
  const firstWith = new Map<string, number>();
  const without = cells.flatMap((cell, i) => {
    if (cell.id !== "" && !firstWith.has(cell.id)) {
      firstWith.set(cell.id, i + 1);
      return [];
    }
    return [{ cell, number: i + 1, was: cell.id }];
  });
  for (const { cell, number, was } of without) {
    cell.id = `cell-${number}`;
    while (firstWith.has(cell.id)) cell.id += "-";
    const first = firstWith.get(was);
    firstWith.set(cell.id, number);
    if (first === undefined) continue;
    warn(`cell ${number} has the id of cell ${first}, ${was}; it is called ${cell.id} here`);
  }
}
