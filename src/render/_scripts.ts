import { createHash } from "node:crypto";

/** Types of script elements that a browser executes; any other type is data. */
const EXECUTABLE = /^(|text\/javascript|application\/javascript|module)$/i;

/**
 * Panels are made with a template library that writes `::1` where the first handler goes and puts
 * the handler itself there at once. These words run nothing, but each would be reported as blocked.
 */
const PLACEHOLDERS = Array.from({ length: 16 }, (_, i) => hashSource(`::${i + 1}`)).join(" ");

function hashSource(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/**
 * The scripts of a page. Those of trusted outputs keep working: each is known by its hash to the
 * page's policy, and a script marked `data-explorer` stands in the page once, at its end, however
 * many outputs bring it.
 */
export class Scripts {
  readonly #hoisted = new Map<string, string>();
  readonly #hashes = new Set<string>();

  /** Takes the page's own or an output's script text up into the policy. */
  allow(text: string): void {
    this.#hashes.add(hashSource(text));
  }

  /** A trusted output with its scripts allowed, and those that are shared taken out. */
  take(html: string): string {
    return html.replace(
      /<script\b([^<>]*)>([\s\S]*?)<\/script\s*>/gi,
      (element, attributes: string, text: string) => {
        const type = attributes.match(/\btype\s*=\s*["']?([^\s"'>]*)/i)?.[1] ?? "";
        if (!EXECUTABLE.test(type)) return element;
        if (/\bsrc\s*=/i.test(attributes)) {
          return '<p class="notice">A script from elsewhere was left out: the page asks for nothing.</p>';
        }
        this.allow(text);
        if (!/\bdata-explorer\b/i.test(attributes)) return element;
        this.#hoisted.set(text, element);
        return "";
      },
    );
  }

  /** The shared scripts, each once. */
  get hoisted(): string {
    return [...this.#hoisted.values()].join("\n");
  }

  /** The page's content security policy: what is inlined runs, nothing is fetched. */
  get policy(): string {
    return [
      "default-src 'none'",
      `script-src ${[...this.#hashes].join(" ") || "'none'"}`,
      ...(this.#hoisted.size === 0 ? [] : [`script-src-attr 'unsafe-hashes' ${PLACEHOLDERS}`]),
      "style-src 'unsafe-inline'",
      "img-src data:",
      "font-src data:",
      "base-uri 'none'",
      "form-action 'none'",
    ].join("; ");
  }
}
