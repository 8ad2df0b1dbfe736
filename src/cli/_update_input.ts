import { type Catalogue, type Problem } from "../statements/mod.ts";
import { type Answers, type Incoming, MOST_INCOMING_BYTES, readIncoming } from "../intake/mod.ts";

/**
 * Reads at most one byte more than is looked at, so that a file of any size is refused quickly.
 *
 * @param path a file, or `-` for standard input
 */
export async function readInput(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const file = path === "-" ? undefined : await Deno.open(path);
  try {
    const bytes = new Uint8Array(MOST_INCOMING_BYTES + 1);
    let size = 0;
    while (size < bytes.length) {
      const count = await (file ?? Deno.stdin).read(bytes.subarray(size));
      if (count === null) break;
      size += count;
    }
    return bytes.slice(0, size);
  } finally {
    file?.close();
  }
}

/**
 * Reads what was brought, asking on a terminal for what the file does not say. Where nobody can be asked, the questions
 * become problems.
 */
export async function readAsking(
  bytes: Uint8Array<ArrayBuffer>,
  file: string,
  catalogue: Catalogue,
  given: Readonly<Record<string, string>>,
): Promise<Incoming> {
  const columns: Record<string, string> = {};
  const values: Record<string, string> = { ...given };
  for (;;) {
    const answers: Answers = { columns, values };
    const incoming = await readIncoming(bytes, file, catalogue, answers);
    if (incoming.questions.length === 0) return incoming;
    const [question] = incoming.questions;
    if (file === "-" || !Deno.stdin.isTerminal()) {
      return { ...incoming, problems: unanswered(incoming), questions: [] };
    }
    const { kind, name, choices } = question!;
    const answer = kind === "header"
      ? prompt(`What is the column "${name}"? (${choices.join(", ")})`)
      : prompt(`There is no column ${name}. One value for every row:`);
    if (answer === null) return { ...incoming, problems: unanswered(incoming), questions: [] };
    if (kind === "column") values[name] = answer.trim();
    else if (choices.includes(answer.trim())) columns[name] = answer.trim();
  }
}

/** Unknown headers one by one; else the missing columns in one line, for they share their place. */
function unanswered({ questions }: Incoming): Problem[] {
  const headers = questions.filter(({ kind }) => kind === "header");
  if (headers.length > 0) return headers.map(({ problem }) => problem);
  const names = questions.map(({ name }) => name).join(", ");
  const { problem } = questions[0]!;
  return [{ ...problem, field: "", expected: `a column for ${names}` }];
}
