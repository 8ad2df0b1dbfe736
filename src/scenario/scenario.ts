import type { Month } from "../calendar/mod.ts";

/** What a step moves beside the market's quantities: the stock at the opening of the projection. */
export const OPENING_STOCK = "opening_stock";

/**
 * How a step moves its quantity: by per cent of the unshocked path (`percent`), by an amount in its own unit a month
 * (`absolute`), to an amount a month (`level`), or to kt a day (`dailyRate`; of open days where a holiday closes it).
 */
export type StepKind = "percent" | "absolute" | "level" | "dailyRate";

/** A step as written in a file or in a cell. */
export interface StepSpec {
  /** Id of a quantity of the market, or `opening_stock`. */
  readonly quantity: string;
  /** Moves one region's part, by id or label; only of the market's lead quantity. */
  readonly region?: string;
  /** Moves one pool instead of all in proportion; only of the opening stock. */
  readonly pool?: string;
  readonly kind: StepKind;
  /** By how much or to what, in the kind's unit; - is a cut for `percent` and `absolute`. */
  readonly value: number;
  /** First month moved, `2026-03`. Default the scenario's start. */
  readonly from?: string;
  /** How many months it lasts. Default to the end. */
  readonly months?: number;
  /** Months until the full size is reached, in equal parts: 1 is at once. Default 1. */
  readonly rampMonths?: number;
  /** Chance that the step happens, 0 to 1. Default 1. */
  readonly probability?: number;
}

/** A scenario as written in a file or in a cell. */
export interface ScenarioSpec {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** A citation, or the word `assumed`. */
  readonly source: string;
  /** First month of the horizon, `2026-02`. */
  readonly start: string;
  /** Length of the horizon, 1 to 24 months. */
  readonly months: number;
  /** Ids of scenarios whose steps this one takes over. Default none. */
  readonly extends?: readonly string[];
  /** What moves; empty is the base itself. */
  readonly steps: readonly StepSpec[];
}

/** What a checked step moves: a quantity by its place in the plan, whole or one region's part, or stock. */
export type Moved =
  | { readonly of: "quantity"; readonly place: number; readonly region: string | undefined }
  | { readonly of: "stock"; readonly pool: string | undefined };

/** A step checked against a market, with its defaults filled in. */
export interface Step {
  readonly moved: Moved;
  /** What moves, for messages: `production (North)`. */
  readonly name: string;
  readonly kind: StepKind;
  /** By how much or to what, in the kind's unit. */
  readonly value: number;
  readonly from: Month;
  /** Last month moved; `undefined` is to the end of whatever horizon it runs in. */
  readonly until: Month | undefined;
  /** Months until the full size is reached; 1 is at once. */
  readonly rampMonths: number;
  readonly probability: number;
  /** Where the step is written, for messages: `steps[0] of data/scenarios/cuts-deepen.json`. */
  readonly at: string;
}

/** A scenario ready to project: defaults filled in, extended scenarios merged, checked against its market. */
export interface Scenario extends Omit<ScenarioSpec, "start" | "extends" | "steps"> {
  /** Where it is written, for messages: a file, or `scenario "id"`. */
  readonly at: string;
  readonly start: Month;
  /** In an order that does not depend on how the scenario was put together. */
  readonly steps: readonly Step[];
}
