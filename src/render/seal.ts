import { createHash } from "node:crypto";

/** The seal as it is written: at the very end of the head, nowhere else and in no other spelling. */
const SEAL = /<meta name="page-sha256" content="([0-9a-f]{64})">\n(?=<\/head>)/;

/** A page with the hash of everything else in it, so that it can be told wherever it was sent whether it was changed. */
export function seal(html: string): string {
  return html.replace("</head>", `<meta name="page-sha256" content="${hashOf(html)}">\n</head>`);
}

/** Whether a page is as it was sealed; `undefined` where it bears no seal, several, or one in another spelling. */
export function isAsSealed(html: string): boolean | undefined {
  const found = SEAL.exec(html);
  if (found === null || sealsIn(html) !== 1) return undefined;
  // The end of the head, as `seal` finds it: a seal behind another one is elsewhere in the page.
  if (html.indexOf("</head>") !== found.index + found[0].length) return undefined;
  return found[1] === hashOf(html.replace(SEAL, ""));
}

/** How many elements name a seal, in any spelling; looked for tag by tag, since one pattern takes the square of a hostile page's length. */
function sealsIn(html: string): number {
  return html.split(">").filter((tag) => {
    const start = tag.search(/<meta/i);
    return start >= 0 && /page-sha256/i.test(tag.slice(start));
  }).length;
}

function hashOf(html: string): string {
  return createHash("sha256").update(html).digest("hex");
}
