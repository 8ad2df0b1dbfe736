import type { DriverName } from "../balance/mod.ts";
import type { Month } from "../calendar/mod.ts";

/** What a step may move: any driver of the account, or the stock at the opening of the projection. */
export type StepDriver = DriverName | "openingStockKt";

/**
 * How a step moves its driver: by per cent of the unshocked path (`percent`), by an amount in the driver's own unit a
 * month (`absolute`), to an amount a month (`level`), or to kt a day (`dailyRate`; of days open for secondary alloy).
 */
export type StepKind = "percent" | "absolute" | "level" | "dailyRate";

/** A step as written in a file or in a cell. */
export interface StepSpec {
  /** What moves. */
  readonly driver: StepDriver;
  /** Moves one region's production instead of the country's; only with `productionKt`. */
  readonly region?: string;
  /** Moves one pool instead of all in proportion; only with `openingStockKt`. */
  readonly pool?: string;
  /** How it moves. */
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
  /** Names the scenario; scenarios that extend it use this. */
  readonly id: string;
  /** What tables and charts call it. */
  readonly title: string;
  /** What happens, in a sentence or two. */
  readonly description: string;
  /** A source, or the word `assumed`. */
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

/** A step with its defaults filled in. */
export interface Step {
  /** What moves. */
  readonly driver: StepDriver;
  /** One region's production; `undefined` is the country's. */
  readonly region: string | undefined;
  /** One pool; `undefined` is all in proportion. */
  readonly pool: string | undefined;
  /** How it moves. */
  readonly kind: StepKind;
  /** By how much or to what, in the kind's unit. */
  readonly value: number;
  /** First month moved. */
  readonly from: Month;
  /** Last month moved; `undefined` is to the end of whatever horizon it runs in. */
  readonly until: Month | undefined;
  /** Months until the full size is reached; 1 is at once. */
  readonly rampMonths: number;
  /** Chance that the step happens. */
  readonly probability: number;
  /** Where the step is written, for messages: `steps[0] of data/scenarios/cuts-deepen.json`. */
  readonly at: string;
}

/** A scenario ready to project: defaults filled in, extended scenarios merged, checked. */
export interface Scenario {
  /** Names the scenario. */
  readonly id: string;
  /** What tables and charts call it. */
  readonly title: string;
  /** What happens. */
  readonly description: string;
  /** A source, or the word `assumed`. */
  readonly source: string;
  /** Where it is written, for messages: a file, or `scenario "id"`. */
  readonly at: string;
  /** First month of the horizon. */
  readonly start: Month;
  /** Length of the horizon, months. */
  readonly months: number;
  /** In an order that does not depend on how the scenario was put together. */
  readonly steps: readonly Step[];
}
