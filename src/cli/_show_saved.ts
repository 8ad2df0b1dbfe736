import { type Notebook, readNotebook } from "../notebook/mod.ts";
import { stemOf } from "./_render_jobs.ts";

/** A notebook as it was saved, by whomever. */
export interface Saved {
  stem: string;
  notebook: Notebook;
}

/** Reads all before a page is written. @throws where one is no notebook */
export function readSaved(files: readonly string[]): Saved[] {
  return files.map((file) => ({
    stem: stemOf(file),
    notebook: readNotebook(
      Deno.readTextFileSync(file),
      file,
      (message) => console.error(`${file}: ${message}`),
    ),
  }));
}

/** Writes their pages: nothing in them runs, here or in the page. */
export async function showSaved(saved: readonly Saved[], out: string): Promise<void> {
  const { renderPage } = await import("../render/mod.ts");
  const { writeWhole } = await import("./_write_whole.ts");
  for (const { stem, notebook } of saved) {
    writeWhole(`${out}/${stem}.html`, renderPage(notebook, { fallbackTitle: stem }).html);
    console.log(`${stem}: shown as it was saved`);
  }
}
