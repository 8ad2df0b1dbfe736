import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** How front ends name a kernel. */
export interface KernelspecNames {
  /** Name of its folder, which notebooks keep in their metadata. */
  name: string;
  /** What people read. */
  displayName: string;
}

/**
 * Writes the kernelspec by which JupyterLab, VS Code, nbclient, papermill and Quarto start the
 * ordered kernel: Deno's own, with every output under the cell that made it.
 *
 * @param kernelsFolder a folder `kernels` on Jupyter's search path
 * @param names what the kernel is called; `deno-ordered` and "Deno (ordered)" when absent
 * @returns the kernelspec's folder
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * const kernels = Deno.makeTempDirSync();
 * const folder = await installKernelspec(kernels);
 * const spec = JSON.parse(Deno.readTextFileSync(`${folder}/kernel.json`));
 * assert.equal(spec.display_name, "Deno (ordered)");
 * Deno.removeSync(kernels, { recursive: true });
 * ```
 */
export async function installKernelspec(
  kernelsFolder: string,
  names: KernelspecNames = { name: "deno-ordered", displayName: "Deno (ordered)" },
): Promise<string> {
  const folder = join(kernelsFolder, names.name);
  const config = fileURLToPath(new URL("../../deno.json", import.meta.url));
  const program = fileURLToPath(new URL("ordered_main.ts", import.meta.url));
  const spec = {
    // Neither the configuration nor the lock file of the notebook's folder is the kernel's.
    argv: [Deno.execPath(), "run", "-A", "--config", config, program, "{connection_file}"],
    display_name: names.displayName,
    language: "typescript",
    interrupt_mode: "message",
  };
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(join(folder, "kernel.json"), JSON.stringify(spec, null, 1) + "\n");
  return folder;
}
