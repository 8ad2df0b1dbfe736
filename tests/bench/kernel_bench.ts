import { type CodeCell, readNotebook, writeNotebook } from "../../src/notebook/mod.ts";
import { runNotebook, type RunProgress } from "../../src/kernel/mod.ts";
import { Project } from "../cli/_project.ts";
import { NO_JUPYTER, peerJupyter } from "./_jupyter.ts";
import { type BenchRow, medianMs, run } from "./_row.ts";

const STARTS = 9;
const CELLS = 20;
const OUTPUTS_A_CELL = 500;
const GRIDS = [10, 100];

/** The kernel's start, outputs in their place, and a grid of notebooks. */
export async function kernelBench(): Promise<BenchRow[]> {
  const notebook = manyOutputs();
  const peer = await askPeer(notebook);
  const ready: number[] = [];
  const note = (progress: RunProgress) => {
    if (progress.type === "kernel-ready") ready.push(progress.milliseconds);
  };
  for (let i = 0; i < STARTS; i++) {
    await runNotebook(readNotebook(EMPTY, "empty"), { cwd: ".", onProgress: note });
  }
  ready.sort((a, b) => a - b);
  let outputs: string[][] = [];
  const ms = await medianMs(1, async () => {
    const { notebook: executed } = await runNotebook(readNotebook(notebook, "outputs"), {
      cwd: ".",
    });
    outputs = executed.cells.map((cell) =>
      cell.cell_type !== "code"
        ? []
        : cell.outputs.flatMap((output) =>
          output.output_type === "display_data" ? [String(output.data["text/plain"])] : []
        )
    );
  });
  const perNotebook: string[] = [];
  for (const size of GRIDS) {
    perNotebook.push(`${size}: ${((await gridMs(size)) / size).toFixed(0)} ms each`);
  }
  const all = CELLS * OUTPUTS_A_CELL;
  return [
    {
      what: `kernel ready, median and longest of ${STARTS} starts`,
      measured: `${ready[STARTS >> 1]!.toFixed(0)} ms, ${ready.at(-1)!.toFixed(0)} ms`,
      beside: peer === undefined
        ? NO_JUPYTER
        : `jupyter_client: ${peer.readyMs.toFixed(0)} ms (median)`,
      goal: "200 ms",
    },
    {
      what: `${
        all.toLocaleString("en")
      } outputs of ${CELLS} cells, each under its cell and in order`,
      measured: `${inPlace(outputs).toLocaleString("en")}, in ${(ms / 1000).toFixed(2)} s`,
      beside: peer === undefined
        ? NO_JUPYTER
        : `nbclient: ${inPlace(peer.outputs).toLocaleString("en")}`,
      goal: "all",
    },
    {
      what: "a grid of notebooks, cold",
      measured: perNotebook.join(", "),
      beside: "",
      goal: "linear",
    },
  ];
}

function cellOf(id: string, source: string): CodeCell {
  return { cell_type: "code", id, metadata: {}, source, execution_count: null, outputs: [] };
}

function textOf(cells: readonly CodeCell[]): string {
  return writeNotebook({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [...cells] });
}

const EMPTY = textOf([cellOf("a", "0")]);

function wanted(cell: number, i: number): string {
  return `cell ${cell}, output ${i}`;
}

function manyOutputs(): string {
  return textOf(Array.from({ length: CELLS }, (_, cell) =>
    cellOf(
      `c${cell}`,
      `for (let i = 0; i < ${OUTPUTS_A_CELL}; i++) {
  Deno.jupyter.broadcast("display_data", {
    data: { "text/plain": \`cell ${cell}, output \${i}\` }, metadata: {}, transient: {},
  });
}`,
    )));
}

/** How many outputs stand where the cell that made them put them. */
function inPlace(outputs: readonly (readonly string[])[]): number {
  return outputs.reduce(
    (sum, own, cell) => sum + own.filter((text, i) => text === wanted(cell, i)).length,
    0,
  );
}

async function gridMs(size: number): Promise<number> {
  using project = new Project();
  project.notebook("01_a", "# A", "const n = 0;", "console.log(n)");
  const values = Array.from({ length: size }, (_, i) => i).join(",");
  return await medianMs(1, async () => {
    const { code, stderr } = await project.run("render", "-p", `n=${values}`);
    if (code !== 0) throw new Error(`The grid failed: ${stderr}`);
  });
}

async function askPeer(
  notebook: string,
): Promise<{ readyMs: number; outputs: string[][] } | undefined> {
  await using peer = await peerJupyter();
  if (peer === undefined) return undefined;
  const file = `${peer.folder}/outputs.ipynb`;
  await Deno.writeTextFile(file, notebook);
  const script = new URL("./kernel_peer.py", import.meta.url).pathname;
  const printed = await run(peer.python, [script, file, String(STARTS)], { env: peer.env });
  return JSON.parse(printed.trim().split("\n").at(-1)!);
}

if (import.meta.main) console.table(await kernelBench());
