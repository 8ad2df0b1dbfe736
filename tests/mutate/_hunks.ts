import { applyPatch, parsePatch } from "diff";
import type { Mutation } from "./_mutations.ts";

/** Lines of a hunk's surroundings that may have changed since the diff was made. */
const FUZZ = 2;

/**
 * Every hunk of a diff as a mutation of its own.
 *
 * @returns the mutations, and where hunks stand whose code is no longer there
 */
export function hunkMutations(
  patch: string,
  sources: (file: string) => string | undefined,
): { mutations: Mutation[]; gone: string[] } {
  const mutations: Mutation[] = [];
  const gone: string[] = [];
  for (const whole of parsePatch(patch)) {
    const file = whole.newFileName!.replace(/^b\//, "");
    const source = sources(file);
    for (const hunk of whole.hunks) {
      const one = { ...whole, hunks: [hunk] };
      const text = source === undefined ? false : applyPatch(source, one, { fuzzFactor: FUZZ });
      const line = hunk.oldStart + hunk.lines.findIndex((line) => /^[-+]/.test(line));
      if (text === false) gone.push(`${file}:${line}`);
      else {mutations.push({
          id: `${file}:${line}`,
          file,
          line,
          operator: "hunk",
          text,
          typed: text,
        });}
    }
  }
  return { mutations, gone };
}
