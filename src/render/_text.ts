/** JSON as it may stand in a script element: nothing in it can end the element or open a comment. */
export function escapeJson(value: unknown): string {
  return JSON.stringify(value).replace(/</g, "\\u003c").replace(/\u2028/g, "\\u2028")
    .replace(/\u2029/g, "\\u2029");
}

/** Text of a fragment of HTML without its tags; for search and summaries, not for safety. */
export function textOfHtml(html: string): string {
  return withoutUnread(html)
    .replace(/<[^<>]*>/g, " ")
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => NAMED[name]!)
    .replace(/\s+/g, " ")
    .trim();
}

/** HTML without the elements whose content is not read as text. In one pass, since outputs can be large. */
function withoutUnread(html: string): string {
  const lower = html.toLowerCase();
  const opening = /<(script|style|svg)\b/g;
  let kept = "";
  let at = 0;
  for (let match = opening.exec(lower); match !== null; match = opening.exec(lower)) {
    kept += `${html.slice(at, match.index)} `;
    const closing = lower.indexOf(`</${match[1]}`, match.index);
    const end = closing < 0 ? -1 : lower.indexOf(">", closing);
    if (end < 0) return kept;
    at = opening.lastIndex = end + 1;
  }
  return kept + html.slice(at);
}

const NAMED: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
  nbsp: " ",
};

/** Drops terminal colours and cursor movements, and lets each line show what its last `\r` left. */
export function plainTerminalText(text: string): string {
  return overwrite(text).replace(
    // deno-lint-ignore no-control-regex
    /\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?/g,
    "",
  );
}

/** What a terminal shows of lines that were overwritten after a carriage return. */
export function overwrite(text: string): string {
  if (!text.includes("\r")) return text;
  return text.split("\n").map((line) => {
    const kept = line.replace(/\r+$/, "");
    return kept.slice(kept.lastIndexOf("\r") + 1);
  }).join("\n");
}
