import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { installKernelspec } from "../kernel/mod.ts";
import { findJupyterLab } from "./_jupyterlab.ts";

const HELP = `deno task lab [-- arguments of JupyterLab]

Opens JupyterLab on the kernel "Deno (ordered)", with every output under its own cell.
Installs JupyterLab into .cache/ where there is Python 3 but no JupyterLab.

  --install   only add the kernel for the user, for VS Code and any other front end
  --help      this text`;

const NO_PYTHON = `JupyterLab needs Python 3.9 or later, and none was found.

  install Python (https://www.python.org/downloads/) and run this again, or
  open the notebooks in VS Code after: deno task lab --install, or
  run and read them without either: deno task render`;

const SETTINGS = [
  "--MultiKernelManager.default_kernel_name=deno-ordered",
  // Beyond its rate the server would drop outputs.
  "--ZMQChannelsWebsocketConnection.iopub_data_rate_limit=1e12",
];

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const CACHE = join(ROOT, ".cache");

if (import.meta.main) Deno.exit(await main(Deno.args));

/** Does what `deno task lab` is asked to; returns the exit code. */
async function main(args: string[]): Promise<number> {
  // Whatever is not ours goes to JupyterLab.
  const own = new Set(["--install", "--help"]);
  const { values } = parseArgs({
    args: args.filter((arg) => own.has(arg)),
    options: { install: { type: "boolean" }, help: { type: "boolean" } },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (values.install) {
    console.log(`Installed ${await installKernelspec(join(userDataFolder(), "kernels"))}`);
    return 0;
  }
  return await openLab(args.filter((arg) => arg !== "--"));
}

async function openLab(args: string[]): Promise<number> {
  let lab;
  try {
    lab = await findJupyterLab(join(CACHE, "jupyterlab"), console.log);
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
  if (lab === undefined) {
    console.error(NO_PYTHON);
    return 1;
  }
  const data = join(CACHE, "jupyter");
  await installKernelspec(join(data, "kernels"));
  // Committed notebooks name Deno's own kernel: here that name stands for the ordered one too.
  await installKernelspec(join(data, "kernels"), { name: "deno", displayName: "Deno" });
  const separator = Deno.build.os === "windows" ? ";" : ":";
  const inherited = Deno.env.get("JUPYTER_PATH");
  const [command, ...first] = lab;
  const process = new Deno.Command(command, {
    args: [...first, ...SETTINGS, ...args],
    cwd: join(ROOT, "notebooks"),
    env: { JUPYTER_PATH: inherited ? data + separator + inherited : data },
  }).spawn();
  // Ctrl+C is JupyterLab's: it asks whether to stop, and shuts its kernels down.
  Deno.addSignalListener("SIGINT", () => {});
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", () => process.kill("SIGTERM"));
  return (await process.status).code;
}

/** Where Jupyter looks for the user's kernels. */
function userDataFolder(): string {
  const set = Deno.env.get("JUPYTER_DATA_DIR");
  if (set) return set;
  const home = Deno.env.get("HOME") ?? Deno.env.get("USERPROFILE") ?? ".";
  if (Deno.build.os === "darwin") return join(home, "Library", "Jupyter");
  if (Deno.build.os === "windows") {
    return join(Deno.env.get("APPDATA") ?? join(home, "AppData", "Roaming"), "jupyter");
  }
  return join(Deno.env.get("XDG_DATA_HOME") ?? join(home, ".local", "share"), "jupyter");
}
