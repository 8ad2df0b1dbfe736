import { loadData } from "../statements/mod.ts";
import { TEMPLATE_COLUMNS, templateFor } from "../intake/mod.ts";
import { csvText } from "../markup/mod.ts";
import type { UpdateArguments } from "./_update_arguments.ts";

/** Prints the sheet of figures that a month needs, or writes it to a file that is not there yet. */
export async function writeTemplate({ folder, month, file }: UpdateArguments): Promise<void> {
  const rows = templateFor(await loadData(folder), month!);
  const cells = rows.map((row) => TEMPLATE_COLUMNS.map((name) => row[name] ?? ""));
  if (file === undefined) {
    console.log(csvText(TEMPLATE_COLUMNS, cells).trimEnd());
    return;
  }
  await Deno.writeFile(file, await sheetBytes(file, cells), { createNew: true });
  console.log(`Wrote ${file}: ${rows.length} figures of ${month} to fill in.`);
}

async function sheetBytes(
  file: string,
  cells: readonly (readonly string[])[],
): Promise<Uint8Array> {
  if (!file.toLowerCase().endsWith(".xlsx")) {
    return new TextEncoder().encode(csvText(TEMPLATE_COLUMNS, cells));
  }
  const { workbookOf } = await import("../intake/mod.ts");
  return workbookOf([TEMPLATE_COLUMNS, ...cells]);
}
