import type { Base } from "./base.ts";
import { correlationMatrix, type ErrorTarget, sdOf } from "./error_model.ts";
import { gapOf, type Target } from "./_gap.ts";
import { normalCdf } from "./_normal.ts";
import { play } from "./_play.ts";
import { OPENING_STOCK, type Scenario } from "./scenario.ts";

/** One target's share in a joint move. */
export interface Move {
  /** A quantity, the whole of supply or use, or the opening stock. */
  readonly target: ErrorTarget;
  readonly label: string;
  /** Relative change in every projected month: -0.02 is 2% less. */
  readonly relative: number;
  /** The target's error size, as a share of its value. */
  readonly sd: number;
}

/** A joint move of quantities that reaches a target. */
export interface JointMove {
  /** Every target with an error, in the order of the error model. */
  readonly moves: readonly Move[];
  /** Mahalanobis distance: how many standard deviations away the move is. */
  readonly distance: number;
  /** Chance of the target being reached or passed under normal errors: the tail beyond `distance`. */
  readonly chance: number;
  readonly method: "closed form" | "iterated";
}

const MAX_ITERATIONS = 50;
/** Targets that are no quantity. */
const WHOLES: Readonly<Record<string, string>> = {
  supply: "Supply",
  use: "Use",
  [OPENING_STOCK]: "Opening stock",
};

/**
 * The least surprising joint move of the quantities that reaches a target: of all moves that do, the one with the smallest
 * Mahalanobis distance under the base's error sizes and correlations.
 *
 * Method: x = S a gap / (a' S a) for a target that is linear in the moves, a the gradient and S the covariance; where two
 * quantities multiply (output and unit consumption) the same step is repeated at the new point until it rests.
 *
 * @param base with an error model
 * @param scenario what else happens
 * @param target line, month and the value to reach
 * @returns relative moves that last through the horizon, and how surprising they are together
 * @throws {RangeError} saying why when no move reaches the target
 *
 * @example
 * ```ts
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import { loadScenarios, openLedger, scenarioBase } from "@silicon/balance/ledger";
 * import { leastSurprisingMove, scenarioById } from "@silicon/balance/scenario";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const base = scenarioBase(ledger, parseMonth("2026-01"));
 * const nothing = scenarioById(await loadScenarios(ledger), "base-case");
 * const month = parseMonth("2026-02");
 * const { chance } = leastSurprisingMove(base, nothing, { line: "balanceKt", month, value: 100 });
 * assert.ok(chance > 0 && chance < 0.5);
 * ```
 */
export function leastSurprisingMove(base: Base, scenario: Scenario, target: Target): JointMove {
  const action = `Cannot reach ${target.line} ${target.value} in ${target.month} by a joint move`;
  const { plan } = base;
  const targets = base.errors.targets.map((entry) => entry.target);
  if (targets.length === 0) {
    throw new RangeError(`${action}: the base's error model must name a target, names none`);
  }
  const sds = base.errors.targets.map(({ distribution }) => sdOf(distribution));
  const covariance = correlationMatrix(base.errors).map((row, i) =>
    row.map((correlation, j) => correlation * sds[i]! * sds[j]!)
  );
  const gap = gapOf(base, scenario, target);
  const at = (moves: readonly number[]) =>
    gap(play(base, scenario, {
      factors: Object.fromEntries(targets.map((target, i) => [target, 1 + moves[i]!])),
      allowNegative: true,
    }));

  let moves = targets.map(() => 0);
  let distance = 0;
  const scaleKt = 1 + Math.abs(at(moves));
  for (let iteration = 1; iteration <= MAX_ITERATIONS; iteration++) {
    const here = at(moves);
    // The gap is linear in each move by itself, so that a unit step gives its slope exactly.
    const slope = moves.map((move, i) => at(moves.with(i, move + 1)) - here);
    const weighted = covariance.map((row) => dot(row, slope));
    const variance = dot(weighted, slope);
    if (!(Math.sqrt(variance) > 1e-12 * scaleKt)) {
      throw new RangeError(`${action}: no target with an error moves it`);
    }
    const multiple = (dot(slope, moves) - here) / variance;
    const next = weighted.map((w) => w * multiple);
    const shift = Math.max(...next.map((move, i) => Math.abs(move - moves[i]!)));
    moves = next;
    distance = Math.abs(multiple) * Math.sqrt(variance);
    const isClosed = iteration === 1 && Math.abs(at(moves)) <= 1e-11 * scaleKt;
    if (isClosed || (shift <= 1e-13 && Math.abs(at(moves)) <= 1e-9 * scaleKt)) {
      return {
        moves: targets.map((target, i) => ({
          target,
          label: plan.quantities.find(({ id }) => id === target)?.label ?? WHOLES[target] ?? target,
          relative: atLeastNothing(moves[i]!, target, action),
          sd: sds[i]!,
        })),
        distance,
        chance: normalCdf(-distance),
        method: isClosed ? "closed form" : "iterated",
      };
    }
  }
  throw new RangeError(`${action}: the search did not settle, it is ${at(moves)} kt away`);
}

function atLeastNothing(move: number, target: ErrorTarget, action: string): number {
  if (move < -1) {
    throw new RangeError(
      `${action}: ${target} would have to fall by ${
        (-100 * move).toFixed(1)
      }%, more than all of it`,
    );
  }
  return move;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
