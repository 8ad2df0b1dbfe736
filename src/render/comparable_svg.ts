/** Attributes that are words, in which a digit is part of what is said. */
const WORDS = /^(?:aria-label|aria-description|alt|title|class)$/;

/**
 * A drawing as text to compare: numbers of its attributes to one decimal, ids counted in the order they appear, one
 * element a line. Words keep their digits.
 *
 * @param svg markup of one drawing
 * @returns the same drawing for every run that draws the same
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * const drawn = (id: string, x: number) => `<svg><g id="${id}"/><rect x="${x}" fill="url(#${id})"/></svg>`;
 * assert.equal(comparableSvg(drawn("a7", 1.2300001)), comparableSvg(drawn("b9", 1.23)));
 * assert.notEqual(comparableSvg(drawn("a7", 1.2)), comparableSvg(drawn("a7", 1.4)));
 * ```
 */
export function comparableSvg(svg: string): string {
  const ids = new Map<string, string>();
  for (const [, id] of svg.matchAll(/\sid="([^"]*)"/g)) {
    if (!ids.has(id!)) ids.set(id!, `id-${ids.size + 1}`);
  }
  return svg.replace(/\s([\w:-]+)="([^"]*)"/g, (_, name: string, value: string) => {
    if (name === "id") return ` id="${ids.get(value)}"`;
    if (/^aria-(?:labelled|described)by$/.test(name)) {
      return ` ${name}="${value.replace(/\S+/g, (id) => ids.get(id) ?? id)}"`;
    }
    if (WORDS.test(name)) return ` ${name}="${value}"`;
    return ` ${name}="${
      value.replace(/#([^\s"'()#]+)/g, (reference, id: string) => {
        const counted = ids.get(id);
        return counted === undefined ? reference : `#${counted}`;
      }).replace(
        /-?\d+\.\d+(?:e[+-]?\d+)?/gi,
        (number) => String(Math.round(Number(number) * 10) / 10 || 0),
      )
    }"`;
  }).replaceAll("><", ">\n<");
}
