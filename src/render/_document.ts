import { escapeHtml } from "../markup/mod.ts";
import { PAGE_SCRIPT, THEME_SCRIPT } from "./_page_script.ts";
import type { Scripts } from "./_scripts.ts";
import { STYLE } from "./_style.ts";

/** What differs between the pages of a site. */
export interface DocumentParts {
  title: string;
  description: string | undefined;
  lang: string;
  /** HTML of the line at the top, left of the switches. */
  masthead: string;
  hasCode: boolean;
  /** Whether nothing stands beside the main column. */
  narrow: boolean;
  /** HTML between masthead and footer, with the one `main`. */
  body: string;
  /** HTML of the footer. */
  footer: string;
  scripts: Scripts;
  /** Script text for the end of the page, after the page's own. */
  endScript?: string;
}

/** A whole page: one file, nothing fetched, its scripts known to its policy by hash. */
export function htmlDocument(parts: DocumentParts): string {
  const own = [PAGE_SCRIPT, ...(parts.endScript === undefined ? [] : [parts.endScript])];
  for (const script of [THEME_SCRIPT, ...own]) parts.scripts.allow(script);
  const description = parts.description === undefined
    ? ""
    : `\n<meta name="description" content="${escapeHtml(parts.description)}">`;
  const codeSwitch = parts.hasCode
    ? '<button type="button" id="code" aria-pressed="false" hidden>Show code</button>'
    : "";
  return `<!DOCTYPE html>
<html lang="${escapeHtml(parts.lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${parts.scripts.policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(parts.title)}</title>${description}
<link rel="icon" href="data:,">
<style>${STYLE}</style>
<script>${THEME_SCRIPT}</script>
</head>
<body${parts.narrow ? ' class="narrow"' : ""}>
<a class="skip" href="#content">Skip to the content</a>
<header class="masthead">${parts.masthead}<div class="switches">${codeSwitch}<button type="button" id="theme" hidden>Dark mode</button></div></header>
${parts.body}
<footer class="foot"><div class="foot-inner">
${parts.footer}
</div></footer>
${
    [...own.map((script) => `<script>${script}</script>`), parts.scripts.hoisted].filter(Boolean)
      .join("\n")
  }
</body>
</html>
`;
}
