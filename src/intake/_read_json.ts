import { type Cell, MOST_ROWS, type Sheet, unreadable } from "./_sheet.ts";

/**
 * A JSON list of flat objects, or an object whose one list is called `statements`. Read here, not by JSON.parse,
 * because a figure's decimals are its rounding (23.50 is not 23.5), and a message needs the place.
 */
export function readJson(text: string, file: string): Sheet {
  const reader = new Reader(text);
  try {
    return { rows: table(reader), problems: [] };
  } catch (error) {
    if (!(error instanceof Wrong)) throw error;
    const { line, column } = reader.placeOf(error.at);
    return unreadable(file, error.found, error.message, line, column);
  }
}

class Wrong extends Error {
  constructor(readonly at: number, readonly found: string, expected: string) {
    super(expected);
  }
}

function table(reader: Reader): Cell[][] {
  if (reader.peek() === "{") {
    reader.take("{");
    const name = reader.string();
    if (name.text !== "statements") {
      throw new Wrong(
        name.at,
        name.text,
        'a list of figures, or an object with the list "statements"',
      );
    }
    reader.take(":");
  }
  const records: Map<string, Cell>[] = [];
  const names = new Map<string, Cell>();
  reader.take("[");
  while (reader.peek() !== "]") {
    if (records.length > 0) reader.take(",");
    const record = object(reader, names);
    records.push(record);
    if (records.length > MOST_ROWS) {
      throw new Wrong(reader.at, `more than ${MOST_ROWS} figures`, "the figures of a month");
    }
  }
  reader.take("]");
  if (reader.peek() === "}") reader.take("}");
  reader.atEnd();
  const header = [...names.values()];
  const rows = records.map((record) => {
    const [first] = record.values();
    return header.map(({ text }) => record.get(text) ?? { ...first!, text: "" });
  });
  return [header, ...rows];
}

function object(reader: Reader, names: Map<string, Cell>): Map<string, Cell> {
  const record = new Map<string, Cell>();
  const start = reader.at;
  reader.take("{");
  while (reader.peek() !== "}") {
    if (record.size > 0) reader.take(",");
    const name = reader.string();
    if (record.has(name.text)) throw new Wrong(name.at, name.text, "each field once");
    if (!names.has(name.text)) {
      names.set(name.text, { text: name.text, ...reader.placeOf(name.at) });
    }
    reader.take(":");
    const value = reader.scalar();
    record.set(name.text, { text: value.text, ...reader.placeOf(value.at) });
  }
  reader.take("}");
  if (record.size === 0) throw new Wrong(start, "{}", "a figure's fields");
  return record;
}

class Reader {
  at = 0;
  #line = 1;
  #lineStart = 0;
  constructor(readonly text: string) {}

  peek(): string | undefined {
    while (/\s/.test(this.text[this.at] ?? "")) this.at++;
    return this.text[this.at];
  }

  take(mark: string): void {
    const found = this.peek();
    if (found !== mark) {
      const shown = found === undefined ? "the end of the file" : found;
      throw new Wrong(this.at, shown, `${mark} here: a list of flat objects`);
    }
    this.at++;
  }

  string(): { text: string; at: number } {
    if (this.peek() !== '"') {
      throw new Wrong(this.at, this.text[this.at] ?? "", 'a field name in "');
    }
    return this.scalar();
  }

  scalar(): { text: string; at: number } {
    this.peek();
    const at = this.at;
    const found = /^(?:"(?:[^"\\\n]|\\.)*"|-?\d[\d.eE+-]*|null|true|false)/.exec(
      this.text.slice(at, at + 10_000),
    )?.[0];
    const wrong = (what: string) =>
      new Wrong(at, this.text.slice(at, at + 20).split("\n")[0]!, what);
    if (found === undefined) throw wrong("a text or a number");
    this.at += found.length;
    if (found === "null") return { text: "", at };
    if (found === "true" || found === "false") throw wrong("a text or a number");
    try {
      const value: unknown = JSON.parse(found);
      return { text: typeof value === "string" ? value : found, at };
    } catch {
      throw wrong("a text or a number");
    }
  }

  atEnd(): void {
    if (this.peek() !== undefined) {
      throw new Wrong(this.at, this.text[this.at]!, "the end of the file");
    }
  }

  /** Asked for in the order of the text, all but once: so that it need not count from the start each time. */
  placeOf(at: number): { line: number; column: number } {
    if (at < this.#lineStart) [this.#line, this.#lineStart] = [1, 0];
    for (;;) {
      const end = this.text.indexOf("\n", this.#lineStart);
      if (end < 0 || end >= at) break;
      [this.#line, this.#lineStart] = [this.#line + 1, end + 1];
    }
    return { line: this.#line, column: at - this.#lineStart + 1 };
  }
}
