/** A sentence of a note, with where it starts in the whole. */
export interface Sentence {
  readonly text: string;
  readonly start: number;
  /** Which paragraph it stands in; what a sentence leaves out is looked for in its own paragraph only. */
  readonly paragraph: number;
}

/** Marks after which a point ends no sentence. */
const ABBREVIATION =
  /(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|vs|No|Co|Ltd|Inc|Corp|e\.g|i\.e|ca|est)|\b[A-Z])\.$/;

/**
 * Sentences of a note. Addresses, pictures and code of markdown are blanked first, letter for letter, so that places
 * stay true.
 */
export function sentencesOf(note: string): Sentence[] {
  const blank = (text: string) => text.replace(/[^\n]/g, " ");
  const text = note
    .replace(/!\[[\s\S]*?\]\([^)\s]*\)/g, blank)
    .replace(/\]\([^)\s]*\)/g, blank)
    .replace(/https?:\/\/\S+/g, blank)
    .replace(/[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}/g, blank);
  const sentences: Sentence[] = [];
  let paragraph = 0;
  let start = 0;
  const push = (end: number) => {
    const part = text.slice(start, end);
    const lead = part.length - part.trimStart().length;
    if (part.trim() !== "") {
      sentences.push({ text: part.trim(), start: start + lead, paragraph });
    }
    start = end;
  };
  for (const { 0: mark, index } of text.matchAll(/[.!?;]["')\]]*(?=\s)|\n+\s*/g)) {
    const isBreak = mark.startsWith("\n");
    if (mark[0] === "." && ABBREVIATION.test(text.slice(0, index + 1))) continue;
    push(index + (isBreak ? 0 : mark.length));
    if (isBreak) paragraph++;
  }
  push(text.length);
  return sentences;
}

/** 1-based line and column of an offset. */
export function placeIn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
