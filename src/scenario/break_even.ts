import type { Base } from "./base.ts";
import { brent } from "./_brent.ts";
import { type FreeStep, withFreeStep } from "./combine_scenarios.ts";
import { gapOf, type Target } from "./_gap.ts";
import { play } from "./_play.ts";
import type { Scenario, StepSpec } from "./scenario.ts";

export type { FreeStep } from "./combine_scenarios.ts";
export type { Target } from "./_gap.ts";

/** The value of a step that reaches a target. */
export interface BreakEven {
  /** In the unit of the step's kind: per cent, kt (or mt/mt) a month, or kt a day. */
  readonly value: number;
  /** The step with that value, to put back with `addStep`. */
  readonly step: StepSpec;
  readonly method: "closed form" | "Brent";
}

/**
 * The size of a step that makes a scenario reach a target.
 *
 * Every line but a pool's stock is linear in one step, so that two points give the answer; a pool stops at 0, and is
 * solved by Brent's method.
 *
 * @param base where the projection starts
 * @param scenario what else happens; its steps must not touch the free one
 * @param free the step without its value
 * @param target line, month and the value to reach: 0 kt of balance, days of cover, a stock in kt
 * @returns the step's value, - is a cut where the kind is `percent` or `absolute`
 * @throws {RangeError} saying why when no value reaches the target: the step does not move it, or it would take a cut of
 * more than 100%
 *
 * @example
 * ```ts
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import { loadScenarios, openLedger, scenarioBase } from "@silicon/balance/ledger";
 * import { addStep, breakEven, project, scenarioById } from "@silicon/balance/scenario";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const base = scenarioBase(ledger, parseMonth("2026-01"));
 * const nothing = scenarioById(await loadScenarios(ledger), "base-case");
 * const month = parseMonth("2026-02");
 * const { step } = breakEven(
 *   base,
 *   nothing,
 *   { quantity: "exports", kind: "percent" },
 *   { line: "balanceKt", month, value: 0 },
 * );
 * const [february] = project(base, addStep(ledger.plan, nothing, step)).months;
 * assert.ok(Math.abs(february!.flows.balanceKt) < 1e-9);
 * ```
 */
export function breakEven(
  base: Base,
  scenario: Scenario,
  free: FreeStep,
  target: Target,
): BreakEven {
  const part = free.region ?? free.pool;
  const name = part === undefined ? free.quantity : `${free.quantity} (${part})`;
  const action = `Cannot reach ${target.line} ${target.value} in ${target.month} by ${name} alone`;
  const least = free.kind === "percent" ? -100 : free.kind === "absolute" ? -Infinity : 0;
  const gap = gapOf(base, scenario, target);
  const scenarioAt = withFreeStep(base.plan, scenario, free);
  const at = (value: number) => gap(play(base, scenarioAt(value), { allowNegative: true }));

  const value = target.line === "poolKt" ? searchRoot(at, least, action) : linearRoot(at, action);
  if (value < least) {
    throw new RangeError(`${action}: it would take ${describe(free, value)}, below ${least}`);
  }
  // An absolute cut may be larger than its quantity; a projection refuses it and says where.
  try {
    play(base, scenarioAt(value));
  } catch (error) {
    throw new RangeError(`${action}: ${(error as Error).message}`, { cause: error });
  }
  return {
    value,
    step: { ...free, value },
    method: target.line === "poolKt" ? "Brent" : "closed form",
  };
}

/** Its value alone, `undefined` where none reaches the target: a small region or use cannot do it alone. */
export function breakEvenIfAny(...asked: Parameters<typeof breakEven>): number | undefined {
  try {
    return breakEven(...asked).value;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function linearRoot(at: (value: number) => number, action: string): number {
  const start = at(0);
  const slope = at(1) - start;
  if (Math.abs(slope) <= 1e-12 * (1 + Math.abs(start))) {
    throw new RangeError(`${action}: the step does not move it`);
  }
  // The slope over one unit carries rounding; measured over the whole way it does not.
  const rough = -start / slope;
  return rough === 0 ? 0 : -start * rough / (at(rough) - start);
}

const MAX_DOUBLINGS = 40;

function searchRoot(at: (value: number) => number, least: number, action: string): number {
  const start = at(0);
  if (start === 0) return 0;
  let nearest = start;
  for (let k = 0, reach = 1; k < MAX_DOUBLINGS; k++, reach *= 2) {
    for (const end of [Math.max(least, -reach), reach]) {
      const value = at(end);
      if (value === 0) return end;
      if (value > 0 !== start > 0) return brent(at, 0, end);
      if (Math.abs(value) < Math.abs(nearest)) nearest = value;
    }
  }
  throw new RangeError(`${action}: the nearest it comes is ${nearest} kt away`);
}

function describe({ kind }: FreeStep, value: number): string {
  const unit = kind === "percent" ? "%" : kind === "dailyRate" ? " kt a day" : "";
  return `${Number(value.toPrecision(6))}${unit}`;
}
