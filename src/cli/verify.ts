import { parseArgs } from "node:util";
import { readNotebook } from "../notebook/mod.ts";
import { isAsSealed, type Provenance } from "../render/mod.ts";
import { contentOf } from "./_hash.ts";
import { cellsHash } from "./_page_record.ts";

const HELP = `Tell whether pages still say what the files they were made from say.

  deno task verify [pages]

Without pages, all of site/. Recomputes the hash of the notebook's cells, of every file
that the run read and of the page itself, wherever it was sent, and names those that
differ. A page whose run failed agrees with nothing.

Exit codes: 0 all agree, 1 some differ, 2 wrong arguments.`;

if (import.meta.main) Deno.exit(main(Deno.args));

/** Does what `deno task verify` is asked to; returns the exit code. */
function main(args: string[]): number {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { help: { type: "boolean", short: "h" } },
    });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    const pages = positionals.length > 0 ? positionals : pagesOf("site");
    const differing = pages.map((page) => {
      const html = textOf(page);
      const differences = [
        ...(isAsSealed(html) === false ? ["the page itself was changed"] : []),
        ...differencesOf(provenanceOf(page, html)),
      ];
      console.log(
        differences.length === 0 ? `${page}: agrees` : `${page}: ${differences.join("; ")}`,
      );
      return differences.length;
    });
    return differing.some((count) => count > 0) ? 1 : 0;
  } catch (error) {
    console.error((error as Error).message);
    return 2;
  }
}

function pagesOf(folder: string): string[] {
  try {
    return [...Deno.readDirSync(folder)].map(({ name }) => `${folder}/${name}`)
      .filter((path) => path.endsWith(".html") && path !== `${folder}/index.html`).sort();
  } catch {
    throw new RangeError(`Cannot verify: there is no folder ${folder}/`);
  }
}

function textOf(page: string): string {
  try {
    return Deno.readTextFileSync(page);
  } catch {
    throw new RangeError(`Cannot verify ${page}: it cannot be read`);
  }
}

function provenanceOf(page: string, html: string): Provenance {
  // The last one: the footer's own, whatever outputs may hold.
  const data = [
    ...html.matchAll(/<script type="application\/json" id="provenance-data">(.*?)<\/script>/g),
  ].at(-1)?.[1];
  if (data === undefined) {
    throw new RangeError(`Cannot verify ${page}: it does not say what it was made from`);
  }
  return JSON.parse(data) as Provenance;
}

function differencesOf({ notebook, notebookSha256, files, failure }: Provenance): string[] {
  const differences: string[] = [];
  if (failure !== undefined) {
    const [reason] = failure.reason.split("\n");
    differences.push(`its run failed at cell ${failure.cell}: ${reason}`);
  }
  const content = contentOf(notebook);
  if (content === "absent") differences.push(`${notebook} is gone`);
  else if (cellsHash(readNotebook(Deno.readTextFileSync(notebook), notebook)) !== notebookSha256) {
    differences.push(`cells of ${notebook} changed`);
  }
  for (const { path, sha256 } of files) {
    const now = contentOf(path);
    if (now !== sha256) differences.push(now === "absent" ? `${path} is gone` : `${path} changed`);
  }
  return differences;
}
