import type { Plan } from "../balance/mod.ts";
import { type Day, daysInMonth, type Month } from "../calendar/mod.ts";
import type { Assumption, ScopeBreak, Statement } from "../statements/mod.ts";

/** What is known of a market on a day. */
export interface Known {
  readonly plan: Plan;
  /** The day looked from: rows of the plan that are known later do not count. */
  readonly asOf: Day;
  /** The months to speak of, in order. */
  readonly months: readonly Month[];
  /** In print on the day, misprints settled, every vintage. */
  readonly statements: readonly Statement[];
  readonly assumptions: readonly Assumption[];
  readonly breaks: readonly ScopeBreak[];
}

/** The same, made ready for the rules. */
export interface Ready extends Known {
  /** The latest print of each figure in the market's region, in an order of its own. */
  readonly current: readonly Statement[];
  /** An amount of the lead quantity in an ordinary month, kt: errors of balances are shares of it. */
  readonly leadKt: number;
  assumption(id: string, month?: Month): Assumption | undefined;
}

/** The assumption of a month, else the general one. */
export function assumed({ assumption }: Ready, id: string, month?: Month): Assumption {
  const found = assumption(id, month) ?? assumption(id);
  if (found === undefined) {
    throw new RangeError(
      `Cannot estimate ${id}${month ? ` in ${month}` : ""}: assumptions.csv has no row for it`,
    );
  }
  return found;
}

/** An assumption's range is said to hold nine times in ten. */
const NINE_IN_TEN = 2 * 1.645;

/** An assumption as kt of a month, with one standard deviation. */
export function ktOf({ value, low, high, unit }: Assumption, month: Month) {
  const scale = unit.endsWith("/day") ? daysInMonth(month) : 1;
  return { value: value * scale, sd: (high - low) / NINE_IN_TEN * scale };
}

/** The same as a logarithm. */
export function logOf(
  { id, value, low, high }: Pick<Assumption, "id" | "value" | "low" | "high">,
) {
  if (!(low > 0)) {
    throw new RangeError(`Cannot estimate ${id}: low must be > 0 in assumptions.csv, is ${low}`);
  }
  return { value: Math.log(value), sd: Math.log(high / low) / NINE_IN_TEN };
}
