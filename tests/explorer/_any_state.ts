import fc from "fast-check";
import { addMonths } from "@silicon/balance/calendar";
import type { Setup, State } from "../../src/explorer/desk/setup.ts";

/** Any state that a panel's controls can reach. */
export function anyState(setup: Setup): fc.Arbitrary<State> {
  const values = fc.record(
    Object.fromEntries(
      setup.levers.map(({ id, min, max, step, digits }) => [
        id,
        fc.integer({ min: 0, max: Math.floor((max - min) / step + 1e-9) })
          .map((k) => Number((min + k * step).toFixed(digits))),
      ]),
    ),
    { requiredKeys: [] },
  );
  return fc.record({
    preset: fc.constantFrom("base", ...setup.presets.map(({ id }) => id)),
    months: fc.integer({ min: 1, max: 24 }),
    focusAt: fc.nat(),
    values,
  }).map(({ preset, months, focusAt, values }) => ({
    preset,
    months,
    focus: addMonths(setup.start, focusAt % months),
    values: { ...values } as Record<string, number>,
  }));
}
