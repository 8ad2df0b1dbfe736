/** Runs `update` on every file of a folder, one after the other, and prints what it said: `_update_many.ts DATA FOLDER`. */
import { main } from "../../src/cli/update.ts";

/** What one run of `update` came to. */
export interface Outcome {
  readonly file: string;
  readonly code: number;
  readonly said: string;
}

if (import.meta.main) {
  const [data, folder] = Deno.args as [string, string];
  const outcomes: Outcome[] = [];
  const { log, error } = console;
  for (const { name } of [...Deno.readDirSync(folder)].sort((a, b) => a.name < b.name ? -1 : 1)) {
    const said: string[] = [];
    console.log = console.error = (text: string) => said.push(text);
    const code = await main([`${folder}/${name}`, "--write", "--data", data]);
    Object.assign(console, { log, error });
    outcomes.push({ file: name, code, said: said.join("\n") });
  }
  console.log(JSON.stringify(outcomes));
}
