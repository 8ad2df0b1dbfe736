import { z } from "zod";
import { readNotebook } from "../notebook/mod.ts";
import { readChecked, writeChecked } from "./_checked.ts";
import { sha256 } from "./_hash.ts";
import { type PageRecord, readRecord, RECORDS } from "./_page_record.ts";

const pageValues = z.object({
  format: z.literal(1),
  /** When the run began; tells runs apart. */
  startedAt: z.string(),
  facts: z.array(z.object({
    name: z.string(),
    value: z.number(),
    unit: z.string(),
    tolerance: z.number().exactOptional(),
  })),
  figures: z.array(z.object({
    cellId: z.string(),
    cell: z.number(),
    source: z.string(),
    index: z.number(),
    alt: z.string(),
    drawing: z.string(),
  })),
});

/** What a run's page says in numbers and drawings. */
export type PageValues = z.infer<typeof pageValues>;

/** Folder of the values that were kept, within the folder of the pages. */
export const KEPT = `${RECORDS}/values`;

/**
 * Values of a page as it stands; undefined when it is not what its record speaks of, or its run failed: what a run
 * has not come to is not gone.
 */
export async function currentValues(
  out: string,
  stem: string,
  record: PageRecord | undefined = readRecord(out, stem),
): Promise<PageValues | undefined> {
  if (record === undefined || record.failure !== undefined) return undefined;
  const path = `${out}/${stem}.ipynb`;
  let text: string;
  try {
    text = Deno.readTextFileSync(path);
  } catch {
    return undefined;
  }
  if (sha256(text) !== record.written.ipynb) return undefined;
  const { pageFacts, pageFigures } = await import("../render/mod.ts");
  const notebook = readNotebook(text, path);
  return {
    format: 1,
    startedAt: record.provenance.startedAt,
    facts: pageFacts(notebook).facts,
    figures: pageFigures(notebook).figures,
  };
}

/**
 * Keeps the values of a page that is about to be overwritten. A page that a killed or failed run left in its place is
 * not kept, so that what is kept are always the values of the last run that came to its end.
 */
export async function keepValues(out: string, stem: string): Promise<void> {
  const values = await currentValues(out, stem);
  if (values === undefined) return;
  Deno.mkdirSync(`${out}/${KEPT}`, { recursive: true });
  writeChecked(`${out}/${KEPT}/${stem}.json`, values);
}

/** Values of the run before the page's; undefined where there was none, or they are not as they were kept. */
export function keptValues(out: string, stem: string): PageValues | undefined {
  const { success, data } = pageValues.safeParse(readChecked(`${out}/${KEPT}/${stem}.json`));
  return success ? data : undefined;
}
