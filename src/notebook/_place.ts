/** Where in a notebook file a value stands; turns a wrong value into an error that says so. */
export class Place {
  readonly #where: string;

  constructor(name: string, cell?: number) {
    this.#where = cell === undefined ? name : `${name}: cell ${cell}`;
  }

  fail(field: string, expected: string, actual: unknown): never {
    throw new TypeError(
      `Cannot read ${this.#where}, ${field}: expected ${expected}, got ${describe(actual)}`,
    );
  }

  object(input: unknown, field: string): Record<string, unknown> {
    if (typeof input !== "object" || input === null || Array.isArray(input)) {
      return this.fail(field, "an object", input);
    }
    return input as Record<string, unknown>;
  }

  array(input: unknown, field: string): unknown[] {
    return Array.isArray(input) ? input : this.fail(field, "an array", input);
  }

  string(input: unknown, field: string): string {
    return typeof input === "string" ? input : this.fail(field, "a string", input);
  }

  /** A text that may be stored as an array of lines. */
  text(input: unknown, field: string): string {
    if (Array.isArray(input) && input.every((line) => typeof line === "string")) {
      return input.join("");
    }
    return typeof input === "string" ? input : this.fail(field, "a string or lines", input);
  }
}

function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) return "an object";
  return JSON.stringify(value);
}
