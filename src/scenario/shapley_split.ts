/**
 * Splits what a set of players does to some values into one part for each player: the Shapley value, which is the mean
 * of a player's effect over every order in which the players can join, so that no order is favoured.
 *
 * @param players how many, at most 20: the work doubles with each
 * @param valuesOf the values once the players whose bits are set have joined
 * @returns for each player its part of each value; the parts sum to `valuesOf(all) - valuesOf(none)`
 *
 * @example
 * ```ts
 * import { shapleySplit } from "@silicon/balance/scenario";
 * import assert from "node:assert/strict";
 * // Alone they add 1 and 2, together 5.
 * assert.deepEqual(shapleySplit(2, (joined) => [[0, 1, 2, 5][joined]!]), [[2], [3]]);
 * ```
 */
export function shapleySplit(
  players: number,
  valuesOf: (joined: number) => readonly number[],
): number[][] {
  const values = Array.from({ length: 2 ** players }, (_, joined) => valuesOf(joined));
  const weights = weightsOf(players);
  return Array.from({ length: players }, (_, player) => {
    const bit = 1 << player;
    const parts = values[0]!.map(() => 0);
    for (let joined = 0; joined < values.length; joined++) {
      if (joined & bit) continue;
      const weight = weights[bitsIn(joined)]!;
      const [without, withIt] = [values[joined]!, values[joined | bit]!];
      for (let i = 0; i < parts.length; i++) parts[i]! += weight * (withIt[i]! - without[i]!);
    }
    return parts;
  });
}

/** The chance that exactly a given group of `size` stands before a player in a random order. */
function weightsOf(players: number): number[] {
  const weights: number[] = [];
  let choices = 1;
  for (let size = 0; size < players; size++) {
    weights.push(1 / (players * choices));
    choices *= (players - 1 - size) / (size + 1);
  }
  return weights;
}

function bitsIn(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
  return count;
}
