import { parseArgs } from "node:util";
import { type Day, isMonth, type Month, parseDay } from "../calendar/mod.ts";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";

/** What `update` was asked to do. */
export interface UpdateArguments {
  readonly task: "help" | "add" | "undo" | "template" | "text";
  /** The file of figures, `-` for standard input; where the sheet goes for `template` and `text`. */
  readonly file: string | undefined;
  readonly note: string | undefined;
  readonly month: Month | undefined;
  readonly write: boolean;
  readonly folder: URL;
  /** The folder as it was named, where it was. */
  readonly ownFolder: string | undefined;
  readonly published: Day | undefined;
  readonly publisher: string | undefined;
}

/** Text of `--help`. */
export const UPDATE_HELP = `Add a month's figures, safely, and see what they change.

  deno task update FILE [--write]                 CSV, JSON, .xlsx, a pasted table; - is standard input
  deno task update --template 2026-03 [FILE]      the sheet of figures that a month needs
  deno task update --from-text NOTE --published 2026-03-05 --publisher NAME [FILE] [--write]
  deno task update --undo                         back to before the last --write, byte for byte

Nothing is written without --write. FILE is checked against the catalogue and shown beside what
is there: new, repeated and revised figures, findings, and what they change in series, account
and headline. With --write they go to statements/, by month of publication, all or none.

A note in English is read into proposals, each with the words it came from. They go to FILE
(.csv) for review, or with --write on a terminal are asked for one by one.

      --write            add the figures
      --undo             put back what the last --write changed
      --template MONTH   print the sheet, or write it to FILE (.csv or .xlsx)
      --from-text NOTE   read a note
      --published DAY    day of publication of every figure that states none
      --publisher NAME   publisher of every figure that states none
      --data DIR         data folder (data/)
  -h, --help             show this

Exit codes: 0 done, 1 something was wrong and nothing was changed, 2 wrong arguments.`;

/**
 * Reads the command line of `update`.
 *
 * @throws {SyntaxError} for an unknown option, a value that cannot be read, or options that do not go together
 */
export function parseUpdateArguments(args: string[]): UpdateArguments {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        write: { type: "boolean", default: false },
        undo: { type: "boolean", default: false },
        template: { type: "string" },
        "from-text": { type: "string" },
        published: { type: "string" },
        publisher: { type: "string" },
        data: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    throw new SyntaxError(`Cannot read the arguments: ${(error as Error).message}`);
  }
  const { values, positionals } = parsed;
  const refuse = (why: string): never => {
    throw new SyntaxError(`Cannot read the arguments: ${why}`);
  };
  const tasks = [
    ...(values.help ? ["help" as const] : []),
    ...(values.undo ? ["undo" as const] : []),
    ...(values.template === undefined ? [] : ["template" as const]),
    ...(values["from-text"] === undefined ? [] : ["text" as const]),
  ];
  if (tasks.length > 1) refuse("--undo, --template and --from-text do not go together");
  const task = tasks[0] ?? "add";
  if (positionals.length > 1) refuse(`one file, not ${positionals.length}`);
  const [file] = positionals;
  if (task === "add" && file === undefined) refuse("name a file, or see --help");
  if (task === "undo" && (file !== undefined || values.write)) refuse("--undo stands alone");
  const month = values.template;
  if (month !== undefined && !isMonth(month)) {
    refuse(`--template must be a month like 2026-03, is ${month}`);
  }
  if (task === "text" && (values.published === undefined || values.publisher === undefined)) {
    refuse("a note needs --published and --publisher: its months and its source follow from them");
  }
  let published: Day | undefined;
  try {
    published = values.published === undefined ? undefined : parseDay(values.published);
  } catch {
    refuse(`--published must be a day like 2026-03-05, is ${values.published}`);
  }
  return {
    task,
    file,
    note: values["from-text"],
    month: month as Month | undefined,
    write: values.write,
    folder: pathToFileURL(`${resolve(values.data ?? "data")}/`),
    ownFolder: values.data,
    published,
    publisher: values.publisher,
  };
}
