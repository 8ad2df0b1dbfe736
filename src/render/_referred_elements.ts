/** Deeper chains of references than any drawing has. */
const DEEPEST = 200;

/**
 * How many elements the references of a drawing stand for, each drawn in full: a few that refer to each other can stand
 * for millions.
 *
 * @param html markup as the sanitiser writes it, attributes in double quotes
 * @returns the number; `Infinity` when a reference leads back to itself
 */
export function referredElements(html: string): number {
  /** By id: elements within that have no id of their own around them, those that have, and what is referred to. */
  const parts = new Map<string, { own: number; within: string[]; refers: string[] }>();
  const partOf = (id: string) => {
    const known = parts.get(id) ?? { own: 0, within: [], refers: [] };
    parts.set(id, known);
    return known;
  };
  const open = [""];
  partOf("");
  for (const [tag, name, attributes] of html.matchAll(/<(\/?[a-zA-Z]\w*)((?:[^<>"]|"[^"]*")*)>/g)) {
    if (name!.startsWith("/")) {
      if (open.length > 1) open.pop();
      continue;
    }
    const around = open.at(-1)!;
    const id = / id="([^"]*)"/.exec(attributes!)?.[1];
    const at = id ?? around;
    if (id !== undefined && id !== around) partOf(around).within.push(id);
    const part = partOf(at);
    part.own++;
    for (const [, link, url] of attributes!.matchAll(/ href="#([^"]+)"|url\(#([^)]+)\)/g)) {
      if (name !== "a") part.refers.push((link ?? url)!);
    }
    if (!tag.endsWith("/>")) open.push(at);
  }
  const known = new Map<string, { all: number; referred: number }>();
  const count = (id: string, depth: number): { all: number; referred: number } => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const part = parts.get(id);
    if (part === undefined) return { all: 0, referred: 0 };
    if (depth > DEEPEST) return { all: Infinity, referred: Infinity };
    known.set(id, { all: Infinity, referred: Infinity });
    let referred = 0, all = part.own;
    for (const one of part.within) {
      const inside = count(one, depth + 1);
      referred += inside.referred;
      all += inside.all;
    }
    for (const one of part.refers) {
      const { all: elements } = count(one, depth + 1);
      referred += elements;
      all += elements;
    }
    known.set(id, { all, referred });
    return { all, referred };
  };
  return count("", 0).referred;
}
