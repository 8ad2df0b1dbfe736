import type { DriverName } from "../balance/mod.ts";
import { addMonths, daysInMonth, type Month } from "../calendar/mod.ts";
import { type Base, project, resolveScenario } from "../scenario/mod.ts";
import type { Lever } from "./desk/setup.ts";

const CUT = { unit: "%", min: -60, max: 40, step: 0.5, digits: 1, neutral: 0 };

/** A slider for each region's production; one for all where the base names no regions. */
export function supplyLevers(base: Base): Lever[] {
  const group = "Supply, change of output";
  if (base.regionShares.length === 0) return [productionLever()];
  const slugs = base.regionShares.map(({ region }) => slugOf(region));
  return base.regionShares.map(({ region }, i) => ({
    ...CUT,
    // Names in other scripts may leave the same letters.
    id: `production-${slugs[i]}${slugs.indexOf(slugs[i]!) === i ? "" : `-${i + 1}`}`,
    label: region,
    group,
    free: { driver: "productionKt", region, kind: "percent" },
  }));
}

/** A slider for the whole country's production. */
export function productionLever(): Lever {
  return {
    ...CUT,
    id: "production",
    label: "Production",
    group: "Supply, change of output",
    free: { driver: "productionKt", kind: "percent" },
  };
}

/** Sliders for what the sectors make and what is exported. */
export function demandLevers(): Lever[] {
  const lever = (id: string, label: string, driver: DriverName): Lever => ({
    ...CUT,
    id,
    label,
    group: "Demand, change of output",
    free: { driver, kind: "percent" },
  });
  return [
    lever("polysilicon", "Polysilicon", "polysiliconOutputKt"),
    lever("silicone", "Silicone (DMC)", "siliconeOutputKt"),
    lever("primary-alloy", "Primary alloy", "primaryAlloyUseKt"),
    lever("secondary-alloy", "Secondary alloy", "secondaryAlloyUseKt"),
    lever("exports", "Exports", "exportsKt"),
  ];
}

/** Sliders for silicon used a tonne of product: within the range that is assumed, where there is one. */
export function unitUseLevers(base: Base): Lever[] {
  const lever = (id: string, label: string, driver: DriverName): Lever => {
    const neutral = base.drivers[driver];
    const range =
      base.assumptions.find(({ target }) => target.kind === "driver" && target.driver === driver)
        ?.range ?? { low: neutral * 0.9, high: neutral * 1.1 };
    return {
      id,
      label,
      group: "Unit consumption",
      unit: "mt/mt",
      min: Math.floor(range.low * 100) / 100,
      max: Math.ceil(range.high * 100) / 100,
      step: 0.01,
      digits: 2,
      neutral,
      free: { driver, kind: "level" },
    };
  };
  return [
    lever("polysilicon-unit-use", "Polysilicon", "polysiliconUnitUse"),
    lever("silicone-unit-use", "Silicone", "siliconeUnitUse"),
  ];
}

/** A slider for the stock at the opening, a quarter up and down. */
export function stockLever(base: Base): Lever {
  const neutral = base.openingPools.reduce((sum, { kt }) => sum + kt, 0);
  return {
    id: "opening-stock",
    label: "Opening stock",
    group: "Stock",
    unit: "kt",
    min: Math.floor(neutral * 0.75 / 10) * 10,
    max: Math.ceil(neutral * 1.25 / 10) * 10,
    step: 1,
    digits: 0,
    neutral,
    free: { driver: "openingStockKt", kind: "level" },
  };
}

/** A slider for the daily rate of production from a month on: restarts push it up, cuts down. */
export function restartLever(base: Base, from: Month): Lever {
  const start = addMonths(base.month, 1);
  const nothing = resolveScenario({
    id: "base",
    title: "Base",
    description: "",
    source: "assumed",
    start,
    months: 1,
    steps: [],
  });
  const { drivers, month } = project(base, nothing).months[0]!;
  const rate = drivers.productionKt / daysInMonth(month);
  return {
    id: "restarts",
    label: "Daily production",
    group: "Restarts",
    unit: "kt/day",
    min: Math.floor(rate * 0.8 * 10) / 10,
    max: Math.ceil(rate * 1.3 * 10) / 10,
    step: 0.05,
    digits: 2,
    neutral: rate,
    free: { driver: "productionKt", kind: "dailyRate", from },
  };
}

function slugOf(words: string): string {
  const slug = words.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return slug === "" ? "other" : slug;
}
