import type { Source } from "../balance/mod.ts";
import { type Html, html, numberText, percentText, signedText } from "../markup/mod.ts";

/** A figure in a note, with what it rests on: statements, assumptions, or a formula. */
export interface LinkedFigure {
  readonly text: string;
  readonly grounds: readonly Source[];
}

/** A stretch of a note: plain words, or a figure with its grounds. */
export type NoteRun = string | LinkedFigure;

/** A paragraph of a note. */
export interface NoteParagraph {
  readonly heading: string;
  readonly runs: readonly NoteRun[];
}

/** A figure may rest on a whole chain of prints; the most direct are enough to check it. */
const MOST_GROUNDS = 2;

/** A quantity with the prints or assumptions it rests on. */
export function quantity(value: number, sources: readonly Source[]): LinkedFigure {
  return { text: `${numberText(value, 1)} kt`, grounds: sources.slice(0, MOST_GROUNDS) };
}

/** A quantity that a formula gives. */
export function computed(text: string, formula: string, at?: string): LinkedFigure {
  const ground: Source = { kind: "formula", text: formula, ...(at === undefined ? {} : { at }) };
  return { text, grounds: [ground] };
}

/** A change in kt that a formula gives. */
export function computedChange(valueKt: number, formula: string): LinkedFigure {
  return computed(`${signedText(valueKt, 1)} kt`, formula);
}

/** A share that a formula gives. */
export function computedShare(share: number, formula: string): LinkedFigure {
  return computed(percentText(share, 1), formula);
}

/** Runs from a template: words as they stand, figures and lists of runs put in. */
export function say(
  words: TemplateStringsArray,
  ...values: readonly (NoteRun | readonly NoteRun[])[]
): NoteRun[] {
  return words.flatMap((word, i) => {
    const value = values[i];
    const rest = value === undefined
      ? []
      : Array.isArray(value)
      ? value as NoteRun[]
      : [value as NoteRun];
    return word === "" ? rest : [word, ...rest];
  });
}

/** The words alone. */
export function textOf(runs: readonly NoteRun[]): string {
  return runs.map((run) => typeof run === "string" ? run : run.text).join("");
}

/** Every ground once, in the order in which the note needs it. */
export function groundsOf(paragraphs: readonly NoteParagraph[]): Source[] {
  const grounds = new Map<string, Source>();
  for (const { runs } of paragraphs) {
    for (const run of runs) {
      if (typeof run === "string") continue;
      for (const ground of run.grounds) {
        if (!grounds.has(keyOf(ground))) grounds.set(keyOf(ground), ground);
      }
    }
  }
  return [...grounds.values()];
}

function keyOf({ kind, text, at = "" }: Source): string {
  return `${kind}|${text}|${at}`;
}

/** A note as Markdown, with a footnote for every ground. */
export function markdownOf(title: string, paragraphs: readonly NoteParagraph[]): string {
  const grounds = groundsOf(paragraphs);
  const numberOf = new Map(grounds.map((ground, i) => [keyOf(ground), i + 1]));
  const body = paragraphs.map(({ heading, runs }) => {
    const text = runs.map((run) =>
      typeof run === "string" ? escapeMarkdown(run) : escapeMarkdown(run.text) +
        run.grounds.map((ground) => `[^${numberOf.get(keyOf(ground))}]`).join("")
    ).join("");
    return heading === "" ? text : `**${escapeMarkdown(heading)}.** ${text}`;
  });
  const notes = grounds.map((ground, i) => {
    const where = ground.at === undefined ? "" : ` (${escapeMarkdown(ground.at)})`;
    const link = ground.url === undefined
      ? ""
      : ` <${ground.url.replace(/[<>\s]/g, encodeURIComponent)}>`;
    return `[^${i + 1}]: ${escapeMarkdown(ground.text)}${where}${link}`;
  });
  return [`## ${escapeMarkdown(title)}`, ...body, notes.join("\n")].join("\n\n") + "\n";
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~&]/g, (character) => `\\${character}`);
}

/** A note as HTML: every figure leads to its ground, every printed ground to its page. */
export function htmlOf(title: string, paragraphs: readonly NoteParagraph[], id: string): Html {
  const grounds = groundsOf(paragraphs);
  const numberOf = new Map(grounds.map((ground, i) => [keyOf(ground), i + 1]));
  const target = (ground: Source) => `${id}-${numberOf.get(keyOf(ground))}`;
  const link = (run: LinkedFigure) => {
    const [first, ...others] = run.grounds;
    const title = run.grounds.map(({ text }) => text).join("; ");
    const more = others.map((ground) =>
      html`<sup><a href="#${target(ground)}">${numberOf.get(keyOf(ground))}</a></sup>`
    );
    return html`<a href="#${target(first!)}" title="${title}">${run.text}</a>${more}`;
  };
  const runs = (paragraph: NoteParagraph) =>
    paragraph.runs.map((run) => typeof run === "string" ? run : link(run));
  return html`<div class="desk-note"><h2>${title}</h2>${
    paragraphs.map((paragraph) =>
      html`<p>${
        paragraph.heading === "" ? "" : html`
          <strong>${paragraph.heading}.</strong>
        `
      }${runs(paragraph)}</p>`
    )
  }<ol>${
    grounds.map((ground) =>
      html`<li id="${target(ground)}">${
        ground.url === undefined ? ground.text : html`<a href="${ground.url}">${ground.text}</a>`
      }${
        ground.at === undefined ? "" : html`
          <code>${ground.at}</code>
        `
      }</li>`
    )
  }</ol></div>`;
}
