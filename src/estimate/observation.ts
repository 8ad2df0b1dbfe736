import type { Month } from "../calendar/mod.ts";
import type { Scope } from "../balance/mod.ts";
import type { Statement } from "../statements/mod.ts";

/** A sum over months of something that the market has. */
export interface Term {
  /** A quantity, a line (`line:ID`), `supply`, `use` or `balance`; or a coefficient, which has no months. */
  readonly of: string;
  readonly from?: Month;
  /** Included. Default `from`. */
  readonly to?: Month;
  /** Which lines a sum counts. Default wide. */
  readonly scope?: Scope;
  /** Default 1; -1 takes the term off. */
  readonly weight?: number;
}

/** What a print or a prior says: that a sum, or the logarithm of a ratio, is a value or lies in a range, within an error. */
export interface Observation {
  /** What it speaks of and who says so: no other has the same. */
  readonly id: string;
  /** `sum`: kt, or a coefficient's own unit. `log`: the natural logarithm of the sum, over `under` where it is there. */
  readonly form: "sum" | "log";
  readonly terms: readonly Term[];
  readonly under?: readonly Term[];
  /** A coefficient that the sum is multiplied by: a publisher's ratio, a pool's share. */
  readonly times?: string;
  /** Both ends are the same for a value; an infinite end is open. */
  readonly low: number;
  readonly high: number;
  /** One standard deviation. */
  readonly sd: number;
  readonly kind: "print" | "prior";
  /** Already made consistent, and right by definition within its rounding: no outlier. Default no. */
  readonly settled?: boolean;
  /** What was printed; none for a prior. */
  readonly statements?: readonly Statement[];
}

/** Amounts that are known beforehand, by quantity, kt of a month: no unknowns. */
export type Fixed = Readonly<Record<string, (month: Month) => number>>;
