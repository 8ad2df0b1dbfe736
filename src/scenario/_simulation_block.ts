import { normalQuantile } from "./_normal.ts";
import { MAX_FILL } from "./_random.ts";
import { drawScores } from "./standard_scores.ts";
import { applyTable } from "./_shape.ts";
import type { PlannedError, PlannedTerm, Side, SimulationPlan } from "./_simulation_plan.ts";
import { add, addFactored, addProduct, addScaled, combine, copy, subtract } from "./_vectors.ts";

/**
 * Draws what is drawn once a path: which uncertain steps happen, and the opening stock.
 *
 * @param start the block's first path
 */
export function startBlock(
  plan: SimulationPlan,
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
export function runBlock(plan: SimulationPlan, t: number, offset: number, count: number): void {
  const { supply, use, kept, stockKt, scratchKt, scorePlan } = plan;
  if (t > 0 && scorePlan !== undefined) drawScores(scorePlan, plan.random, t, count);
  sumInto(supply, plan, t, offset, count);
  sumInto(use, plan, t, offset, count);
  if (kept.supplyKt !== undefined) copy(kept.supplyKt, offset, supply.totalKt, 0, count);
  if (kept.useKt !== undefined) copy(kept.useKt, offset, use.totalKt, 0, count);
  subtract(scratchKt, supply.totalKt, use.totalKt, count);
  if (kept.balanceKt !== undefined) copy(kept.balanceKt, offset, scratchKt, 0, count);
  if (kept.closingStockKt !== undefined) {
    add(stockKt, 0, scratchKt, count);
    copy(kept.closingStockKt, offset, stockKt, 0, count);
  }
}

function sumInto(side: Side, plan: SimulationPlan, t: number, offset: number, count: number): void {
  const { totalKt, certainKt, scores, perScoreKt, products, flows, error } = side;
  const scoresAt = plan.scorePlan ? 0 : offset;
  totalKt.fill(certainKt[t]!);
  combine(totalKt, 0, 1, scores, scoresAt, perScoreKt[t]!, count);
  for (let p = 0; p < products.length; p++) {
    const { kt, errors } = products[p]!;
    const a = errors[0]!;
    if (errors.length === 1) addFactored(totalKt, kt[t]!, a.scores, a.sd, scoresAt, count);
    else {
      const b = errors[1]!;
      addProduct(totalKt, kt[t]!, a.scores, a.sd, b.scores, b.sd, scoresAt, count);
    }
  }
  for (let f = 0; f < flows.length; f++) {
    flowInto(plan.scratchKt, flows[f]!, t, scoresAt, count);
    add(totalKt, 0, plan.scratchKt, count);
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
  const { sd = 0, table, scores } = error;
  if (table !== undefined) applyTable(values, table, scores, at, count);
  else for (let i = 0; i < count; i++) values[i]! *= Math.max(0, 1 + sd * scores[at + i]!);
}
