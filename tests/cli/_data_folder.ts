import { createHash } from "node:crypto";

const DATA = new URL("../../data/", import.meta.url).pathname;

/** A copy of the repository's data to change at will. */
export async function withDataCopy(
  use: (folder: string) => Promise<void>,
  parent?: string,
): Promise<void> {
  const folder = await Deno.makeTempDir(parent === undefined ? {} : { dir: parent });
  try {
    await copyData(folder);
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function copyData(to: string): Promise<void> {
  await Deno.mkdir(`${to}/statements`);
  for (const folder of ["", "statements/"]) {
    for (const { name, isFile } of Deno.readDirSync(DATA + folder)) {
      if (isFile) await Deno.copyFile(`${DATA}${folder}${name}`, `${to}/${folder}${name}`);
    }
  }
}

/** Hash of every file below a folder by its path, without what an update keeps for itself. */
export function contents(folder: string, below = ""): Map<string, string> {
  const files = new Map<string, string>();
  for (const { name, isDirectory } of Deno.readDirSync(`${folder}/${below}`)) {
    const path = below + name;
    if (path === ".update") continue;
    if (isDirectory) { for (const entry of contents(folder, `${path}/`)) files.set(...entry); }
    else {
      const bytes = Deno.readFileSync(`${folder}/${path}`);
      files.set(path, createHash("sha256").update(bytes).digest("hex"));
    }
  }
  return new Map([...files].sort());
}
