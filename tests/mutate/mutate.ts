/** Changes one line of the model at a time and tells which changes no test notices. Contributors run it by hand. */
import { structuredPatch } from "diff";
import { parseArgs } from "node:util";
import { compiler } from "./_compiler.ts";
import { hunkMutations } from "./_hunks.ts";
import { type Mutation, mutationsOf } from "./_mutations.ts";
import { testStages } from "./_test_stages.ts";
import { remove, Tree } from "./_tree.ts";
import { endTrials, Trials } from "./_trial.ts";

const HELP = `Change one line of the model at a time, and print the changes that no test notices.

  deno task mutate [options]

Draws from src/{balance,estimate,scenario,reconcile,review,figure,frame,explorer/desk}: signs,
bounds, comparisons, numbers off by one, swapped names; only what compiles. The same lines
give the same sample. Each change is made in a copy of the project, and the nearest tests
are run first. What is known from an earlier run is kept in .cache/ and not run again.

      --only FILE     draw from this file alone; may be given again
      --sample N      how many changes (300)
      --seed N        another sample (1)
      --diff FILE     instead, every hunk of a diff as a change of its own
      --list          print the sample without running a test
  -h, --help          show this

Survivors are explained in tests/mutate/survivors.json. Exit codes: 0 at least 90% noticed
and the rest explained, 1 not so, 2 wrong arguments.`;

const ROOMS =
  /^src\/(balance|estimate|scenario|reconcile|review|figure|frame|explorer\/desk)\/[^/]+\.ts$/;
const SHARE_NOTICED = 0.9;

interface Asked {
  only?: string[] | undefined;
  sample: number;
  seed: number;
  diff?: string | undefined;
  list?: boolean | undefined;
}

/** A survivor that was looked at, and why no test notices it. */
interface Explained {
  file: string;
  /** The lines taken away and put in, without the blanks around them. */
  diff: string[];
  reason: string;
}

if (import.meta.main) Deno.exit(await main(Deno.args));

/** Does what `deno task mutate` is asked to; returns the exit code. */
async function main(args: string[]): Promise<number> {
  const asked = options(args);
  if (typeof asked === "number") return asked;
  const scratch = await Deno.makeTempDir({ prefix: "mutate-" });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => {
      endTrials();
      remove(scratch);
      Deno.exit(130);
    });
  }
  try {
    return await judge(asked, new Tree(`${scratch}/project/`), scratch);
  } finally {
    remove(scratch);
  }
}

async function judge(asked: Asked, tree: Tree, scratch: string): Promise<number> {
  const missing = asked.only?.find((file) => !tree.files.includes(file));
  if (missing !== undefined) {
    console.error(`Cannot draw from ${missing}: it is not there`);
    return 2;
  }
  const { mutations, gone } = asked.diff === undefined
    ? { mutations: sample(tree, asked), gone: [] }
    : hunkMutations(Deno.readTextFileSync(asked.diff), tree);
  for (const place of gone) console.log(`no longer there  ${place}`);
  if (asked.list) {
    for (const mutation of mutations) console.log(describe(mutation, tree));
    return 0;
  }
  const survivors = await survivorsOf(mutations, tree, scratch);
  const explained = explanations();
  const open = survivors.filter((mutation) => !explained.has(keyOf(mutation, tree)));
  const noticed = mutations.length - survivors.length;
  const share = mutations.length === 0 ? 1 : noticed / mutations.length;
  console.log(
    `${noticed} of ${mutations.length} noticed (${(100 * share).toFixed(1)}%), ` +
      `${survivors.length - open.length} explained, ${open.length} open`,
  );
  return share >= SHARE_NOTICED && open.length === 0 ? 0 : 1;
}

/** What was asked, or the exit code where there is nothing more to do. */
function options(args: string[]): Asked | number {
  try {
    const { values } = parseArgs({
      args,
      options: {
        only: { type: "string", multiple: true },
        sample: { type: "string", default: "300" },
        seed: { type: "string", default: "1" },
        diff: { type: "string" },
        list: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    const whole = (name: "sample" | "seed"): number => {
      if (/^\d{1,6}$/.test(values[name])) return Number(values[name]);
      throw new SyntaxError(`--${name} must be a whole number, is ${values[name]}`);
    };
    const wrong = values.only?.find((file) => !ROOMS.test(file));
    if (wrong !== undefined) {
      throw new RangeError(`--only must be a file that changes are drawn from, is ${wrong}`);
    }
    return { ...values, sample: whole("sample"), seed: whole("seed") };
  } catch (error) {
    console.error(`Cannot read the arguments: ${(error as Error).message}`);
    return 2;
  }
}

/** The mutations whose ids come first; an edit elsewhere leaves them as they are. */
function sample(tree: Tree, { only, sample: most, seed }: Asked): Mutation[] {
  const sources = new Map(
    tree.files.filter((file) => ROOMS.test(file) && (only?.includes(file) ?? true))
      .map((file) => [file, tree.text(file)!]),
  );
  const all = [...sources].flatMap(([file, source]) => mutationsOf(file, source, seed))
    .sort((a, b) => a.id < b.id ? -1 : 1);
  const compiles = compiler(tree.root, sources);
  const drawn: Mutation[] = [];
  for (const mutation of all) {
    if (drawn.length === most) break;
    if (compiles(mutation)) drawn.push(mutation);
  }
  return drawn;
}

/** Tries mutations on all cores; prints every survivor as it is found. */
async function survivorsOf(
  mutations: readonly Mutation[],
  tree: Tree,
  scratch: string,
): Promise<Mutation[]> {
  const trials = new Trials(tree, await testStages(tree), scratch);
  const survivors: Mutation[] = [];
  const queue = mutations.values();
  await Promise.all(Array.from({ length: navigator.hardwareConcurrency }, async (_, worker) => {
    for (const mutation of queue) {
      if ((await trials.of(mutation, worker)).killed) continue;
      survivors.push(mutation);
      console.log(`survived  ${describe(mutation, tree)}`);
    }
  }));
  return survivors;
}

function changedLines({ file, text }: Mutation, tree: Tree): string[] {
  return structuredPatch(file, file, tree.text(file)!, text, "", "", { context: 0 })
    .hunks.flatMap(({ lines }) => lines);
}

function describe(mutation: Mutation, tree: Tree): string {
  const { file, line, operator } = mutation;
  return [`${file}:${line}  ${operator}`, ...changedLines(mutation, tree)].join("\n  ");
}

function keyOf(mutation: Mutation, tree: Tree): string {
  return JSON.stringify([mutation.file, ...changedLines(mutation, tree).map(trimmed)]);
}

function explanations(): Set<string> {
  const listed: Explained[] = JSON.parse(
    Deno.readTextFileSync(new URL("survivors.json", import.meta.url)),
  );
  return new Set(listed.map(({ file, diff }) => JSON.stringify([file, ...diff.map(trimmed)])));
}

function trimmed(line: string): string {
  return line[0] + line.slice(1).trim();
}
