import { NO_JUPYTER, peerJupyter } from "./_jupyter.ts";
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
          ? NO_JUPYTER
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
  await using peer = await peerJupyter();
  if (peer === undefined) return undefined;
  const { jupyter, folder, env } = peer;
  const cwd = new URL("notebooks/", ROOT).pathname;
  const notebooks = [...Deno.readDirSync(cwd)]
    .map(({ name }) => name).filter((name) => name.endsWith(".ipynb")).sort();
  const args = ["nbconvert", "--execute", "--to", "html", "--output-dir", folder, ...notebooks];
  return await medianMs(1, () => run(jupyter, args, { cwd, env }));
}
