import type { Base, FreeStep, Scenario } from "../../scenario/mod.ts";
import type { Month } from "../../calendar/mod.ts";

/** One slider: the step it sets, and where it may go. Plain data, since it is sent to the page. */
export interface Lever {
  readonly id: string;
  readonly label: string;
  /** Levers of one group stand together under its name. */
  readonly group: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Decimals shown. */
  readonly digits: number;
  /** Where it changes nothing. */
  readonly neutral: number;
  readonly free: FreeStep;
}

/** A part of what a panel shows. */
export type View = "stock" | "balance" | "cover" | "waterfall" | "account" | "months";

/** Everything a panel is drawn from, in the kernel and in the page. Plain data. */
export interface Setup {
  /** Names the panel in links and files: small letters, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly base: Base;
  /** What the menu calls the base itself, its first choice. */
  readonly baseTitle: string;
  /** The choices of the preset menu, after the base. */
  readonly presets: readonly Scenario[];
  readonly levers: readonly Lever[];
  readonly views: readonly View[];
  /** The month after the base's. */
  readonly start: Month;
  readonly paths: number;
  readonly seed: number;
  readonly source: string;
  /** The state it opens with, and goes back to. */
  readonly opening: State;
}

/** What a reader has chosen. */
export interface State {
  /** Id of a preset, or `base`. */
  readonly preset: string;
  readonly months: number;
  /** The month that account, waterfall and break-evens are about. */
  readonly focus: Month;
  readonly values: Readonly<Record<string, number>>;
}

/** The preset that holds no steps. */
export const BASE_PRESET = "base";
