import { daysInMonth, type Month, newYearDaysIn } from "../calendar/mod.ts";
import { monthlySeries } from "../reconcile/mod.ts";
import type { Observation, Term } from "./observation.ts";
import { assumed, ktOf, logOf, type Ready } from "./_ready.ts";

/** Days of an even month: a level is stated for it. */
const EVEN_MONTH = 365.25 / 12;

/** What holds before anything is printed. */
export function priorsOf(ready: Ready): Observation[] {
  const { plan, months, assumption } = ready;
  const priors: Observation[] = [];
  const levels = new Set<string>();
  for (const { id, kind, walk, follows, holiday } of plan.quantities) {
    if (kind === "coefficient") {
      priors.push(prior(`assumed ${id}`, [{ of: id }], logOf(assumed(ready, id))));
    } else if (follows !== undefined) {
      const { level, share, sd, rate } = follows;
      const rates = rate === undefined ? new Map<Month, number>() : ratesOf(ready, rate);
      if (!levels.has(level)) {
        priors.push(prior(`assumed ${level}`, [{ of: level }], logOf(assumed(ready, level))));
      }
      levels.add(level);
      for (const month of months) {
        const running = rates.get(month);
        const days = running === undefined
          ? openDays(ready, month, holiday)
          : daysInMonth(month) * running;
        const value = Math.log(share * days / EVEN_MONTH);
        const under = [{ of: level }];
        priors.push(
          prior(`${id} follows ${month}`, [{ of: id, from: month }], { value, sd, under }),
        );
      }
    } else if (walk !== undefined) {
      months.forEach((month, t) => {
        const terms = [{ of: id, from: month }];
        const own = assumption(id, month);
        const isLast = t === months.length - 1;
        const held = own?.source === "assumed" ? own : isLast ? assumption(id) : undefined;
        if (held) {
          const { value: said, sd } = ktOf(held, month);
          // An amount has a logarithm: one that may be 0 is held by the middle of its range.
          const value = said > 0 ? said : ktOf({ ...held, value: held.high / 2 }, month).value;
          const sum = { form: "sum", kind: "prior", low: value, high: value } as const;
          priors.push({ id: `assumed ${id} ${month}`, ...sum, terms, sd: Math.max(sd, 1e-6) });
        }
        if (t === 0) return;
        const before = months[t - 1]!;
        const days = openDays(ready, month, holiday) / openDays(ready, before, holiday);
        const moved = { value: Math.log(days), sd: walk, under: [{ of: id, from: before }] };
        priors.push(prior(`${id} moves ${month}`, terms, moved));
      });
    }
  }
  return priors;
}

function prior(
  id: string,
  terms: readonly Term[],
  { value, sd, under }: { value: number; sd: number; under?: readonly Term[] },
): Observation {
  const log = { form: "log", kind: "prior", low: value, high: value } as const;
  return { id, ...log, terms, sd, ...(under && { under }) };
}

/** An operating rate over its own mean, in the months that have one. */
function ratesOf({ plan, months, statements }: Ready, series: string): Map<Month, number> {
  const { publisher, region } = plan.market;
  const span = { from: months[0]!, to: months.at(-1)!, kind: "rate" } as const;
  const { points } = monthlySeries(statements, { series, publisher, region, ...span });
  const known = points.filter(({ value }) => value !== undefined);
  const mean = known.reduce((sum, { value }) => sum + value!, 0) / known.length;
  return new Map(known.map(({ month, value }) => [month, value! / mean]));
}

/** Days that a flow runs: around New Year a part of it stands still. */
function openDays(ready: Ready, month: Month, isHoliday: boolean): number {
  if (!isHoliday) return daysInMonth(month);
  const [before, after, running] = ["days_before", "days_after", "operating_share"].map((name) =>
    assumed(ready, `new_year_${name}`, month).value
  );
  return daysInMonth(month) - (1 - running!) * newYearDaysIn(month, before!, after!);
}
