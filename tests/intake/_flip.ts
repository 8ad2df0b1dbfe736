/** Swaps a data folder between two states for ever, until it is killed: `deno run -A _flip.ts FOLDER FILES`. */
import { withDataLock } from "../../src/intake/mod.ts";

/** The files of state 0 or 1; each state has one file that the other has not. */
export function stateTexts(state: number, count: number): Map<string, string | undefined> {
  const texts = new Map<string, string | undefined>();
  for (let i = 0; i < count; i++) texts.set(`${2000 + i}-01.csv`, `${state}\n`.repeat(400));
  texts.set(`only-${state}.csv`, `${state}\n`);
  texts.set(`only-${1 - state}.csv`, undefined);
  return texts;
}

if (import.meta.main) {
  const folder = new URL(Deno.args[0]!);
  const count = Number(Deno.args[1]);
  for (let i = 0;; i++) {
    await withDataLock(folder, (data) => data.replace(stateTexts(i % 2, count)));
    if (i === 0) console.log("running");
  }
}
