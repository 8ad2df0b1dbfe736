import markdownMath from "@vscode/markdown-it-katex";
import MarkdownIt from "markdown-it";
import temml from "temml";
import { escapeHtml } from "../markup/mod.ts";

/** TeX as MathML, which browsers draw without a script; undefined for TeX that cannot be typeset. */
function typeset(tex: string, displayMode: boolean): string | undefined {
  try {
    return temml.renderToString(tex, {
      displayMode: displayMode ||
        /\\begin\{(align|alignat|equation|gather|multline|CD)\*?\}/.test(tex),
      throwOnError: true,
      maxSize: [40, 100],
    });
  } catch {
    return undefined;
  }
}

/** Reads `$x$`, `$$x$$` and bare `\begin{align}` of Markdown as mathematics. */
export function addMath(markdown: InstanceType<typeof MarkdownIt>): void {
  markdownMath.default(markdown, { enableBareBlocks: true });
  const { rules } = markdown.renderer;
  rules["math_inline"] = (tokens, i) => shown(tokens[i]!.content, false);
  rules["math_inline_bare_block"] = (tokens, i) => shown(tokens[i]!.content, true);
  rules["math_block"] = (tokens, i) => {
    const { content, map } = tokens[i]!;
    // One within a paragraph stands in no lines of its own.
    return map === null ? shown(content, true) : `<p class="math">${shown(content, true)}</p>\n`;
  };
}

function shown(tex: string, displayMode: boolean): string {
  return typeset(tex, displayMode) ?? `<code>${escapeHtml(tex.trim())}</code>`;
}

const text = new MarkdownIt("zero");
addMath(text);

/**
 * An output of type `text/latex` as HTML: one formula, or text with formulas between dollars. Undefined where
 * a formula of it cannot be typeset.
 */
export function renderLatex(latex: string): string | undefined {
  const formula = /^\s*(?:\$\$?|\\\[|\\\()([^$]*?)(?:\$\$?|\\\]|\\\))\s*$/.exec(latex)?.[1] ??
    (latex.includes("\\") && !latex.includes("$") ? latex : undefined);
  if (formula === undefined) {
    const html = text.render(latex);
    return html.includes("<code>") ? undefined : html;
  }
  const math = typeset(formula, true);
  return math === undefined ? undefined : `<p class="math">${math}</p>`;
}
