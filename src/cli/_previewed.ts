import { createHash } from "node:crypto";

/** Runs in the browser, sent as its own text: loads its page again when it changed, where the reader was. */
function followChanges(page: string): void {
  const key = `scroll ${page}`;
  const scroll = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  if (scroll !== null) scrollTo({ top: Number(scroll), behavior: "instant" });
  new EventSource("changes").addEventListener("message", ({ data }) => {
    if (!JSON.parse(data).includes(page)) return;
    sessionStorage.setItem(key, String(scrollY));
    location.reload();
  });
}

/** A page with a script that follows changes, and leave for it in the page's policy. */
export function previewed(html: string, page: string): string {
  const script = `(${followChanges.toString()})(${JSON.stringify(page).replace(/</g, "\\u003c")});`;
  const hash = createHash("sha256").update(script).digest("base64");
  return html
    .replace("script-src ", `connect-src 'self'; script-src 'sha256-${hash}' `)
    .replace(/<\/body>\s*<\/html>\s*$/, () => `<script>${script}</script>\n</body>\n</html>\n`);
}
