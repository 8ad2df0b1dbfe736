import { contentOf } from "./_hash.ts";
import { readRecord, recordedStems, RECORDS } from "./_page_record.ts";
import { KEPT } from "./_page_values.ts";
import { signatureOf } from "./_signature.ts";
import { stemOf } from "./_render_jobs.ts";

/**
 * Removes what is there of notebooks that are gone from `notebooks/`: record, kept values, and the page and executed
 * notebook where they are still as they were written. Pages of notebooks from elsewhere stay.
 *
 * @param out folder of the pages
 * @param notebooks paths of all notebooks of the project; where there are none, nothing is taken for gone
 * @returns names of the pages
 */
export function removeGone(out: string, notebooks: readonly string[]): string[] {
  if (notebooks.length === 0) return [];
  const present = new Set(notebooks.map(stemOf));
  return recordedStems(out).filter((stem) => !present.has(stem)).filter((stem) => {
    const record = readRecord(out, stem);
    if (record === undefined || notebooks.includes(record.notebook)) return false;
    if (record.notebook !== `notebooks/${stemOf(record.notebook)}.ipynb`) return false;
    for (const [ending, hash] of Object.entries(record.written)) {
      const path = `${out}/${stem}.${ending}`;
      if (contentOf(path) !== hash) continue;
      Deno.removeSync(path);
      if (ending === "html") remove(signatureOf(path));
    }
    // The record last: a kill between leaves it, and the next run comes to the same end.
    for (const folder of [KEPT, RECORDS]) remove(`${out}/${folder}/${stem}.json`);
    return true;
  });
}

function remove(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
