import { createHash } from "node:crypto";
import { dirname } from "node:path";

const PROJECT = new URL("../../", import.meta.url).pathname;

/** The project as it was at one moment, whatever is edited meanwhile. */
export class Tree {
  /** Where it lies, with a slash at its end. */
  readonly root: string;
  /** Every file that is not ignored, from its folder. */
  readonly files: readonly string[];

  /** Copies the project into a folder. */
  constructor(root: string) {
    this.root = root;
    this.files = copy(PROJECT, listed(), root);
  }

  /** A file's text; none where there is no such file. */
  text(file: string): string | undefined {
    return this.files.includes(file) ? Deno.readTextFileSync(this.root + file) : undefined;
  }

  /** Puts a copy in place of what a folder holds. */
  copyTo(folder: string): void {
    remove(folder);
    copy(this.root, this.files, `${folder}/`);
  }

  /** Hash of all that a test could depend on. */
  hash(): string {
    const hash = createHash("sha256");
    for (const file of this.files) {
      if (file.startsWith("tests/mutate/")) continue;
      hash.update(`${file}\0`).update(Deno.readFileSync(this.root + file));
    }
    return hash.digest("hex");
  }
}

/** Removes a folder and what is in it, if it is there. */
export function remove(folder: string): void {
  try {
    Deno.removeSync(folder, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

function listed(): string[] {
  const { stdout } = new Deno.Command("git", {
    args: ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    cwd: PROJECT,
  }).outputSync();
  return [...new Set(new TextDecoder().decode(stdout).split("\0"))].filter((file) => file !== "");
}

/** Copies files; those that are gone are left out of what it returns. */
function copy(from: string, files: readonly string[], to: string): string[] {
  for (const folder of new Set(files.map(dirname))) {
    Deno.mkdirSync(to + folder, { recursive: true });
  }
  return files.filter((file) => {
    try {
      Deno.copyFileSync(from + file, to + file);
      return true;
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return false;
      throw error;
    }
  }).sort();
}
