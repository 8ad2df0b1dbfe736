/** A string of TypeScript source. */
export interface CodeString {
  /** What stands between the quotes, escapes as written. */
  text: string;
  /** Line of its first character, counted from 1. */
  line: number;
  /** Whether an import takes it as its module. */
  isModule: boolean;
}

const PIECE =
  /\/\/[^\n]*|\/\*[^]*?\*\/|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|`(?:[^`\\]|\\[^])*`/g;
const BEFORE_MODULE = /(?:\bfrom|\bimport|\bimport\s*\()\s*$/;

/** The strings of a piece of code, without those in comments. Templates count as one string. */
export function codeStrings(source: string): CodeString[] {
  return [...source.matchAll(PIECE)].filter(([piece]) => !piece.startsWith("/")).map((found) => {
    const before = source.slice(0, found.index);
    return {
      text: found[0].slice(1, -1),
      line: before.split("\n").length,
      isModule: BEFORE_MODULE.test(before),
    };
  });
}

/** Code of the same length and lines, with nothing in its strings and comments. */
export function withoutStrings(source: string): string {
  return source.replace(PIECE, (piece) => piece.replace(/[^\n]/g, " "));
}
