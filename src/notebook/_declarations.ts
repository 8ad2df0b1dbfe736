import type { ParameterValue } from "./_value_type.ts";

/** `const name: annotation = value` */
export interface Declaration {
  name: string;
  annotation?: string;
  value: ParameterValue | undefined;
}

const SPACE = /(?:\s|\/\/[^\n]*|\/\*[^]*?\*\/)+/y;
const NAME = /[\p{ID_Start}$_][\p{ID_Continue}$]*/uy;
const NUMBER =
  /[+-]?\s*(?:0[xX][\da-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)/y;
const STRING = /"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'|`(?:[^`\\$]|\\[^]|\$(?!\{))*`/y;
const OPENING = "([{<";
const CLOSING = ")]}>";

/** Reads a cell of `const` and `let` declarations of literals. */
export function readDeclarations(source: string): Declaration[] {
  return new Reader(source).declarations();
}

class Reader {
  #at = 0;
  #tokenEnd = 0;
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  declarations(): Declaration[] {
    const found: Declaration[] = [];
    for (;;) {
      while (this.#accept(";"));
      if (this.#at >= this.#source.length) return found;
      this.#word("export");
      if (!this.#word("const") && !this.#word("let")) this.#fail("const or let");
      do found.push(this.#declaration()); while (this.#accept(","));
      this.#endOfStatement();
    }
  }

  #declaration(): Declaration {
    const name = this.#match(NAME) ?? this.#fail("a name");
    const annotation = this.#accept(":") ? this.#typeUntil(/=(?!>)/y) : undefined;
    if (!this.#accept("=")) this.#fail(`= and a value after ${name}`);
    const value = this.#value();
    while (this.#word("as") || this.#word("satisfies")) this.#typeUntil(/[;,\n]|$/y);
    return { name, value, ...(annotation !== undefined && { annotation }) };
  }

  #value(): ParameterValue | undefined {
    if (this.#word("undefined")) return undefined;
    return this.#literal();
  }

  #literal(): ParameterValue {
    this.#skipSpace();
    const text = this.#match(STRING);
    if (text !== undefined) return unquote(text);
    if (this.#word("true")) return true;
    if (this.#word("false")) return false;
    if (this.#word("null")) return null;
    const number = this.#match(NUMBER);
    if (number !== undefined) return toNumber(number);
    if (!this.#accept("[")) {
      this.#fail("a string, a number, true, false, null or an array of these");
    }
    const items: ParameterValue[] = [];
    while (!this.#accept("]")) {
      items.push(this.#literal());
      if (!this.#accept(",")) {
        if (!this.#accept("]")) this.#fail(", or ] in the array");
        break;
      }
    }
    return items;
  }

  #typeUntil(end: RegExp): string {
    this.#skipSpace();
    const start = this.#at;
    let depth = 0;
    while (this.#at < this.#source.length) {
      if (depth === 0 && this.#looksAt(end)) break;
      STRING.lastIndex = this.#at;
      const text = STRING.exec(this.#source)?.[0];
      const character = this.#source[this.#at] as string;
      if (OPENING.includes(character)) depth++;
      else if (CLOSING.includes(character) && this.#source[this.#at - 1] !== "=") depth--;
      this.#at += text?.length ?? 1;
    }
    const type = this.#source.slice(start, this.#at).trim();
    this.#tokenEnd = start + type.length;
    return type === "" ? this.#fail("a type") : type;
  }

  #endOfStatement(): void {
    const end = this.#tokenEnd;
    if (this.#accept(";") || this.#at >= this.#source.length) return;
    if (!this.#source.slice(end, this.#at).includes("\n")) this.#fail("; or a new line");
  }

  #accept(character: string): boolean {
    this.#skipSpace();
    if (this.#source[this.#at] !== character) return false;
    this.#at++;
    this.#tokenEnd = this.#at;
    return true;
  }

  #word(word: string): boolean {
    const before = [this.#at, this.#tokenEnd] as const;
    if (this.#match(NAME) === word) return true;
    [this.#at, this.#tokenEnd] = before;
    return false;
  }

  #match(pattern: RegExp): string | undefined {
    const before = this.#at;
    this.#skipSpace();
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source)?.[0];
    if (found === undefined) this.#at = before;
    else this.#tokenEnd = this.#at += found.length;
    return found;
  }

  #looksAt(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    return pattern.test(this.#source);
  }

  #skipSpace(): void {
    SPACE.lastIndex = this.#at;
    this.#at += SPACE.exec(this.#source)?.[0].length ?? 0;
  }

  #fail(expected: string): never {
    this.#skipSpace();
    const line = this.#source.slice(0, this.#at).split("\n").length;
    const rest = this.#source.slice(this.#at).split("\n")[0]?.slice(0, 40);
    throw new SyntaxError(
      `Cannot read the parameters cell, line ${line}: expected ${expected}, got ${
        rest === "" || rest === undefined ? "the end of the line" : rest
      }`,
    );
  }
}

const ESCAPE = /\\(?:u\{([\da-fA-F]+)\}|u([\da-fA-F]{4})|x([\da-fA-F]{2})|(\r\n|[^]))/g;
const SHORT: Record<string, string> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  "0": "\0",
  "\n": "",
  "\r\n": "",
};

function unquote(text: string): string {
  return text.slice(1, -1).replace(ESCAPE, (_all, braced, four, two, one) => {
    const hex = braced ?? four ?? two;
    if (hex !== undefined) return String.fromCodePoint(parseInt(hex, 16));
    return SHORT[one] ?? one;
  });
}

function toNumber(text: string): number {
  const plain = text.replaceAll(/[\s_]/g, "");
  const sign = plain.startsWith("-") ? -1 : 1;
  return sign * Number(plain.replace(/^[+-]/, ""));
}
