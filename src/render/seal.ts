import { createHash } from "node:crypto";

const SEAL = /<meta name="page-sha256" content="([0-9a-f]{64})">\n/;

/** A page with the hash of everything else in it, so that it can be told wherever it was sent whether it was changed. */
export function seal(html: string): string {
  return html.replace("</head>", `<meta name="page-sha256" content="${hashOf(html)}">\n</head>`);
}

/** Whether a page is as it was sealed; `undefined` where it bears no seal. */
export function isAsSealed(html: string): boolean | undefined {
  const found = SEAL.exec(html);
  return found === null ? undefined : found[1] === hashOf(html.replace(SEAL, ""));
}

function hashOf(html: string): string {
  return createHash("sha256").update(html).digest("hex");
}
