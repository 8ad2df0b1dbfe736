import { nearest } from "./nearest.ts";
import type { Plan } from "./plan.ts";

/**
 * The place of a quantity in the plan's lists of values.
 *
 * @param asked what is being read, for the message: `steps[0].quantity`
 * @throws {RangeError} when the market has no such quantity: lists the ones there are, and the nearest
 *
 * @example
 * ```ts
 * import { placeOf, planOf } from "@silicon/balance/balance";
 * import assert from "node:assert/strict";
 * const plan = planOf({
 *   quantities: [{ id: "production" }],
 *   lines: [{ id: "production", side: "supply", amount: "production" }],
 * });
 * assert.equal(placeOf(plan, "production"), 0);
 * assert.throws(() => placeOf(plan, "productionKt"), /did you mean production\?/);
 * ```
 */
export function placeOf(plan: Plan, id: string, asked = "the quantity"): number {
  const ids = plan.quantities.map((quantity) => quantity.id);
  const at = ids.indexOf(id);
  if (at < 0) {
    throw new RangeError(
      `${asked} must be one of ${ids.join(", ")}, is "${id}"${nearest(id, ids)}`,
    );
  }
  return at;
}

/**
 * Values in the plan's order from values by id.
 *
 * @param byId a number for each quantity
 * @throws {RangeError} when an id is not the market's, or a quantity has no number
 *
 * @example
 * ```ts
 * import { planOf, valuesOf } from "@silicon/balance/balance";
 * import assert from "node:assert/strict";
 * const plan = planOf({
 *   quantities: [{ id: "production" }, { id: "exports" }],
 *   lines: [
 *     { id: "production", side: "supply", amount: "production" },
 *     { id: "exports", side: "use", amount: "exports" },
 *   ],
 * });
 * assert.deepEqual(valuesOf(plan, { exports: 58, production: 375.5 }), [375.5, 58]);
 * ```
 */
export function valuesOf(plan: Plan, byId: Readonly<Record<string, number>>): number[] {
  for (const id of Object.keys(byId)) placeOf(plan, id, "every value's quantity");
  return plan.quantities.map(({ id }) => {
    const value = byId[id];
    if (value === undefined) {
      throw new RangeError(`Cannot order the values: ${id} must have one, has none`);
    }
    return value;
  });
}
