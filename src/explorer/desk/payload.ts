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

/** One input of a panel, by kind. */
export type InputSpec =
  | {
    /** A slider. */
    readonly kind: "range";
    readonly label: string;
    readonly min: number;
    readonly max: number;
    readonly step: number;
    readonly value: number;
    /** Shown after the label: `%`, `kt`. */
    readonly unit?: string;
  }
  | {
    /** One of several words. */
    readonly kind: "select";
    readonly label: string;
    readonly options: readonly string[];
    readonly value: string;
  }
  | {
    /** On or off. */
    readonly kind: "toggle";
    readonly label: string;
    readonly value: boolean;
  };
