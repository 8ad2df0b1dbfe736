import type { DriverName } from "../balance/mod.ts";
import type { Assumption, Base } from "./base.ts";

/**
 * A base with one assumption at another value.
 *
 * Other regions' shares move in proportion, so that all still sum to 1. A driver set for the base month moves the later
 * months that go on at its daily rate.
 *
 * @param base the base that holds the assumption
 * @param id the assumption's id
 * @param value in the unit of what it is about
 * @returns a new base; the given one is unchanged
 * @throws {RangeError} when the base has no such assumption
 *
 * @example
 * ```ts
 * import { makeBase, setAssumption } from "@silicon/balance/scenario";
 * import { rangeOf } from "@silicon/balance/balance";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const base = makeBase({
 *   drivers: {
 *     month: parseMonth("2026-01"), scope: "narrow",
 *     productionKt: 310, silicon97Kt: 0, secondarySiliconKt: 0, importsKt: 0,
 *     polysiliconOutputKt: 100, polysiliconUnitUse: 1.2,
 *     siliconeOutputKt: 186, siliconeUnitUse: 0.5,
 *     primaryAlloyUseKt: 31, secondaryAlloyUseKt: 31, exportsKt: 31, otherUseKt: 0,
 *   },
 *   openingPools: [{ id: "social", label: "Social stock", kt: 560, absorbs: 1 }],
 *   assumptions: [{
 *     id: "polysilicon-unit-use", label: "Polysilicon unit consumption", source: "assumed",
 *     target: { kind: "driver", driver: "polysiliconUnitUse" }, range: rangeOf(1.2, 1.08, 1.28),
 *   }],
 * });
 * assert.equal(setAssumption(base, "polysilicon-unit-use", 1.08).drivers.polysiliconUnitUse, 1.08);
 * ```
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
    case "driver": {
      const { driver, month } = target;
      return {
        ...base,
        drivers: month === undefined || month === base.month
          ? { ...base.drivers, [driver satisfies DriverName]: value }
          : base.drivers,
        given: base.given.map((entry) =>
          entry.values[driver] !== undefined && (month === undefined || month === entry.month)
            ? { ...entry, values: { ...entry.values, [driver]: value } }
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
        regionShares: base.regionShares.map(({ region, share }) => ({
          region,
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
