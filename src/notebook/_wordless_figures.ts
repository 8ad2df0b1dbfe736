import { codeStrings, withoutStrings } from "./_code_strings.ts";

const PLOT = /^@observablehq\/plot$/;
const PICTURE = /^image\/(?:png|jpeg|gif|webp)$/;
const TAG = /<(svg|img)\b(?:"[^"]*"|'[^']*'|\$\{[^}]*\}|[^"'>])*>/gi;

/**
 * The names under which code draws with Plot: `Plot.plot` after `import * as Plot`, `plot` after `import { plot }`.
 *
 * @param sources the code cells of one notebook
 */
export function plotCalls(sources: readonly string[]): string[] {
  return sources.flatMap((source) =>
    [...source.matchAll(/\bimport\s+([^;"']+?)\s+from\s*["']([^"']+)["']/g)]
      .filter(([, , module = ""]) => PLOT.test(module))
      .flatMap(([, names = ""]) => {
        const all = /^\*\s*as\s+([\w$]+)/.exec(names)?.[1];
        if (all !== undefined) return [`${all}.plot`];
        const one = /\bplot\b(?:\s+as\s+([\w$]+))?/.exec(names);
        return one === null ? [] : [one[1] ?? "plot"];
      })
  );
}

/**
 * Lines of a cell, from 1, on which a figure is made that says nothing to those who cannot see it. The figures of the
 * house and its panels say what they show by themselves.
 *
 * @param source the cell
 * @param plots names that draw with Plot, as `plotCalls` gives them
 */
export function wordlessFigures(source: string, plots: readonly string[]): number[] {
  const lineAt = (place: number) => source.slice(0, place).split("\n").length;
  const code = withoutStrings(source);
  const lines: number[] = [];
  const panels = callsOf(code, "panel");
  for (const name of plots) {
    for (const [start, end] of callsOf(code, name)) {
      if (panels.some(([from, to]) => from < start && end < to)) continue;
      if (!/\bariaLabel\b/.test(code.slice(start, end))) lines.push(lineAt(start));
    }
  }
  for (const [start] of callsOf(code, "Deno.jupyter.image")) lines.push(lineAt(start));
  const strings = codeStrings(source);
  for (const { text, line } of strings) {
    for (const tag of text.matchAll(TAG)) {
      if (!hasWords(tag[0], text.slice(tag.index))) {
        lines.push(line + text.slice(0, tag.index).split("\n").length - 1);
      }
    }
    const alone = !strings.some((other) =>
      other.text === "text/plain" || other.text === "text/html"
    );
    if (PICTURE.test(text) && alone) lines.push(line);
  }
  return lines.sort((a, b) => a - b);
}

/** Where calls of a function begin and end. */
function callsOf(code: string, name: string): [start: number, end: number][] {
  const call = new RegExp(`(?<![\\w$.])${name.replace(/[.$]/g, "\\$&")}\\s*\\(`, "g");
  return [...code.matchAll(call)].map((found) => {
    let depth = 0;
    let end = found.index + found[0].length - 1;
    do {
      if (code[end] === "(") depth++;
      else if (code[end] === ")") depth--;
      end++;
    } while (depth > 0 && end < code.length);
    return [found.index, end];
  });
}

/** Whether a tag names what it shows, or what is put into it may. */
function hasWords(tag: string, from: string): boolean {
  if (/\$\{[^}]*\}/.test(tag.replace(/=\s*(?:"[^"]*"|'[^']*'|\$\{[^}]*\})/g, ""))) return true;
  if (/^<img/i.test(tag)) return /\salt(?:\s*=|[\s/>])/i.test(tag);
  return /\saria-(?:label|labelledby|hidden)\s*=|\srole\s*=\s*["']?(?:presentation|none)/i.test(
    tag,
  ) ||
    /^<svg[^]*?<title\b/i.test(from.slice(0, Math.max(0, from.search(/<\/svg/i)) || undefined));
}
