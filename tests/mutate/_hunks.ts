import { applyPatch, parsePatch } from "diff";
import { basename } from "node:path";
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
  tree: { readonly files: readonly string[]; text(file: string): string | undefined },
): { mutations: Mutation[]; gone: string[] } {
  const mutations: Mutation[] = [];
  const gone: string[] = [];
  for (const whole of parsePatch(patch)) {
    const file = placeOf(whole.newFileName!.replace(/^b\//, ""), tree.files);
    const source = tree.text(file);
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

/** A file where it stands now: in the room that it moved to, if it is gone from its own. */
function placeOf(file: string, files: readonly string[]): string {
  if (files.includes(file)) return file;
  const moved = files.filter((one) => one.startsWith("src/") && basename(one) === basename(file));
  return moved.length === 1 ? moved[0]! : file;
}
