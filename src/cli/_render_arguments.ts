import { parseArgs } from "node:util";
import type { Restriction } from "../kernel/mod.ts";

/** What `render` was asked to do. */
export interface RenderArguments {
  help: boolean;
  /** Notebooks by path or by name; empty means all of `notebooks/`. */
  notebooks: string[];
  /** `name=value` texts in the order given. */
  parameters: string[];
  parametersFile: string | undefined;
  out: string;
  jobs: number;
  /** Longest that one cell may take, in seconds. */
  timeoutSeconds: number | undefined;
  /** Longest to wait after the last cell for what cells left running, in seconds. */
  settleSeconds: number | undefined;
  /** Which part of the runs is done here, counted from 1. */
  shard: { index: number; of: number } | undefined;
  useCache: boolean;
  /** Whether notebooks are run; otherwise they are shown as they were saved. */
  run: boolean;
  /** How far notebooks are kept in; undefined where they may do all that the user may. */
  restricted: Restriction | undefined;
  /** File of the private key with which pages are signed. */
  sign: string | undefined;
  exitCode: boolean;
  /** Whether to print what changed in facts and figures. */
  diff: boolean;
}

/** Text of `--help`. */
export const RENDER_HELP = `Run notebooks and write one page each.

  deno task render [notebooks] [options]

Notebooks are paths, or names in notebooks/ such as 01 or 01_market_balance; without
any, all of notebooks/ are rendered. Each writes DIR/<name>.html and the executed
DIR/<name>.ipynb; DIR/index.html lists all. What has not changed is not run again.

  -p, --parameter NAME=VALUE  set a value of the parameters cell; several values with
                              commas between them give one page each
      --parameters FILE       the same from a JSON file of names and values
      --out DIR               folder of the pages (site)
      --jobs N                notebooks at a time (number of cores)
      --timeout S             seconds that one cell may take (600)
      --settle S              seconds to wait after the last cell for timers, requests and
                              child processes that cells began (5)
      --shard I/N             do only the I-th of N equal parts of the runs
      --no-cache              run everything again
      --no-run                show notebooks as they were saved, without running them;
                              whatever in them could run or fetch is removed
      --restricted            run each notebook in a sandbox of the operating system, for
                              those that somebody sent: see below
      --restricted=weak       the same without the operating system's help
      --sign KEY              write a signature beside each page (PAGE.sig), with a private
                              key of ssh-keygen; deno task verify --signers checks it
      --diff                  print which facts and figures changed since the run before,
                              and by how much
      --exit-code             end with code 3 when there was nothing to do
  -h, --help                  show this

A restricted notebook has no network, no child processes, no environment and no leave to
write. It can read its own folder, this toolkit's src/, data/ and packages, and the
libraries that Deno is loaded with: no other file, and nothing of your home. Settings in
its folder, such as deno.json, package.json and .npmrc, are neither obeyed nor readable.
It imports what lies in its folder, and of packages those that are in this toolkit's
lock file and in Deno's cache. What it stores is gone when it ends. Its page is that of
an unknown notebook: whatever could run or fetch is removed. What is left to it: to use
processor and memory until --timeout, and to show text, tables and pictures of its own
choice, with links that a reader may follow.

The sandbox is bubblewrap's, on Linux. Where that is missing or fails, and where the
notebook's folder holds your home or this toolkit, nothing is run. With --restricted=weak
only Deno keeps the cells in: they can read every file that you can, and a flaw in Deno
would let them out. Each page says which of the two it was made with.

Exit codes: 0 done, 1 a notebook failed, 2 wrong arguments, 3 see --exit-code.`;

/**
 * Reads the command line of `render`.
 *
 * @throws {SyntaxError} for an unknown option or a value that cannot be read
 */
export function parseRenderArguments(args: string[], cores: number): RenderArguments {
  let parsed;
  try {
    parsed = parseArgs({
      args: args.map((arg) => arg === "--restricted" ? "--restricted=closed" : arg),
      allowPositionals: true,
      options: {
        parameter: { type: "string", short: "p", multiple: true },
        parameters: { type: "string" },
        out: { type: "string" },
        jobs: { type: "string" },
        timeout: { type: "string" },
        settle: { type: "string" },
        shard: { type: "string" },
        "no-cache": { type: "boolean" },
        "no-run": { type: "boolean" },
        restricted: { type: "string" },
        sign: { type: "string" },
        diff: { type: "boolean" },
        "exit-code": { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    const reason = (error as Error).message.split(/\. To specify|\. Did you/)[0];
    throw new SyntaxError(`Cannot read the arguments: ${reason}`);
  }
  const { values, positionals } = parsed;
  const ofRuns = (["diff", "parameter", "parameters"] as const)
    .find((option) => values[option] !== undefined);
  if (ofRuns !== undefined && values["no-run"]) {
    throw new SyntaxError(
      `Cannot read the arguments: --${ofRuns} is about runs, and --no-run asks for none`,
    );
  }
  return {
    help: values.help ?? false,
    notebooks: positionals,
    parameters: values.parameter ?? [],
    parametersFile: values.parameters,
    out: values.out ?? "site",
    jobs: values.jobs === undefined ? cores : count(values.jobs, "--jobs"),
    timeoutSeconds: values.timeout === undefined ? undefined : seconds(values.timeout, "--timeout"),
    settleSeconds: values.settle === undefined ? undefined : seconds(values.settle, "--settle"),
    shard: values.shard === undefined ? undefined : shard(values.shard),
    useCache: !values["no-cache"],
    run: !values["no-run"],
    restricted: values.restricted === undefined ? undefined : restriction(values.restricted),
    sign: values.sign,
    exitCode: values["exit-code"] ?? false,
    diff: values.diff ?? false,
  };
}

function restriction(text: string): Restriction {
  if (text === "closed" || text === "weak") return text;
  throw new SyntaxError(
    `Cannot read the arguments: --restricted stands alone or is --restricted=weak, is ${text}`,
  );
}

function count(text: string, option: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) {
    throw new SyntaxError(
      `Cannot read the arguments: ${option} must be a whole number from 1, is ${text}`,
    );
  }
  return Number(text);
}

function seconds(text: string, option: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value > 0) || !Number.isFinite(value)) {
    throw new SyntaxError(
      `Cannot read the arguments: ${option} must be seconds above 0, is ${text}`,
    );
  }
  return value;
}

function shard(text: string): { index: number; of: number } {
  const [, index, of] = /^([1-9]\d{0,5})\/([1-9]\d{0,5})$/.exec(text) ?? [];
  if (index === undefined || of === undefined || Number(index) > Number(of)) {
    throw new SyntaxError(
      `Cannot read the arguments: --shard must be I/N with I from 1 to N, is ${text}`,
    );
  }
  return { index: Number(index), of: Number(of) };
}
