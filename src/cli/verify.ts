import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { readNotebook } from "../notebook/mod.ts";
import { isAsSealed } from "../render/mod.ts";
import { sha256 } from "./_hash.ts";
import { cellsHash } from "./_page_record.ts";
import { printable } from "./_printable.ts";
import { signerOf } from "./_signature.ts";

const HELP = `Tell whether pages still say what the files they were made from say.

  deno task verify [pages] [--signers FILE]

Without pages, all of site/. Recomputes the hash of the notebook's cells, of every file
that the run read and of the page itself, wherever it was sent, and names those that
differ. A page whose run failed agrees with nothing. Files outside the project are not
read: of them it says so.

      --signers FILE   each page must have a signature beside it (PAGE.sig, written by
                       render --sign) by one whose name and key stand in FILE, as in
                       the ALLOWED SIGNERS of ssh-keygen
  -h, --help           show this

A page's own hash tells of damage and of careless edits. Whoever edits with care can
compute it again: only a signature proves who made a page.

Exit codes: 0 all agree, 1 some do not, or are no pages of ours, 2 wrong arguments
or no page to look at.`;

const PROVENANCE_START = '<script type="application/json" id="provenance-data">';

const UNREADABLE = "what it says it was made from cannot be read";

/** What of a page's provenance is compared. */
const PROVENANCE = z.object({
  notebook: z.string(),
  notebookSha256: z.string(),
  files: z.array(z.object({ path: z.string(), sha256: z.string() })),
  failure: z.object({ cell: z.number(), reason: z.string() }).optional(),
});

const TOOLKIT = fileURLToPath(new URL("../../", import.meta.url));

if (import.meta.main) Deno.exit(await main(Deno.args));

/** Does what `deno task verify` is asked to; returns the exit code. */
async function main(args: string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { signers: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    const { signers } = values;
    if (signers !== undefined && textOf(signers) === undefined) {
      throw new RangeError(`Cannot verify: the signers' file ${signers} cannot be read`);
    }
    const pages = positionals.length > 0 ? positionals : pagesOf("site");
    let code = 0;
    for (const page of pages) {
      // Read once, so that the seal and the signature speak of the same page.
      const html = textOf(page);
      const signed = html === undefined || signers === undefined
        ? undefined
        : await signerOf(page, new TextEncoder().encode(html), signers);
      const differences = [
        ...(html === undefined ? ["it is no file that can be read as text"] : differencesOf(html)),
        ...(signed !== undefined && "fault" in signed ? [signed.fault] : []),
      ];
      if (differences.length > 0) code = 1;
      const by = signed !== undefined && "name" in signed ? `, signed by ${signed.name}` : "";
      console.log(`${printable(page)}: ${differences.join("; ") || `agrees${by}`}`);
    }
    return code;
  } catch (error) {
    console.error((error as Error).message);
    return 2;
  }
}

function pagesOf(folder: string): string[] {
  let names: string[];
  try {
    names = [...Deno.readDirSync(folder)].map(({ name }) => name);
  } catch {
    throw new RangeError(`Cannot verify: there is no folder ${folder}/`);
  }
  const pages = names.filter((name) => name.endsWith(".html") && name !== "index.html").sort();
  if (pages.length === 0) throw new RangeError(`Cannot verify: there is no page in ${folder}/`);
  return pages.map((name) => `${folder}/${name}`);
}

/** What differs, in words for a terminal; one odd page must not keep others from being looked at. */
function differencesOf(html: string): string[] {
  const asSealed = isAsSealed(html);
  const seal = asSealed === undefined
    ? ["no seal"]
    : asSealed
    ? []
    : ["no seal that fits: the page itself was changed"];
  try {
    return [...seal, ...inputDifferences(html)];
  } catch (error) {
    return [...seal, printable(error instanceof RangeError ? error.message : UNREADABLE)];
  }
}

/** The file's text, byte for byte; `undefined` for what is no file, or no text. */
function textOf(path: string): string | undefined {
  try {
    if (!Deno.statSync(path).isFile) return undefined;
    // A byte order mark is a change, too.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
      .decode(Deno.readFileSync(path));
  } catch {
    return undefined;
  }
}

function inputDifferences(html: string): string[] {
  // The last one: the footer's own, whatever outputs may hold.
  const start = html.lastIndexOf(PROVENANCE_START);
  const end = html.indexOf("</script>", start);
  if (start < 0 || end < 0) throw new RangeError("it does not say what it was made from");
  const data = html.slice(start + PROVENANCE_START.length, end);
  const { notebook, notebookSha256, files, failure } = PROVENANCE.parse(JSON.parse(data));
  const cells = (content: Uint8Array) =>
    cellsHash(readNotebook(new TextDecoder().decode(content), notebook));
  const [reason] = failure?.reason.split("\n") ?? [];
  return [
    ...(failure === undefined
      ? []
      : [printable(`its run failed at cell ${failure.cell}: ${reason}`)]),
    ...difference(notebook, (content) => {
      try {
        return cells(content) === notebookSha256 ? undefined : `cells of ${notebook} changed`;
      } catch {
        return `${notebook} is no notebook`;
      }
    }),
    // Every run reads some: a list of none says nothing, and must not pass for agreement.
    ...(files.length === 0 ? ["it names no file that it was made from"] : []),
    ...files.flatMap(({ path, sha256: before }) =>
      difference(path, (content) => sha256(content) === before ? undefined : `${path} changed`)
    ),
  ];
}

/** Compares one file, if it is one of this project or of the toolkit: a page must not choose what else is read here. */
function difference(
  path: string,
  compare: (content: Uint8Array) => string | undefined,
): string[] {
  const say = (what: string | undefined) => what === undefined ? [] : [printable(what)];
  let real: string;
  try {
    real = Deno.realPathSync(resolve(path));
  } catch {
    return say(`${path} is gone`);
  }
  const roots = [Deno.cwd(), TOOLKIT].map((root) => Deno.realPathSync(root).replace(/\/*$/, "/"));
  if (!roots.some((root) => real.startsWith(root))) return say(`${path} is not of this project`);
  if (!Deno.statSync(real).isFile) return say(`${path} is no file`);
  return say(compare(Deno.readFileSync(real)));
}
