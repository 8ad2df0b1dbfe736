import type { Step } from "./scenario.ts";

/**
 * Steps of several lists as one, in an order that does not depend on the order of the lists. The very same step reached
 * twice (two scenarios extend a third) counts once.
 *
 * @throws {RangeError} naming both when two steps move the same driver in the same month
 */
export function mergeSteps(action: string, lists: readonly (readonly Step[])[]): Step[] {
  const byKey = new Map(lists.flat().map((step) => [keyOf(step), step]));
  const steps = [...byKey].sort(([a], [b]) => a < b ? -1 : 1).map(([, step]) => step);
  steps.forEach((a, i) => {
    for (const b of steps.slice(i + 1)) {
      if (touch(a, b)) {
        const month = a.from > b.from ? a.from : b.from;
        throw new RangeError(
          `${action}: ${a.at} and ${b.at} both move ${nameOf(a)} in ${month}`,
        );
      }
    }
  });
  return steps;
}

function touch(a: Step, b: Step): boolean {
  return a.driver === b.driver && overlap(a.region, b.region) && overlap(a.pool, b.pool) &&
    (a.until === undefined || b.from <= a.until) && (b.until === undefined || a.from <= b.until);
}

// Without a region or pool the step moves all of them.
function overlap(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}

function nameOf({ driver, region, pool }: Step): string {
  const part = region ?? pool;
  return part === undefined ? driver : `${driver} (${part})`;
}

function keyOf(step: Step): string {
  const { driver, region, pool, from, until, kind, value, rampMonths, probability, at } = step;
  return JSON.stringify([
    driver,
    region ?? "",
    pool ?? "",
    from,
    until ?? "",
    at,
    kind,
    value,
    rampMonths,
    probability,
  ]);
}
