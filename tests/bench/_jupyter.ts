import { run } from "./_row.ts";

/** A Jupyter to measure against, with Deno's own kernel. */
export interface PeerJupyter extends AsyncDisposable {
  readonly jupyter: string;
  readonly python: string;
  /** What lets it find the kernel. */
  readonly env: Readonly<Record<string, string>>;
  /** A folder to write in. */
  readonly folder: string;
}

/** What a row says where there is none. */
export const NO_JUPYTER = "no Jupyter here (deno task test:jupyter makes one)";

/** The environment that the JupyterLab tests make, where they have run, else the machine's; `undefined` without one. */
export async function peerJupyter(): Promise<PeerJupyter | undefined> {
  const own = new URL("../../.cache/jupyter-tests/bin/", import.meta.url).pathname;
  const bin = await Deno.stat(own).then(() => own, () => "");
  const jupyter = `${bin}jupyter`;
  try {
    await run(jupyter, ["nbconvert", "--version"]);
  } catch {
    return undefined;
  }
  const folder = await Deno.makeTempDir();
  const spec = `${folder}/kernels/deno`;
  await Deno.mkdir(spec, { recursive: true });
  await Deno.writeTextFile(
    `${spec}/kernel.json`,
    JSON.stringify({
      argv: [Deno.execPath(), "jupyter", "--kernel", "--conn", "{connection_file}"],
      display_name: "Deno",
      language: "typescript",
    }),
  );
  return {
    jupyter,
    python: `${bin}python3`,
    env: { JUPYTER_PATH: folder, NO_COLOR: "1" },
    folder,
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}
