import type { Json, Notebook } from "./nbformat.ts";

/**
 * The language of a notebook that is written for another kernel than Deno's.
 *
 * @param notebook the notebook
 * @returns its name, such as `Python`; undefined for TypeScript or JavaScript, and where the notebook
 * says nothing
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * const metadata = { kernelspec: { name: "ir", display_name: "R", language: "R" } };
 * assert.equal(foreignLanguage({ nbformat: 4, nbformat_minor: 5, metadata, cells: [] }), "R");
 * ```
 */
export function foreignLanguage({ metadata }: Notebook): string | undefined {
  const language = field(metadata["language_info"], "name") ??
    field(metadata["kernelspec"], "language") ??
    OF_KERNEL.find(([name]) => name.test(field(metadata["kernelspec"], "name") ?? ""))?.[1];
  if (language === undefined || /^(typescript|javascript|ts|js|deno)$/i.test(language)) {
    return undefined;
  }
  return language.charAt(0).toUpperCase() + language.slice(1);
}

/** Kernels of notebooks that leave their language out. */
const OF_KERNEL: [RegExp, string][] = [[/python/i, "Python"], [/^x?i?r$/i, "R"], [
  /julia/i,
  "Julia",
]];

function field(value: Json | undefined, name: string): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const text = value[name];
  return typeof text === "string" && text.trim() !== "" ? text.trim() : undefined;
}
