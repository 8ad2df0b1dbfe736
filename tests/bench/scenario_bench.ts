import {
  type FanMonth,
  fanOf,
  project,
  resolveScenario,
  simulate,
} from "@silicon/balance/scenario";
import { BASE, PLAN, specOf, valueOf } from "../scenario/_base.ts";
import type { BenchRow } from "./_row.ts";

const PATHS = 1_000_000;
const MONTHS = 12;
const SLIDER_PATHS = 10_000;
const PROBABILITIES = [0.05, 0.25, 0.5, 0.75, 0.95];
const RUNS = 5;

// Four quantities, every pair correlated.
const ERRORS = {
  targets: BASE.errors.targets,
  correlations: BASE.errors.targets.flatMap(({ target: a }, i) =>
    BASE.errors.targets.slice(i + 1).map(({ target: b }, j) => ({
      between: [a, b] as const,
      value: 0.3 - 0.05 * (i + j),
    }))
  ),
};
const SCENARIO = resolveScenario(PLAN, specOf([], { months: MONTHS }));

interface PeerAnswer {
  readonly ms: number;
  readonly quantiles: readonly (readonly number[])[];
  readonly numpy: string;
}

/**
 * The simulation beside the same model in NumPy, in turns in one run, the best of each; and their quantiles compared.
 *
 * The interpreter with NumPy is `PEER_PYTHON`, by default `python3`; without NumPy the rows say so.
 *
 * @throws {Error} when the quantiles differ by more than sampling error
 */
export async function scenarioBench(): Promise<BenchRow[]> {
  const rooms = new Map<string, Float64Array>();
  // Two runs that each ask for 100 MB measure the memory, not the paths.
  const room = (name: string, size: number): Float64Array => {
    if (rooms.get(name)?.length !== size) rooms.set(name, new Float64Array(size));
    return rooms.get(name)!;
  };
  const options = { paths: PATHS, errors: ERRORS, lines: ["balanceKt"], room } as const;
  const python = Deno.env.get("PEER_PYTHON") ?? "python3";
  let one = Infinity, slider = Infinity;
  let peer: PeerAnswer | undefined;
  let fan: FanMonth[] = [];
  for (let run = 0; run < RUNS; run++) {
    one = Math.min(
      one,
      msOf(() => fan = fanOf(simulate(BASE, SCENARIO, options), "balanceKt", PROBABILITIES)),
    );
    const answer = await askPeer(python, run);
    if (answer !== undefined && (peer === undefined || answer.ms < peer.ms)) peer = answer;
  }
  for (let run = 0; run < 4 * RUNS; run++) {
    slider = Math.min(
      slider,
      msOf(() => simulate(BASE, SCENARIO, { paths: SLIDER_PATHS, errors: ERRORS })),
    );
  }
  const row = (what: string, ms: number): BenchRow => ({
    what: `${
      PATHS.toLocaleString("en")
    } paths x ${MONTHS} months, 4 correlated quantities, 5 quantiles a month, ${what}`,
    measured: peer === undefined
      ? `${ms.toFixed(0)} ms`
      : `${ms.toFixed(0)} ms, ${(peer.ms / ms).toFixed(1)} times faster; quantiles within ${
        standardErrorsApart(fan, peer).toFixed(1)
      } standard errors`,
    beside: peer === undefined
      ? `skipped: ${python} has no numpy; set PEER_PYTHON to one that has`
      : `NumPy ${peer.numpy}: ${peer.ms.toFixed(0)} ms`,
    goal: "3 times faster, same quantiles",
  });
  return [
    row("one thread", one),
    {
      what: `${SLIDER_PATHS.toLocaleString("en")} paths x ${MONTHS} months, one thread`,
      measured: `${slider.toFixed(1)} ms`,
      beside: "",
      goal: "under 10 ms",
    },
    {
      what: "linear: nanoseconds a path and month, one thread",
      measured: SIZES.map(([paths, months]) => {
        const nanoseconds = bestMs(5, paths, months) * 1e6 / (paths * months);
        return `${paths.toLocaleString("en")} x ${months}: ${nanoseconds.toFixed(1)}`;
      }).join("; "),
      beside: "",
      goal: "no growth with paths or months",
    },
  ];
}

const SIZES = [[10_000, 6], [10_000, 24], [100_000, 12], [500_000, 12]] as const;

function bestMs(runs: number, paths: number, months: number): number {
  const scenario = resolveScenario(PLAN, specOf([], { months }));
  const options = { paths, errors: ERRORS, lines: ["balanceKt"] } as const;
  return Math.min(
    ...Array.from({ length: runs }, () => msOf(() => simulate(BASE, scenario, options))),
  );
}

function msOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** One run of the peer; `undefined` when NumPy is not there. */
async function askPeer(python: string, seed: number): Promise<PeerAnswer | undefined> {
  const { months } = project(BASE, SCENARIO);
  const spec = {
    paths: PATHS,
    months: MONTHS,
    seed,
    probabilities: PROBABILITIES,
    sd: ERRORS.targets.map(({ distribution }) => "sd" in distribution ? distribution.sd : NaN),
    persistence: ERRORS.targets.map(({ persistence }) => persistence),
    correlation: ERRORS.targets.map(({ target: a }) =>
      ERRORS.targets.map(({ target: b }) =>
        a === b
          ? 1
          : ERRORS.correlations.find(({ between }) => between.includes(a) && between.includes(b))!
            .value
      )
    ),
    balanceKt: months.map(({ flows }) => flows.balanceKt),
    weightKt: months.map((month) => [
      valueOf(month, "production"),
      -valueOf(month, "polysilicon_output") * valueOf(month, "polysilicon_unit_use"),
      -valueOf(month, "silicone_output") * valueOf(month, "silicone_unit_use"),
      -valueOf(month, "exports"),
    ]),
  };
  // Kernels forced on older OpenBLAS builds slow a current NumPy down.
  const env = Deno.env.toObject();
  delete env.OPENBLAS_CORETYPE;
  delete env.OPENBLAS_L2_SIZE;
  try {
    const process = new Deno.Command(python, {
      args: [new URL("./scenario_peer.py", import.meta.url).pathname],
      clearEnv: true,
      env,
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    const writer = process.stdin.getWriter();
    await writer.write(new TextEncoder().encode(JSON.stringify(spec)));
    await writer.close();
    const { success, stdout } = await process.output();
    return success ? JSON.parse(new TextDecoder().decode(stdout)) : undefined;
  } catch {
    return undefined;
  }
}

// The standard normal density at each of the probabilities.
const DENSITY = [0.1031, 0.3178, 0.3989, 0.3178, 0.1031];
const MOST_STANDARD_ERRORS = 5;

/** The largest difference of a quantile, in standard errors of two samples of this size. */
function standardErrorsApart(fan: readonly FanMonth[], peer: PeerAnswer): number {
  let largest = 0;
  fan.forEach(({ quantiles }, t) => {
    // Balances are normal here: the outer quantiles give their standard deviation.
    const sd = (quantiles[4]! - quantiles[0]!) / (2 * 1.6449);
    quantiles.forEach((value, i) => {
      const p = PROBABILITIES[i]!;
      const error = sd * Math.sqrt(2 * p * (1 - p) / PATHS) / DENSITY[i]!;
      largest = Math.max(largest, Math.abs(value - peer.quantiles[t]![i]!) / error);
    });
  });
  if (largest > MOST_STANDARD_ERRORS) {
    throw new Error(
      `Cannot vouch for the simulation: quantiles are ${largest} standard errors off`,
    );
  }
  return largest;
}

if (import.meta.main) console.table(await scenarioBench());
