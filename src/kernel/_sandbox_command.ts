import { dirname, join } from "node:path";
import { denoCache } from "./deno_cache.ts";
import {
  entriesOf,
  lockedPackages,
  programFiles,
  SHARED_FOLDERS,
  TOOLKIT_SETTINGS,
} from "./_sandbox_places.ts";

/** What starts a sandbox. */
export interface SandboxCommand {
  /** The sandbox's own folder, as what runs in it sees it. */
  base: string;
  program: string;
  /** Arguments up to those of what is run. */
  args: string[];
  /** What the program is told on its standard input. */
  input: string;
  /** Its environment; nothing is inherited where `clearEnv` says so. */
  env: Record<string, string>;
  clearEnv: boolean;
}

/** Bytes that files in a closed sandbox's memory may take. */
const MEMORY_FILES = "1000000000";

/** What Deno itself would ask the network for goes to a port where nobody listens. */
const NOWHERE = "http://127.0.0.1:1";

function environment(base: string, temporary: string): Record<string, string> {
  return {
    DENO_DIR: join(base, "cache"),
    DENO_NO_UPDATE_CHECK: "1",
    HOME: "/nowhere",
    NO_COLOR: "1",
    TMPDIR: temporary,
    HTTP_PROXY: NOWHERE,
    HTTPS_PROXY: NOWHERE,
  };
}

/**
 * A sandbox of the operating system: no network, and of the file system only what is named here, read-only but for the
 * folder of the page.
 */
export async function boxed(folder: string, page: string): Promise<SandboxCommand> {
  const base = "/box";
  const at = (inside: string) => join(base, inside);
  const words = [
    ...["--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"],
    ...["--hostname", "box", "--clearenv", "--proc", "/proc", "--dev", "/dev"],
    ...[at("cache"), "/tmp"].flatMap((path) => ["--size", MEMORY_FILES, "--tmpfs", path]),
    ...(await programFiles()).flatMap((path) => ["--ro-bind", path, path]),
    ...["--ro-bind", Deno.execPath(), at("deno")],
    ...[...TOOLKIT_SETTINGS, ...SHARED_FOLDERS, ...lockedPackages()]
      .flatMap(({ outside, inside }) => ["--ro-bind", outside, at(inside)]),
    ...["--dir", at("notebook")],
    ...entriesOf(folder).flatMap(({ outside, inside, link }) =>
      link === undefined ? ["--ro-bind", outside, at(inside)] : ["--symlink", link, at(inside)]
    ),
    ...["--bind", page, at("page"), "--remount-ro", "/", "--chdir", base],
    ...Object.entries(environment(base, "/tmp")).flatMap((pair) => ["--setenv", ...pair]),
  ];
  return {
    base,
    program: "bwrap",
    args: ["--args", "0", at("deno")],
    input: words.map((word) => `${word}\0`).join(""),
    env: {},
    clearEnv: false,
  };
}

/**
 * What can be done without the system's help: a folder of links with the same entries, and an environment and a cache of
 * its own. Nothing but the permissions of the cells keeps them from the rest of the machine.
 */
export async function mirrored(
  folder: string,
  page: string,
  scratch: string,
): Promise<SandboxCommand> {
  const base = join(scratch, "box");
  await Deno.mkdir(join(base, "notebook"), { recursive: true });
  for (const { outside, inside } of TOOLKIT_SETTINGS) {
    await Deno.copyFile(outside, join(base, inside));
  }
  const packages = { outside: join(denoCache(), "npm"), inside: "cache/npm" };
  for (const { outside, inside } of [...SHARED_FOLDERS, packages, ...entriesOf(folder)]) {
    await Deno.mkdir(dirname(join(base, inside)), { recursive: true });
    await Deno.symlink(outside, join(base, inside));
  }
  await Deno.symlink(page, join(base, "page"));
  return {
    base,
    program: Deno.execPath(),
    args: [],
    input: "",
    env: environment(base, scratch),
    clearEnv: true,
  };
}
