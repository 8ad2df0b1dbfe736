import { type Count, STATE_BANDS } from "../balance/mod.ts";
import { type Month, monthsBetween } from "../calendar/mod.ts";
import type { BalanceClass, Statement } from "../statements/mod.ts";
import type { Observation } from "./observation.ts";
import type { Ready } from "./_ready.ts";
import { boundOf, spanOf } from "./_span.ts";

const { looseAbove, slightBelow, destockingBelow } = STATE_BANDS;

/** Balance over use that a publisher's word stands for. */
const CLASSES: Readonly<Record<BalanceClass, readonly [low: number, high: number]>> = {
  surplus: [0, Infinity],
  loose: [looseAbove, Infinity],
  balanced: [slightBelow, looseAbove],
  tight: [slightBelow, looseAbove],
  slight_destocking: [destockingBelow, 0],
  deficit: [-Infinity, 0],
};

/** Balances that publishers print in kt. */
export function balancePrints(ready: Ready): Observation[] {
  return ready.current.flatMap((statement): Observation[] => {
    const found = ofBalance(ready, statement, ready.plan.market.balanceSeries);
    if (found === undefined || statement.value === undefined) return [];
    const [low, high] = boundOf(statement);
    const { id, span, sd } = found;
    const side = low === high ? "" : low > -Infinity ? " low" : " high";
    const rounding = statement.halfWidth / Math.sqrt(3);
    return [{
      ...{ id: id + side, form: "sum", kind: "print", terms: [{ of: "balance", ...span }] },
      ...{ low, high, sd: Math.hypot(sd, rounding), statements: [statement] },
    }];
  });
}

/** Balances in words: each end of a word's range is an edge of its own. */
export function classPrints(ready: Ready): Observation[] {
  return ready.current.flatMap((statement): Observation[] => {
    const found = ofBalance(ready, statement, ready.plan.market.classSeries);
    if (found === undefined || statement.balanceClass === undefined) return [];
    const { id, span, sd } = found;
    const [low, high] = CLASSES[statement.balanceClass];
    const edge = (side: "low" | "high", share: number): Observation[] =>
      !Number.isFinite(share) ? [] : [{
        ...{ id: `${id} ${side}`, form: "sum", kind: "print", sd, statements: [statement] },
        terms: [{ of: "balance", ...span }, { of: "use", ...span, weight: -share }],
        ...(side === "low" ? { low: 0, high: Infinity } : { low: -Infinity, high: 0 }),
      }];
    return [...edge("low", low), ...edge("high", high)];
  });
}

/** Errors of a balance are a share of the lead quantity, and those of months add up as independent ones do. */
function ofBalance(ready: Ready, statement: Statement, of: string) {
  const { plan, months, leadKt } = ready;
  const { series, publisher, measure, period, basis } = statement;
  if (series !== of) return undefined;
  const count: Count | undefined = plan.counts.find((count) =>
    count.series === series && count.publisher === publisher && count.of === "balance"
  );
  const found = spanOf(statement);
  if (count === undefined || found === undefined || found.before !== undefined) return undefined;
  const [from, to] = found.span;
  if (from < months[0]! || to > months.at(-1)!) return undefined;
  if (basis === "forecast" && isReported(ready, publisher, from, to)) return undefined;
  const share = basis === "forecast" ? count.forecastSd : count.actualSd;
  return {
    id: `${series} ${measure} ${period} ${publisher}`,
    span: { from, to, scope: count.scope },
    sd: share * leadKt * Math.sqrt(monthsBetween(from, to) + 1),
  };
}

/** Whether the publisher has since reported on months that hold all of these: an outlook yields to a report. */
function isReported(
  { plan: { market }, current }: Ready,
  publisher: string,
  from: Month,
  to: Month,
) {
  return current.some((one) => {
    const isBalance = one.series === market.balanceSeries || one.series === market.classSeries;
    if (!isBalance || one.publisher !== publisher || one.basis === "forecast") return false;
    const span = spanOf(one)?.span;
    return span !== undefined && span[0] <= from && span[1] >= to;
  });
}
