import { escapeHtml } from "../markup/mod.ts";
import type { Allowance } from "./_allowance.ts";
import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import json from "highlight.js/lib/languages/json";
import typescript from "highlight.js/lib/languages/typescript";

hljs.registerLanguage("typescript", typescript);
hljs.registerLanguage("json", json);
hljs.registerLanguage("bash", bash);
hljs.registerAliases(["javascript", "js", "mts", "mjs"], { languageName: "typescript" });

/** Code as HTML with classes for its parts; languages the page does not know, and what would take long, are escaped only. */
export function highlight(code: string, language: string, allowance: Allowance): string {
  if (hljs.getLanguage(language) === undefined || !allowance.colours(code)) return escapeHtml(code);
  return hljs.highlight(code, { language, ignoreIllegals: true }).value;
}
