import { join } from "node:path";

/** Version that is installed where there is Python but no JupyterLab. */
export const JUPYTERLAB = "4.4.10";

/** A program with its first arguments. */
export type Program = [command: string, ...args: string[]];

const windows = Deno.build.os === "windows";

/**
 * Finds JupyterLab: one that is installed, otherwise one of our own in `folder`, made on first use.
 *
 * @param folder where a virtual environment may be made
 * @param say told what takes long
 * @returns how to start it; undefined where there is no Python 3
 * @throws {Error} when it cannot be installed
 */
export async function findJupyterLab(
  folder: string,
  say: (text: string) => void,
): Promise<Program | undefined> {
  if (await answers(["jupyter-lab", "--version"])) return ["jupyter-lab"];
  const bin = join(folder, windows ? "Scripts" : "bin");
  const own: Program = [join(bin, windows ? "jupyter-lab.exe" : "jupyter-lab")];
  if (await answers([...own, "--version"])) return own;
  for (const python of [["python3"], ["python"], ["py", "-3"]] as Program[]) {
    if (!await answers([...python, "-c", "import sys; sys.exit(sys.version_info < (3, 9))"])) {
      continue;
    }
    say(`Installing JupyterLab ${JUPYTERLAB} into ${folder}`);
    await run([...python, "-m", "venv", folder]);
    await run([join(bin, "python"), "-m", "pip", "install", "-q", `jupyterlab==${JUPYTERLAB}`]);
    return own;
  }
  return undefined;
}

async function answers([command, ...args]: Program): Promise<boolean> {
  try {
    const { success } = await new Deno.Command(command, { args, stdout: "null", stderr: "null" })
      .output();
    return success;
  } catch {
    return false;
  }
}

async function run([command, ...args]: Program): Promise<void> {
  const { success, stderr } = await new Deno.Command(command, {
    args,
    stdout: "null",
    stderr: "piped",
  }).output();
  if (success) return;
  const reason = new TextDecoder().decode(stderr).trim();
  throw new Error(`Cannot install JupyterLab: ${[command, ...args].join(" ")} failed\n${reason}`);
}
