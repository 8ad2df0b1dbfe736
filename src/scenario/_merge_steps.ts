import type { Moved, Step } from "./scenario.ts";

/**
 * Steps of several lists as one, in an order that does not depend on the order of the lists. The very same step reached
 * twice (two scenarios extend a third) counts once.
 *
 * @throws {RangeError} naming both when two steps move the same quantity in the same month
 */
export function mergeSteps(action: string, lists: readonly (readonly Step[])[]): Step[] {
  const byKey = new Map(lists.flat().map((step) => [keyOf(step), step]));
  const steps = [...byKey].sort(([a], [b]) => a < b ? -1 : 1).map(([, step]) => step);
  steps.forEach((a, i) => {
    for (const b of steps.slice(i + 1)) {
      if (touch(a, b)) {
        const month = a.from > b.from ? a.from : b.from;
        throw new RangeError(
          `${action}: ${a.at} and ${b.at} both move ${a.name} in ${month}`,
        );
      }
    }
  });
  return steps;
}

function touch(a: Step, b: Step): boolean {
  return overlap(a.moved, b.moved) && (a.until === undefined || b.from <= a.until) &&
    (b.until === undefined || a.from <= b.until);
}

// Without a region or pool a step moves all of them.
function overlap(a: Moved, b: Moved): boolean {
  const same = (x: string | undefined, y: string | undefined) =>
    x === undefined || y === undefined || x === y;
  if (a.of === "stock") return b.of === "stock" && same(a.pool, b.pool);
  return b.of === "quantity" && a.place === b.place && same(a.region, b.region);
}

function keyOf(step: Step): string {
  const { name, from, until, kind, value, rampMonths, probability, at } = step;
  return JSON.stringify([name, from, until ?? "", at, kind, value, rampMonths, probability]);
}
