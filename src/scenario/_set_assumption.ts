import { placeOf } from "../balance/mod.ts";
import type { Assumption, Base } from "./base.ts";

/**
 * A base with one assumption at another value.
 *
 * Other regions' shares move in proportion, so that all still sum to 1. A quantity set for the base month moves the later
 * months that go on at its daily rate.
 */
export function setAssumption(base: Base, id: string, value: number): Base {
  const assumption = base.assumptions.find((candidate) => candidate.id === id);
  if (assumption === undefined) {
    const known = base.assumptions.map((candidate) => candidate.id).join(", ");
    throw new RangeError(`Cannot set an assumption: id must be one of ${known}, is "${id}"`);
  }
  return withTarget(base, assumption, value);
}

function withTarget(base: Base, { target }: Assumption, value: number): Base {
  switch (target.kind) {
    case "quantity": {
      const { quantity, month } = target;
      return {
        ...base,
        values: month === undefined || month === base.month
          ? base.values.with(placeOf(base.plan, quantity), value)
          : base.values,
        given: base.given.map((entry) =>
          entry.values[quantity] !== undefined && (month === undefined || month === entry.month)
            ? { ...entry, values: { ...entry.values, [quantity]: value } }
            : entry
        ),
      };
    }
    case "regionShare": {
      const others = base.regionShares.filter(({ region }) => region !== target.region);
      const rest = others.reduce((sum, { share }) => sum + share.value, 0);
      const factor = rest === 0 ? 0 : (1 - value) / rest;
      return {
        ...base,
        regionShares: base.regionShares.map(({ region, label, share }) => ({
          region,
          label,
          share: { ...share, value: region === target.region ? value : share.value * factor },
        })),
      };
    }
    case "openingStock":
      return {
        ...base,
        openingPools: base.openingPools.map((pool) =>
          pool.id === target.pool ? { ...pool, kt: value } : pool
        ),
      };
    case "newYear":
      return { ...base, newYear: { ...base.newYear, [target.field]: value } };
  }
}
