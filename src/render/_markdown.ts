import MarkdownIt from "markdown-it";
import type { MarkdownCell } from "../notebook/mod.ts";
import { escapeHtml } from "../markup/mod.ts";
import { highlight } from "./_highlight.ts";
import { addMath } from "./_math.ts";
import type { Outline } from "./_outline.ts";

type Attachments = MarkdownCell["attachments"];

/** What the rules below need to know about the text they render. */
type Environment = { outline: Outline; attachments: Attachments; [name: string]: unknown };

const markdown = new MarkdownIt({
  html: false,
  linkify: true,
});
addMath(markdown);
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });

/** Where links may lead: to the web, a mail, a place of the page. What lay beside the notebook is not sent with its page. */
const LINK = /^(?:https?:\/\/|mailto:|#)/i;
const PICTURE = /^(?:attachment:|data:image\/(?:png|jpeg|gif|webp);base64,)/;
markdown.validateLink = (address) => LINK.test(address) || PICTURE.test(address);

type Rule = NonNullable<typeof markdown.renderer.rules[string]>;
type Token = Parameters<Rule>[0][number];

/** Headings get ids and places in the outline; the first paragraph under the title its class; links are set right. */
markdown.core.ruler.push("page", (state) => {
  const { outline } = state.env as Environment;
  state.tokens.forEach((token, i) => {
    const content = state.tokens[i + 1];
    if (token.type === "heading_open" && content !== undefined) {
      const heading = outline.addHeading(Number(token.tag.slice(1)), plainText(content));
      token.tag = `h${heading.level}`;
      const close = state.tokens[i + 2];
      if (close !== undefined) close.tag = token.tag;
      token.attrSet("id", heading.id);
    } else if (token.type === "paragraph_open" && content !== undefined) {
      const text = plainText(content);
      if (token.level === 0 && outline.awaitsStandfirst) {
        outline.standfirst = text;
        token.attrSet("class", "standfirst");
      }
      outline.addText(text);
    } else if (token.type === "th_open" || token.type === "td_open") {
      const align = String(token.attrGet("style")).match(/text-align:(right|center)/)?.[1];
      token.attrs = align === undefined ? null : [["class", align]];
      if (content !== undefined) outline.addText(plainText(content));
    }
    setLinks(token.children ?? []);
  });
});

const rules = markdown.renderer.rules;
rules["fence"] = (tokens, index, _, env) => {
  const { content, info } = tokens[index]!;
  const language = /^\S*/.exec(info.trim())![0];
  const { allowance } = (env as Environment).outline;
  return `<pre><code${language === "" ? "" : ` class="language-${escapeHtml(language)}"`}>${
    highlight(content, language, allowance)
  }</code></pre>\n`;
};
rules["table_open"] = () => '<div class="scroll"><table>\n';
rules["table_close"] = () => "</table></div>\n";

/** A picture stands in the page as data, or is a link: the page asks for nothing. */
rules["image"] = (tokens, index, options, env, renderer) => {
  const token = tokens[index]!;
  const alt = renderer.renderInlineAsText(token.children ?? [], options, env);
  const source = String(token.attrGet("src") ?? "");
  const data = source.startsWith("attachment:")
    ? attached(source.slice("attachment:".length), (env as Environment).attachments)
    : /^data:image\/(png|jpeg|gif|webp);base64,/.test(source)
    ? source
    : undefined;
  if (data !== undefined) return `<img src="${escapeHtml(data)}" alt="${escapeHtml(alt)}">`;
  if (source.startsWith("attachment:")) return `[${escapeHtml(alt || "missing picture")}]`;
  if (!LINK.test(source)) return escapeHtml(alt);
  return `<a href="${escapeHtml(source)}" rel="noopener noreferrer">${
    escapeHtml(alt || source)
  }</a>`;
};

function attached(name: string, attachments: Attachments): string | undefined {
  const file = decoded(name);
  const bundle = attachments !== undefined && Object.hasOwn(attachments, file)
    ? attachments[file]!
    : {};
  for (const mime of ["image/png", "image/jpeg", "image/gif", "image/webp"]) {
    const content = bundle[mime];
    if (typeof content === "string" && /^[A-Za-z0-9+/=\s]*$/.test(content)) {
      return `data:${mime};base64,${content.replace(/\s/g, "")}`;
    }
  }
  return undefined;
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Links that leave do not say where from. */
function setLinks(tokens: readonly Token[]): void {
  let isKept = true;
  for (const token of tokens) {
    if (token.type === "link_open") {
      const href = String(token.attrGet("href") ?? "");
      isKept = LINK.test(href);
      if (/^[a-z]+:/i.test(href)) token.attrSet("rel", "noopener noreferrer");
    }
    // The words of a link that leads nowhere stay.
    if (/^link_/.test(token.type) && !isKept) [token.type, token.content] = ["text", ""];
  }
}

function plainText(token: Token): string {
  return (token.children ?? []).map((child) =>
    child.type === "softbreak" || child.type === "hardbreak"
      ? " "
      : /^(text|code_inline|image|math_\w+)$/.test(child.type)
      ? child.content
      : ""
  ).join("");
}

/** Markdown as HTML. HTML in it is text; its headings and paragraphs are added to the outline. */
export function renderMarkdown(text: string, outline: Outline, attachments?: Attachments): string {
  const environment: Environment = { outline, attachments };
  const shown = outline.allowance.take(text);
  // A formula between double dollars ends at the second pair, also where words follow it in the line.
  const formulas = shown.text.replace(/^( {0,3}\$\$[^$\n]+\$\$)[ \t]+(?=\S)/gm, "$1\n");
  return markdown.render(formulas, environment) + shown.notice;
}
