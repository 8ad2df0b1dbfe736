import type { IndexEntry, PageLink } from "../render/mod.ts";
import type { Notebook } from "../notebook/mod.ts";
import { contentOf, sha256 } from "./_hash.ts";
import { readRecords } from "./_page_record.ts";
import type { RenderJob } from "./_render_jobs.ts";
import type { PageSurroundings } from "./_run_page.ts";
import { writeWhole } from "./_write_whole.ts";

/** Title and first paragraph of the site, which are those of the notebooks' own README. */
export function siteWords(): { title: string; standfirst?: string } {
  let text = "";
  try {
    text = Deno.readTextFileSync("notebooks/README.md");
  } catch {
    // A folder of notebooks needs no README.
  }
  const title = /^# +(.+)$/m.exec(text)?.[1];
  if (title === undefined) return { title: "Notebooks" };
  const paragraph = text.slice(text.indexOf(title) + title.length).trim().split(/\n\s*\n/)[0] ?? "";
  if (paragraph === "" || /^[#|\-*>`]/.test(paragraph)) return { title };
  return { title, standfirst: plain(paragraph.replace(/\s+/g, " ")) };
}

/** Text without the marks of Markdown that a sentence may hold. */
function plain(text: string): string {
  return text.replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/[*`]+/g, "");
}

/** Title of a notebook before it was run: its first heading, or its name. */
export function titleOf(notebook: Notebook, stem: string): string {
  for (const cell of notebook.cells) {
    const title = cell.cell_type === "markdown" ? /^# +(.+)$/m.exec(cell.source)?.[1] : undefined;
    if (title !== undefined) return plain(title.trim());
  }
  return stem;
}

/** The pages before and after each job's page, by its stem. */
export function surroundingsOf(
  sequence: readonly { stem: string; title: string }[],
  siteTitle: string,
): Map<string, PageSurroundings> {
  const link = (page: { stem: string; title: string } | undefined): PageLink | undefined =>
    page && { title: page.title, href: `${encodeURIComponent(page.stem)}.html` };
  return new Map(sequence.map(({ stem }, i) => [stem, {
    index: { title: siteTitle, href: "index.html" },
    previous: link(sequence[i - 1]),
    next: link(sequence[i + 1]),
  }]));
}

/** All pages of the site in order: those of the jobs, and those that are there already. */
export function sequenceOf(
  jobs: readonly RenderJob[],
  others: readonly { stem: string; title: string }[],
): { stem: string; title: string }[] {
  const own = jobs.map(({ stem, notebook, variant }) => ({
    stem,
    title: titleOf(notebook, stem) + (variant === undefined ? "" : ` (${variant})`),
  }));
  const stems = new Set(own.map(({ stem }) => stem));
  return [...own, ...others.filter(({ stem }) => !stems.has(stem))]
    .sort((a, b) => a.stem < b.stem ? -1 : 1);
}

/** Writes the index when the pages it lists are not those it was written for. */
export async function writeIndex(out: string, renderer: string): Promise<boolean> {
  const { title, standfirst } = siteWords();
  const entries: IndexEntry[] = [...readRecords(out).values()].map(({ entry }) => entry);
  const path = `${out}/index.html`;
  const keyPath = `${out}/.records/index.key`;
  const key = sha256(JSON.stringify([entries, title, standfirst, renderer, Deno.version.deno]));
  let before = "";
  try {
    before = Deno.readTextFileSync(keyPath);
  } catch {
    // The first index.
  }
  if (before === `${key} ${contentOf(path)}`) return false;
  const { renderIndex } = await import("../render/mod.ts");
  const html = renderIndex(entries, {
    title,
    ...(standfirst === undefined ? {} : { standfirst }),
    colophon: `${entries.length} ${
      entries.length === 1 ? "page" : "pages"
    }, made with Deno ${Deno.version.deno}.`,
  });
  writeWhole(path, html);
  Deno.mkdirSync(`${out}/.records`, { recursive: true });
  writeWhole(keyPath, `${key} ${sha256(html)}`);
  return true;
}
