import type { DriverName } from "@silicon/balance/balance";
import type { ErrorModel, ErrorTarget } from "./error_model.ts";
import { normalQuantile } from "./_normal.ts";
import type { Path } from "./_path.ts";
import { MAX_FILL, Random } from "./_random.ts";
import { drawScores, planScores, type ScorePlan } from "./_scores.ts";
import { applyTable, factorTable, isPlainNormal } from "./_shape.ts";
import { add, addScaled, combine, copy, subtract } from "./_vectors.ts";
import type { SimulatedLine } from "./simulate.ts";

/** Everything a simulation needs, laid out before its loop so that the loop makes no garbage. */
export interface Plan {
  readonly random: Random;
  /** Draws each block's scores; absent where every path's have been drawn before. */
  readonly scorePlan: ScorePlan | undefined;
  /** One uncertain step each: its probability, and whether it happens on each path of the block (1 or 0). */
  readonly chances: readonly { readonly probability: number; readonly happens: Float64Array }[];
  readonly opening: PlannedOpening;
  /** Supply and use apart; or both in one sum, use negative, where nobody asks for either. */
  readonly sides: { readonly supply: Side; readonly use: Side } | { readonly net: Side };
  readonly kept: Readonly<Partial<Record<SimulatedLine, Float64Array>>>;
  readonly stockKt: Float64Array;
  readonly scratchKt: Float64Array;
}

/** How an error turns a driver's scores into its factors. */
interface PlannedError {
  readonly scores: Float64Array;
  /** For a plain normal: standard deviation of the factor, which then is 1 + sd x score. */
  readonly sd: number | undefined;
  readonly table: Float64Array | undefined;
}

interface PlannedTerm {
  /** Without the uncertain steps, by month. */
  readonly values: Float64Array;
  readonly changes: readonly {
    readonly happens: Float64Array;
    readonly deltas: readonly number[];
  }[];
  readonly error: PlannedError | undefined;
}

/** A flow is the product of its terms. */
interface PlannedFlow {
  readonly sign: 1 | -1;
  readonly terms: readonly PlannedTerm[];
  readonly line: Float64Array | undefined;
  /** Whether another flow has put its part into the line before. */
  readonly addsToLine: boolean;
}

/** A sum of flows. */
interface Side {
  readonly totalKt: Float64Array;
  readonly error: PlannedError | undefined;
  /** By month, sum of the flows without error, and of those whose error is in `scores`. */
  readonly certainKt: Float64Array;
  /** Scores of the flows that are certain but for one plain normal error, and by month what one of each adds, kt. */
  readonly scores: readonly Float64Array[];
  readonly perScoreKt: readonly (readonly number[])[];
  /** All other flows. */
  readonly flows: readonly PlannedFlow[];
}

interface PlannedOpening {
  readonly kt: number;
  readonly changes: readonly { readonly happens: Float64Array; readonly deltaKt: number }[];
  readonly error: PlannedError | undefined;
}

const FLOWS: readonly {
  readonly line?: SimulatedLine;
  readonly isSupply: boolean;
  readonly drivers: readonly DriverName[];
  readonly broadOnly?: boolean;
}[] = [
  { line: "productionKt", isSupply: true, drivers: ["productionKt"] },
  { isSupply: true, drivers: ["silicon97Kt"], broadOnly: true },
  { isSupply: true, drivers: ["secondarySiliconKt"], broadOnly: true },
  { isSupply: true, drivers: ["importsKt"] },
  {
    line: "polysiliconUseKt",
    isSupply: false,
    drivers: ["polysiliconOutputKt", "polysiliconUnitUse"],
  },
  { line: "siliconeUseKt", isSupply: false, drivers: ["siliconeOutputKt", "siliconeUnitUse"] },
  { line: "alloyUseKt", isSupply: false, drivers: ["primaryAlloyUseKt"] },
  { line: "alloyUseKt", isSupply: false, drivers: ["secondaryAlloyUseKt"] },
  { line: "exportsKt", isSupply: false, drivers: ["exportsKt"] },
  { line: "otherUseKt", isSupply: false, drivers: ["otherUseKt"] },
];

/**
 * Lays out the buffers and coefficients of a simulation in blocks of `size` paths.
 *
 * @param drawn each driver's scores of every path, where they have been drawn before
 */
export function planOf(
  path: Path,
  model: ErrorModel,
  kept: Readonly<Partial<Record<SimulatedLine, Float64Array>>>,
  size: number,
  drawn?: readonly Float64Array[],
): Plan {
  const months = path.months.length;
  const scorePlan = drawn ? undefined : planScores(model, size);
  const errors = model.drivers.map(({ distribution }, i): PlannedError => {
    const isPlain = isPlainNormal(distribution);
    return {
      scores: drawn?.[i] ?? scorePlan!.drivers[i]!.scores,
      sd: isPlain && distribution.kind === "normal" ? distribution.sd : undefined,
      table: isPlain ? undefined : factorTable(distribution),
    };
  });
  const errorOf = (target: ErrorTarget) =>
    errors[model.drivers.findIndex((entry) => entry.target === target)];
  const chances: { probability: number; happens: Float64Array }[] = [];
  const chanceOf = (probability: number) => {
    const happens = new Float64Array(size);
    chances.push({ probability, happens });
    return happens;
  };
  const shocks = path.shocks.map((shock) => ({
    ...shock,
    happens: shock.probability < 1 ? chanceOf(shock.probability) : undefined,
  }));
  const termOf = (driver: DriverName): PlannedTerm => {
    const own = shocks.filter((shock) => shock.driver === driver);
    const sure = own.filter(({ happens }) => happens === undefined);
    return {
      values: Float64Array.from(
        path.unshocked,
        (drivers, t) => sure.reduce((sum, { deltas }) => sum + deltas[t]!, drivers[driver]),
      ),
      changes: own.flatMap(({ happens, deltas }) => happens ? [{ happens, deltas }] : []),
      error: errorOf(driver),
    };
  };
  const isNarrow = path.unshocked[0]!.scope === "narrow";
  const flows = FLOWS.filter(({ broadOnly }) => !(broadOnly && isNarrow)).map((flow) => ({
    ...flow,
    terms: flow.drivers.map(termOf),
  }));
  const sideOf = (
    own: readonly (typeof flows[number] & { readonly sign: 1 | -1 })[],
    error?: PlannedError,
  ): Side => {
    const certainKt = new Float64Array(months);
    const linear: { scores: Float64Array; kt: Float64Array }[] = [];
    const others: PlannedFlow[] = [];
    const begun = new Set<SimulatedLine>();
    for (const { sign, line, terms } of own) {
      const keptLine = line && kept[line];
      const uncertain = terms.filter(({ error, changes }) => error || changes.length > 0);
      const only = uncertain.length === 1 && uncertain[0]!.changes.length === 0
        ? uncertain[0]!.error
        : undefined;
      if (keptLine || uncertain.length > 0 && only?.sd === undefined) {
        others.push({
          sign,
          terms,
          line: keptLine,
          addsToLine: line !== undefined && begun.has(line),
        });
        if (line !== undefined) begun.add(line);
        continue;
      }
      const kt = Float64Array.from(
        { length: months },
        (_, t) => sign * terms.reduce((product, { values }) => product * values[t]!, 1),
      );
      kt.forEach((value, t) => certainKt[t]! += value);
      if (only?.sd !== undefined) {
        const { sd } = only;
        linear.push({ scores: only.scores, kt: kt.map((value) => value * sd) });
      }
    }
    return {
      totalKt: new Float64Array(size),
      error,
      certainKt,
      scores: linear.map(({ scores }) => scores),
      perScoreKt: Array.from({ length: months }, (_, t) => linear.map(({ kt }) => kt[t]!)),
      flows: others,
    };
  };
  const sureStock = path.stockShocks.filter(({ probability }) => probability === 1);
  const sumOf = (deltas: readonly number[]) => deltas.reduce((a, b) => a + b, 0);
  const [supplyError, useError] = [errorOf("supplyKt"), errorOf("useKt")];
  const isNet = !(kept.supplyKt || kept.useKt || supplyError || useError);
  const plus = (isSupply: boolean) =>
    flows.filter((flow) => flow.isSupply === isSupply).map((flow) => ({
      ...flow,
      sign: 1 as const,
    }));
  return {
    random: new Random(),
    scorePlan,
    sides: isNet
      ? { net: sideOf(flows.map((flow) => ({ ...flow, sign: flow.isSupply ? 1 : -1 }))) }
      : { supply: sideOf(plus(true), supplyError), use: sideOf(plus(false), useError) },
    opening: {
      kt: sumOf(path.openingPoolsKt) + sumOf(sureStock.map(({ deltasKt }) => sumOf(deltasKt))),
      changes: path.stockShocks.filter(({ probability }) => probability < 1)
        .map(({ probability, deltasKt }) => ({
          happens: chanceOf(probability),
          deltaKt: sumOf(deltasKt),
        })),
      error: errorOf("openingStockKt"),
    },
    chances,
    kept,
    stockKt: new Float64Array(size),
    scratchKt: new Float64Array(size),
  };
}

/**
 * Draws what is drawn once a path: which uncertain steps happen, and the opening stock.
 *
 * @param start the block's first path
 */
export function startBlock(
  plan: Plan,
  seed: number,
  block: number,
  openingStockKt: Float64Array,
  start: number,
  count: number,
): void {
  const { random, scorePlan, chances, opening, stockKt } = plan;
  // A stream of their own, so that a scenario with uncertain steps has the same errors as one without.
  random.restart(seed, ~block);
  for (const { probability, happens } of chances) {
    random.fillNormal(happens, count);
    const edge = probability === 0 ? -Infinity : normalQuantile(probability);
    for (let i = 0; i < count; i++) happens[i] = happens[i]! < edge ? 1 : 0;
  }
  random.restart(seed, block);
  if (scorePlan !== undefined) drawScores(scorePlan, random, 0, count);
  stockKt.fill(opening.kt);
  for (const { happens, deltaKt } of opening.changes) addScaled(stockKt, happens, deltaKt, count);
  applyError(stockKt, opening.error, scorePlan ? 0 : start, count);
  copy(openingStockKt, start, stockKt, 0, count);
}

/** Plays one month of a block; what is kept goes to its arrays from `offset` on. */
export function runBlock(plan: Plan, t: number, offset: number, count: number): void {
  const { sides, kept, stockKt, scratchKt, scorePlan } = plan;
  if (t > 0 && scorePlan !== undefined) drawScores(scorePlan, plan.random, t, count);
  let balanceKt = scratchKt;
  if ("net" in sides) {
    sumInto(sides.net, plan, t, offset, count);
    balanceKt = sides.net.totalKt;
  } else {
    const { supply, use } = sides;
    sumInto(supply, plan, t, offset, count);
    sumInto(use, plan, t, offset, count);
    if (kept.supplyKt !== undefined) copy(kept.supplyKt, offset, supply.totalKt, 0, count);
    if (kept.useKt !== undefined) copy(kept.useKt, offset, use.totalKt, 0, count);
    subtract(balanceKt, 0, supply.totalKt, use.totalKt, count);
  }
  if (kept.balanceKt !== undefined) copy(kept.balanceKt, offset, balanceKt, 0, count);
  if (kept.closingStockKt !== undefined) {
    add(stockKt, 0, balanceKt, count);
    copy(kept.closingStockKt, offset, stockKt, 0, count);
  }
}

function sumInto(side: Side, plan: Plan, t: number, offset: number, count: number): void {
  const { totalKt, certainKt, scores, perScoreKt, flows, error } = side;
  const scoresAt = plan.scorePlan ? 0 : offset;
  totalKt.fill(certainKt[t]!);
  combine(totalKt, 0, 1, scores, scoresAt, perScoreKt[t]!, count);
  for (let f = 0; f < flows.length; f++) {
    const { line, sign, addsToLine, terms } = flows[f]!;
    flowInto(plan.scratchKt, terms, t, scoresAt, count);
    if (line !== undefined) {
      if (addsToLine) add(line, offset, plan.scratchKt, count);
      else copy(line, offset, plan.scratchKt, 0, count);
    }
    addScaled(totalKt, plan.scratchKt, sign, count);
  }
  applyError(totalKt, error, scoresAt, count);
}

function flowInto(
  outKt: Float64Array,
  terms: readonly PlannedTerm[],
  t: number,
  scoresAt: number,
  count: number,
): void {
  termInto(outKt, terms[0]!, t, scoresAt, count);
  if (terms.length === 1) return;
  termInto(SECOND, terms[1]!, t, scoresAt, count);
  for (let i = 0; i < count; i++) outKt[i]! *= SECOND[i]!;
}

const SECOND = new Float64Array(MAX_FILL);

function termInto(
  out: Float64Array,
  term: PlannedTerm,
  t: number,
  scoresAt: number,
  count: number,
): void {
  out.fill(term.values[t]!);
  for (const { happens, deltas } of term.changes) addScaled(out, happens, deltas[t]!, count);
  applyError(out, term.error, scoresAt, count);
}

/** @param at where the block's scores begin */
function applyError(
  values: Float64Array,
  error: PlannedError | undefined,
  at: number,
  count: number,
): void {
  if (error === undefined) return;
  const { sd, table, scores } = error;
  if (table !== undefined) applyTable(values, table, scores, at, count);
  else for (let i = 0; i < count; i++) values[i]! *= 1 + sd! * scores[at + i]!;
}
