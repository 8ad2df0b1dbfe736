import { createHash } from "node:crypto";

/** Runs in the browser, sent as its own text: loads its page again when it changed, where the reader was. */
function followChanges(page: string): void {
  const key = `scroll ${page}`;
  const scroll = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  if (scroll !== null) scrollTo({ top: Number(scroll), behavior: "instant" });
  const follow = (pages: string[]) => {
    if (!pages.includes(page)) return;
    sessionStorage.setItem(key, String(scrollY));
    location.reload();
  };
  // A browser has six connections to a server, for all tabs: one of these asks, and tells the others.
  const others = new BroadcastChannel("changes");
  others.addEventListener("message", ({ data }) => follow(data));
  navigator.locks.request("changes", () => {
    new EventSource("changes").addEventListener("message", ({ data }) => {
      others.postMessage(JSON.parse(data));
      follow(JSON.parse(data));
    });
    return new Promise(() => {});
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
