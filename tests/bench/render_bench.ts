import { type BenchRow, medianMs, run } from "./_row.ts";

const ROOT = new URL("../../", import.meta.url);

/** All notebooks executed and rendered, cold and with nothing changed, beside nbconvert on the same files. */
export async function renderBench(): Promise<BenchRow[]> {
  const out = await Deno.makeTempDir();
  try {
    const render = (...more: string[]) =>
      run(Deno.execPath(), ["run", "-A", "src/cli/render.ts", "--out", out, ...more], {
        cwd: ROOT.pathname,
      });
    const coldMs = await medianMs(3, () => render("--no-cache"));
    await render();
    const sameMs = await medianMs(5, () => render());
    const peerMs = await nbconvertMs();
    return [
      {
        what: "all notebooks executed and rendered, cold",
        measured: `${(coldMs / 1000).toFixed(2)} s`,
        beside: peerMs === undefined
          ? "nbconvert: no Jupyter here (deno task test:jupyter makes one)"
          : `nbconvert ${(peerMs / 1000).toFixed(2)} s, ratio ${(peerMs / coldMs).toFixed(1)}`,
        goal: "5 times faster",
      },
      {
        what: "the same with nothing changed",
        measured: `${sameMs.toFixed(0)} ms`,
        beside: `cold ${(coldMs / sameMs).toFixed(0)} times that`,
        goal: "under 500 ms",
      },
    ];
  } finally {
    await Deno.remove(out, { recursive: true });
  }
}

/** `jupyter nbconvert --execute --to html` on every notebook, with Deno's own kernel; `undefined` without Jupyter. */
async function nbconvertMs(): Promise<number | undefined> {
  // The environment that the JupyterLab tests make, where they have run.
  const own = new URL(".cache/jupyter-tests/bin/jupyter", ROOT).pathname;
  const jupyter = await Deno.stat(own).then(() => own, () => "jupyter");
  try {
    await run(jupyter, ["nbconvert", "--version"]);
  } catch {
    return undefined;
  }
  const folder = await Deno.makeTempDir();
  try {
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
    const notebooks = [...Deno.readDirSync(new URL("notebooks/", ROOT))]
      .map(({ name }) => name).filter((name) => name.endsWith(".ipynb")).sort();
    const start = performance.now();
    await run(jupyter, [
      "nbconvert",
      "--execute",
      "--to",
      "html",
      "--output-dir",
      folder,
      ...notebooks,
    ], {
      cwd: new URL("notebooks/", ROOT).pathname,
      env: { JUPYTER_PATH: folder, NO_COLOR: "1" },
    });
    return performance.now() - start;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
