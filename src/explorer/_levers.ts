import { placeOf, type Plan, type Quantity } from "../balance/mod.ts";
import { addMonths, type Month } from "../calendar/mod.ts";
import { type Base, OPENING_STOCK, project, resolveScenario } from "../scenario/mod.ts";
import type { Lever } from "./desk/setup.ts";

const CUT = { unit: "%", min: -60, max: 40, step: 0.5, digits: 1, neutral: 0 };
const SUPPLY = "Supply, change of output", DEMAND = "Demand, change of output";

/** Sliders for amounts of supply: for the lead quantity one a region, where the base names regions. */
export function supplyLevers(base: Base): Lever[] {
  const { plan, regionShares } = base;
  const slugs = regionShares.map(({ label }) => slugOf(label));
  const regions = regionShares.map(({ region, label }, i): Lever => ({
    ...CUT,
    // Names in other scripts may leave the same letters.
    id: `${slugOf(plan.market.lead)}-${slugs[i]}${
      slugs.indexOf(slugs[i]!) === i ? "" : `-${i + 1}`
    }`,
    label,
    group: SUPPLY,
    free: { quantity: plan.market.lead, region, kind: "percent" },
  }));
  return amountLevers(plan, "supply").flatMap((lever) =>
    regions.length > 0 && lever.free.quantity === plan.market.lead ? regions : [lever]
  );
}

/** A slider for the whole of the lead quantity. */
export function leadLever({ plan }: Base): Lever {
  return amountLever(plan.market.lead, leadOf(plan).label, SUPPLY, plan.market.lead);
}

/** Sliders for what the sectors make and what is exported, in the account's order. */
export function demandLevers({ plan }: Base): Lever[] {
  return amountLevers(plan, "use");
}

/** Sliders for unit uses: within the range that is assumed, where there is one. */
export function unitUseLevers({ plan, values, assumptions }: Base): Lever[] {
  return plan.lines.filter(({ unitUseAt }, i) =>
    plan.quantities[unitUseAt]?.lever === true &&
    plan.lines.findIndex((other) => other.unitUseAt === unitUseAt) === i
  ).map(({ label, unitUseAt }): Lever => {
    const { id, unit } = plan.quantities[unitUseAt]!;
    const neutral = values[unitUseAt]!;
    const range = assumptions.find(({ target }) =>
      target.kind === "quantity" && target.quantity === id
    )
      ?.range ?? { low: neutral * 0.9, high: neutral * 1.1 };
    return {
      id: slugOf(id),
      label,
      group: "Unit consumption",
      unit,
      min: Math.floor(range.low * 100) / 100,
      max: Math.ceil(range.high * 100) / 100,
      step: 0.01,
      digits: 2,
      neutral,
      free: { quantity: id, kind: "level" },
    };
  });
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
    free: { quantity: OPENING_STOCK, kind: "level" },
  };
}

/** A slider for the lead quantity's daily rate from a month on: restarts push it up, cuts down. */
export function restartLever(base: Base, from: Month): Lever {
  const { plan } = base;
  const nothing = resolveScenario(plan, {
    id: "base",
    title: "Base",
    description: "",
    source: "assumed",
    start: addMonths(base.month, 1),
    months: 1,
    steps: [],
  });
  const rate = project(base, nothing).months[0]!.productionKtPerDay;
  return {
    id: "restarts",
    label: `Daily ${leadOf(plan).label.toLowerCase()}`,
    group: "Restarts",
    unit: "kt/day",
    min: Math.floor(rate * 0.8 * 10) / 10,
    max: Math.ceil(rate * 1.3 * 10) / 10,
    step: 0.05,
    digits: 2,
    neutral: rate,
    free: { quantity: plan.market.lead, kind: "dailyRate", from },
  };
}

function leadOf(plan: Plan): Quantity {
  return plan.quantities[placeOf(plan, plan.market.lead)]!;
}

/** One slider for each amount of a side that has one, under the name of its first line. */
function amountLevers({ quantities, lines }: Plan, side: "supply" | "use"): Lever[] {
  return lines.filter((line, i) =>
    line.side === side && quantities[line.amountAt]!.lever &&
    lines.findIndex(({ side: other, amount }) => other === side && amount === line.amount) === i
  ).map(({ id, label, amount }) =>
    amountLever(id, label, side === "supply" ? SUPPLY : DEMAND, amount)
  );
}

function amountLever(id: string, label: string, group: string, quantity: string): Lever {
  return { ...CUT, id: slugOf(id), label, group, free: { quantity, kind: "percent" } };
}

function slugOf(words: string): string {
  const slug = words.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return slug === "" ? "other" : slug;
}
