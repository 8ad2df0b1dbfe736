import { type CodeCell, readNotebook, writeNotebook } from "../../src/notebook/mod.ts";
import { runNotebook, type RunProgress } from "../../src/kernel/mod.ts";
import { Project } from "../cli/_project.ts";
import { FrontEnd, OrderedProcess, shown } from "../kernel/_front_end.ts";
import { NO_JUPYTER, peerJupyter } from "./_jupyter.ts";
import { type BenchRow, medianMs, run } from "./_row.ts";

const STARTS = 9;
const CELLS = 20;
const OUTPUTS_A_CELL = 500;
const GRIDS = [10, 100];

/** Code that prints much, in a cell of ours and in one of Python. */
const PRINTS = [
  {
    what: "200,000 printed lines, every one in its place",
    code: "for (let i = 0; i < 200_000; i++) console.log('line', i);",
    python: "for i in range(200_000): print('line', i)",
    left: Array.from({ length: 200_000 }, (_, i) => `line ${i}\n`).join(""),
  },
  {
    what: "300,000 writes over the same line",
    code: "for (let i = 0; i < 300_000; i++) process.stdout.write(`\\r${i} of 300000`);",
    python: "import sys\nfor i in range(300_000): sys.stdout.write(f'\\r{i} of 300000')",
    left: "299999 of 300000",
  },
];

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
  const prints: BenchRow[] = [];
  for (const [i, print] of PRINTS.entries()) {
    const peerMs = peer?.printMs[i];
    const beside = peerMs === undefined ? NO_JUPYTER : `ipykernel: ${(peerMs / 1000).toFixed(2)} s`;
    for (
      const [how, ms] of [["headless", await headless(print)], ["ordered", await ordered(print)]]
    ) {
      const ratio = peerMs === undefined ? "" : `, ${(Number(ms) / peerMs).toFixed(2)} times`;
      const measured = `${(Number(ms) / 1000).toFixed(2)} s${ratio}`;
      prints.push({ what: `${print.what}, ${how}`, measured, beside, goal: "at most 2 times" });
    }
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
    ...prints,
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

type Print = typeof PRINTS[number];

/** Time of a cell that prints, run without a front end; throws when anything is not in its place. */
async function headless({ what, code, left }: Print): Promise<number> {
  const notebook = readNotebook(textOf([cellOf("a", code)]), "print");
  const { notebook: executed, cells } = await runNotebook(notebook, { cwd: "." });
  const [cell] = executed.cells;
  const [output] = cell?.cell_type === "code" ? cell.outputs : [];
  if (output?.output_type !== "stream" || output.text !== left) throw new Error(`Lost: ${what}`);
  return cells[0]!.milliseconds;
}

/** The same in a front end of the ordered kernel. */
async function ordered({ what, code, left }: Print): Promise<number> {
  await using kernel = new OrderedProcess();
  using frontEnd = await (await FrontEnd.connect(kernel.info)).ready();
  await frontEnd.run("1");
  let printed = "";
  const ms = await medianMs(1, async () => printed = shown(await frontEnd.run(code)));
  if (printed.split("\r").at(-1) !== left) throw new Error(`Lost: ${what}`);
  return ms;
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
): Promise<{ readyMs: number; outputs: string[][]; printMs: number[] } | undefined> {
  await using peer = await peerJupyter();
  if (peer === undefined) return undefined;
  const file = `${peer.folder}/outputs.ipynb`;
  await Deno.writeTextFile(file, notebook);
  const script = new URL("./kernel_peer.py", import.meta.url).pathname;
  const printed = await run(peer.python, [
    script,
    file,
    String(STARTS),
    ...PRINTS.map(({ python }) => python),
  ], { env: peer.env });
  return JSON.parse(printed.trim().split("\n").at(-1)!);
}

if (import.meta.main) console.table(await kernelBench());
