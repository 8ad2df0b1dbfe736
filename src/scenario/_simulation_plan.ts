import type { DriverName } from "@silicon/balance/balance";
import { choleskyOf } from "./_cholesky.ts";
import { correlationMatrix, type ErrorModel, type ErrorTarget } from "./error_model.ts";
import { normalQuantile } from "./_normal.ts";
import type { Path } from "./_path.ts";
import { Random } from "./_random.ts";
import { applyTable, factorTable, isPlainNormal } from "./_shape.ts";
import { addScaled, addTo, mix, subtractInto } from "./_vectors.ts";
import type { SimulatedLine } from "./simulate.ts";

/** Everything a simulation needs, laid out before its loop so that the loop makes no garbage. */
export interface Plan {
  readonly random: Random;
  readonly errors: readonly PlannedError[];
  /** One uncertain step each: its probability, and whether it happens on each path of the block (1 or 0). */
  readonly chances: readonly { readonly probability: number; readonly happens: Float64Array }[];
  readonly flows: readonly PlannedFlow[];
  readonly opening: PlannedOpening;
  readonly supplyError: PlannedError | undefined;
  readonly useError: PlannedError | undefined;
  /** Sum of the flows that are certain, by month. */
  readonly certainSupplyKt: Float64Array;
  readonly certainUseKt: Float64Array;
  readonly kept: Readonly<Partial<Record<SimulatedLine, Float64Array>>>;
  readonly supplyKt: Float64Array;
  readonly useKt: Float64Array;
  readonly stockKt: Float64Array;
  readonly scratchKt: Float64Array;
}

interface PlannedError {
  /** Standard normals, drawn afresh each month. */
  readonly fresh: Float64Array;
  /** Correlated and persistent standard normal scores. */
  readonly scores: Float64Array;
  readonly persistence: number;
  /** Coefficients of every error's fresh normals in this one's scores: in the first month, then later. */
  readonly firstMix: Float64Array;
  readonly laterMix: Float64Array;
  /** For a plain normal: standard deviation of the factor, which then is 1 + sd x score. */
  readonly sd: number | undefined;
  readonly table: Float64Array | undefined;
  readonly onceOnly: boolean;
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
  readonly isSupply: boolean;
  readonly terms: readonly PlannedTerm[];
  readonly line: Float64Array | undefined;
  /** Set when the flow is certain but for one plain normal error, by month: what one score adds, kt. */
  readonly perScoreKt: Float64Array | undefined;
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

/** Lays out the buffers and coefficients of a simulation in blocks of `size` paths. */
export function planOf(
  path: Path,
  model: ErrorModel,
  kept: Readonly<Partial<Record<SimulatedLine, Float64Array>>>,
  size: number,
): Plan {
  const months = path.months.length;
  const errors = planErrors(model, size);
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

  const certainSupplyKt = new Float64Array(months);
  const certainUseKt = new Float64Array(months);
  const flows: PlannedFlow[] = [];
  for (const { line, isSupply, drivers, broadOnly } of FLOWS) {
    if (broadOnly && path.unshocked[0]!.scope === "narrow") continue;
    const terms = drivers.map(termOf);
    const keptLine = line && kept[line];
    const productKt = Float64Array.from(
      { length: months },
      (_, t) => terms.reduce((product, { values }) => product * values[t]!, 1),
    );
    const uncertain = terms.filter(({ error, changes }) => error || changes.length > 0);
    const only = uncertain.length === 1 ? uncertain[0]! : undefined;
    const sd = only?.changes.length === 0 ? only.error?.sd : undefined;
    const isSum = keptLine === undefined && (uncertain.length === 0 || sd !== undefined);
    if (isSum) {
      const certainKt = isSupply ? certainSupplyKt : certainUseKt;
      productKt.forEach((kt, t) => certainKt[t]! += kt);
      if (sd === undefined) continue;
    }
    flows.push({
      isSupply,
      terms,
      line: keptLine,
      perScoreKt: isSum ? productKt.map((kt) => kt * sd!) : undefined,
    });
  }
  const sureStock = path.stockShocks.filter(({ probability }) => probability === 1);
  const sumOf = (deltas: readonly number[]) => deltas.reduce((a, b) => a + b, 0);
  return {
    random: new Random(),
    errors,
    flows,
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
    supplyError: errorOf("supplyKt"),
    useError: errorOf("useKt"),
    certainSupplyKt,
    certainUseKt,
    kept,
    supplyKt: new Float64Array(size),
    useKt: new Float64Array(size),
    stockKt: new Float64Array(size),
    scratchKt: new Float64Array(size),
  };
}

function planErrors(model: ErrorModel, size: number): PlannedError[] {
  const lower = choleskyOf(correlationMatrix(model))!;
  return model.drivers.map(({ target, distribution, persistence }, i): PlannedError => {
    const isPlain = isPlainNormal(distribution);
    const firstMix = Float64Array.from(lower[i]!);
    // Fresh errors are scaled so that scores keep a standard deviation of 1.
    const freshShare = Math.sqrt(1 - persistence * persistence);
    return {
      fresh: new Float64Array(size),
      scores: new Float64Array(size),
      persistence,
      firstMix,
      laterMix: firstMix.map((coefficient) => coefficient * freshShare),
      sd: isPlain && distribution.kind === "normal" ? distribution.sd : undefined,
      table: isPlain ? undefined : factorTable(distribution),
      onceOnly: target === "openingStockKt",
    };
  });
}

/** Draws what is drawn once a path: which uncertain steps happen. The opening stock waits for the first month's scores. */
export function startBlock(
  plan: Plan,
  seed: number,
  block: number,
  openingStockKt: Float64Array,
  start: number,
  count: number,
): void {
  const { random, chances, opening, stockKt } = plan;
  random.restart(seed, block);
  for (const { probability, happens } of chances) {
    random.fillNormal(happens, count);
    const edge = probability === 0 ? -Infinity : normalQuantile(probability);
    for (let i = 0; i < count; i++) happens[i] = happens[i]! < edge ? 1 : 0;
  }
  drawScores(plan, 0, count);
  stockKt.fill(opening.kt);
  for (const { happens, deltaKt } of opening.changes) addScaled(stockKt, happens, deltaKt, count);
  applyError(stockKt, opening.error, count);
  for (let i = 0; i < count; i++) openingStockKt[start + i] = stockKt[i]!;
}

/** Plays one month of a block; what is kept goes to its arrays from `offset` on. */
export function runBlock(plan: Plan, t: number, offset: number, count: number): void {
  const { flows, kept, supplyKt, useKt, stockKt, scratchKt } = plan;
  if (t > 0) drawScores(plan, t, count);
  supplyKt.fill(plan.certainSupplyKt[t]!);
  useKt.fill(plan.certainUseKt[t]!);
  for (let f = 0; f < flows.length; f++) {
    const flow = flows[f]!;
    const total = flow.isSupply ? supplyKt : useKt;
    if (flow.perScoreKt !== undefined) {
      const { scores } = flow.terms.length === 1
        ? flow.terms[0]!.error!
        : (flow.terms[0]!.error ?? flow.terms[1]!.error)!;
      addScaled(total, scores, flow.perScoreKt[t]!, count);
    } else {
      flowInto(scratchKt, flow, t, count);
      addTo(total, 0, scratchKt, count);
      if (flow.line !== undefined) addTo(flow.line, offset, scratchKt, count);
    }
  }
  applyError(supplyKt, plan.supplyError, count);
  applyError(useKt, plan.useError, count);
  if (kept.supplyKt !== undefined) addTo(kept.supplyKt, offset, supplyKt, count);
  if (kept.useKt !== undefined) addTo(kept.useKt, offset, useKt, count);
  if (kept.balanceKt !== undefined) subtractInto(kept.balanceKt, offset, supplyKt, useKt, count);
  if (kept.closingStockKt !== undefined) {
    subtractInto(scratchKt, 0, supplyKt, useKt, count);
    addTo(stockKt, 0, scratchKt, count);
    addTo(kept.closingStockKt, offset, stockKt, count);
  }
}

function drawScores({ random, errors }: Plan, t: number, count: number): void {
  for (let e = 0; e < errors.length; e++) random.fillNormal(errors[e]!.fresh, count);
  for (let e = 0; e < errors.length; e++) {
    const error = errors[e]!;
    if (t > 0 && error.onceOnly) continue;
    const coefficients = t === 0 ? error.firstMix : error.laterMix;
    mix(error.scores, t === 0 ? 0 : error.persistence, errors, coefficients, e, count);
  }
}

function flowInto(outKt: Float64Array, flow: PlannedFlow, t: number, count: number): void {
  const [first, second] = flow.terms as readonly [PlannedTerm, PlannedTerm | undefined];
  termInto(outKt, first, t, count);
  if (second === undefined) return;
  termInto(SECOND, second, t, count);
  for (let i = 0; i < count; i++) outKt[i]! *= SECOND[i]!;
}

const SECOND = new Float64Array(1024);

function termInto(out: Float64Array, term: PlannedTerm, t: number, count: number): void {
  out.fill(term.values[t]!);
  for (const { happens, deltas } of term.changes) addScaled(out, happens, deltas[t]!, count);
  applyError(out, term.error, count);
}

function applyError(values: Float64Array, error: PlannedError | undefined, count: number): void {
  if (error === undefined) return;
  const { sd, table, scores } = error;
  if (table !== undefined) applyTable(values, table, scores, count);
  else for (let i = 0; i < count; i++) values[i]! *= 1 + sd! * scores[i]!;
}
