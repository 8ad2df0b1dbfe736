import { Allowance } from "./_allowance.ts";

/** A heading of the page, in order. */
export interface Heading {
  level: number;
  id: string;
  text: string;
}

/** The page's title, standfirst and sections, gathered while its parts are rendered in order. */
export class Outline {
  title: string | undefined;
  standfirst: string | undefined;
  readonly headings: Heading[] = [];
  readonly sections: { id: string; heading: string; text: string }[] = [];
  readonly allowance: Allowance = new Allowance();
  readonly #ids = new Set(RESERVED);
  /** The number that the next heading with the same words gets. */
  readonly #next = new Map<string, number>();

  /** Whether the next paragraph is the standfirst: the title has been, no section and no paragraph yet. */
  get awaitsStandfirst(): boolean {
    return this.title !== undefined && this.standfirst === undefined && this.headings.length === 0;
  }

  /** Takes a heading note of; returns its level on the page (one h1 alone) and its id. */
  addHeading(level: number, text: string): Heading {
    if (level === 1 && this.title === undefined) {
      this.title = text;
      const heading = { level: 1, id: "title", text };
      this.sections.push({ id: heading.id, heading: text, text: "" });
      return heading;
    }
    const heading = { level: Math.max(2, level), id: this.#slug(text), text };
    this.headings.push(heading);
    this.sections.push({ id: heading.id, heading: text, text: "" });
    return heading;
  }

  /** Adds prose to the section it stands in, for the search over all pages. */
  addText(text: string): void {
    const section = this.sections.at(-1);
    if (section === undefined || section.text.length >= LONGEST_SECTION) return;
    section.text = `${section.text} ${text}`.trim().slice(0, LONGEST_SECTION);
  }

  #slug(text: string): string {
    const base =
      text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, "-")
        .replace(/^-+|-+$/g, "") || "section";
    let id = base;
    let n = this.#next.get(base) ?? 2;
    for (; this.#ids.has(id); n++) id = `${base}-${n}`;
    this.#next.set(base, n);
    this.#ids.add(id);
    return id;
  }
}

/** Characters of a section that the search sees. */
const LONGEST_SECTION = 4000;

/** Ids the page itself uses. */
const RESERVED = [
  "title",
  "content",
  "provenance",
  "provenance-data",
  "search",
  "theme",
  "code",
];
