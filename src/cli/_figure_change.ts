const NUMBER = /#[0-9a-f]{3,8}\b|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;

/** Numbers are kept to one decimal, and one that lies between two may fall to either side. */
const ROUNDING = 0.1 + 1e-9;

/** How much of what changed is named. */
const MOST_WORDS = 4;

/**
 * How one drawing differs from another, both as `comparableSvg` gives them, in words; undefined when
 * nothing is seen to differ.
 */
export function figureChange(before: string, after: string): string | undefined {
  if (before === after) return undefined;
  const [was, is] = [elementsOf(before), elementsOf(after)];
  const words = wordChanges(was, is);
  const same = was.length === is.length && was.every(({ shape }, i) => shape === is[i]!.shape);
  if (!same) {
    const count = was.length === is.length
      ? "drawn in another way"
      : `${was.length} elements became ${is.length}`;
    return [count, ...words].join("; ");
  }
  let moved = 0;
  let most = 0;
  was.forEach(({ numbers }, i) => {
    const by = Math.max(0, ...numbers.map((number, j) => Math.abs(number - is[i]!.numbers[j]!)));
    if (by <= ROUNDING) return;
    moved++;
    most = Math.max(most, by);
  });
  const parts = moved === 0
    ? []
    : [`${moved} of ${was.length} elements moved, by up to ${Number(most.toFixed(1))}`];
  return parts.concat(words).join("; ") || undefined;
}

interface Element {
  /** The tag with a mark in place of each number; words aside. */
  shape: string;
  numbers: number[];
  words: string[];
}

function elementsOf(drawing: string): Element[] {
  return drawing.split("\n").map((line) => {
    const words: string[] = [];
    const tags = line
      .replace(/ (?:aria-label|aria-description|alt|title)="[^"]*"/g, "")
      .replace(/(?<=>)[^<>]+(?=<)/g, (text) => {
        words.push(text.trim());
        return "";
      });
    const numbers: number[] = [];
    const shape = tags.replace(NUMBER, (text) => {
      if (text.startsWith("#")) return text;
      numbers.push(Number(text));
      return "0";
    });
    return { shape, numbers, words: words.filter((text) => text !== "") };
  });
}

function wordChanges(was: readonly Element[], is: readonly Element[]): string[] {
  const gone = countedWords(was);
  const come = countedWords(is);
  for (const [text, count] of gone) {
    const both = Math.min(count, come.get(text) ?? 0);
    gone.set(text, count - both);
    if (both > 0) come.set(text, come.get(text)! - both);
  }
  const list = (counted: Map<string, number>, what: string) => {
    const texts = [...counted].filter(([, count]) => count > 0).map(([text]) =>
      `"${text.length > 60 ? `${text.slice(0, 59)}…` : text}"`
    );
    if (texts.length === 0) return [];
    const more = texts.length - MOST_WORDS;
    return [
      `${what} ${texts.slice(0, MOST_WORDS).join(", ")}${more > 0 ? ` and ${more} more` : ""}`,
    ];
  };
  return [...list(gone, "no longer says"), ...list(come, "now says")];
}

function countedWords(elements: readonly Element[]): Map<string, number> {
  const counted = new Map<string, number>();
  for (const text of elements.flatMap(({ words }) => words)) {
    counted.set(text, (counted.get(text) ?? 0) + 1);
  }
  return counted;
}
