import type { Scenario } from "./scenario.ts";

/**
 * The scenario of an id.
 *
 * @param scenarios where to look
 * @param id its id
 * @throws {RangeError} listing the ids there are
 *
 * @example
 * ```ts
 * import { scenarioById } from "@silicon/balance/scenario";
 * import assert from "node:assert/strict";
 * assert.throws(() => scenarioById([], "boom"), /Cannot find scenario "boom": there is none/);
 * ```
 */
export function scenarioById(scenarios: readonly Scenario[], id: string): Scenario {
  const found = scenarios.find((scenario) => scenario.id === id);
  if (found === undefined) {
    const known = scenarios.map((scenario) => scenario.id).join(", ") || "none";
    throw new RangeError(`Cannot find scenario "${id}": there is ${known}`);
  }
  return found;
}
