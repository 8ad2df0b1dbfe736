import type { ChartColours } from "./chart_css.ts";
import type { Setup } from "./setup.ts";

/** What a panel on a scenario sends to its page. */
export interface DeskPayload {
  readonly kind: "desk";
  readonly setup: Setup;
  readonly colours: ChartColours;
}

/** What an analyst's own panel sends to its page. */
export interface ViewPayload {
  readonly kind: "view";
  readonly id: string;
  readonly title: string;
  readonly inputs: Readonly<Record<string, InputSpec>>;
  readonly data: unknown;
  /** Name of the view in the page's register. */
  readonly view: string;
}

/** Data that a panel is made live from. */
export type Payload = DeskPayload | ViewPayload;

/** A slider. */
export interface RangeSpec {
  readonly kind: "range";
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Where it opens. */
  readonly value: number;
  /** Shown after the number: `%`, `kt`. */
  readonly unit?: string;
}

/** One of several words. */
export interface SelectSpec {
  readonly kind: "select";
  readonly label: string;
  /** The words to choose from. */
  readonly options: readonly string[];
  /** The word it opens with. */
  readonly value: string;
}

/** On or off. */
export interface ToggleSpec {
  readonly kind: "toggle";
  readonly label: string;
  readonly value: boolean;
}

/** One input of a panel, by kind. */
export type InputSpec = RangeSpec | SelectSpec | ToggleSpec;
