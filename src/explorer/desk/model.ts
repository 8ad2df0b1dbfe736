import { daysOfCover, flowsOf, marketState } from "../../balance/mod.ts";
import { addMonths, daysInMonth, monthLabel, monthRange } from "../../calendar/mod.ts";
import {
  addStep,
  breakEven,
  bridge,
  combineScenarios,
  drawProbability,
  fanOf,
  grid,
  project,
  resolveScenario,
  simulate,
  tornado,
} from "../../scenario/mod.ts";
import { numberText, percentText, signedText } from "../../markup/mod.ts";

/** The model that a view may use: the functions of the same names, and numbers as text. */
export type Model =
  & Readonly<
    Pick<typeof import("../../balance/mod.ts"), "daysOfCover" | "flowsOf" | "marketState">
  >
  & Readonly<
    Pick<
      typeof import("../../calendar/mod.ts"),
      "addMonths" | "daysInMonth" | "monthLabel" | "monthRange"
    >
  >
  & Readonly<
    Pick<
      typeof import("../../scenario/mod.ts"),
      | "addStep"
      | "breakEven"
      | "bridge"
      | "combineScenarios"
      | "drawProbability"
      | "fanOf"
      | "grid"
      | "project"
      | "resolveScenario"
      | "simulate"
      | "tornado"
    >
  >
  & NumberTexts;

/** Numbers as a table prints them; missing is a dash. */
export interface NumberTexts {
  /** So many decimals, a thin space between thousands. */
  readonly numberText: (value: number | undefined, digits: number) => string;
  readonly percentText: (share: number | undefined, digits: number) => string;
  /** With a plus above zero. */
  readonly signedText: (value: number | undefined, digits: number) => string;
}

/** The same functions in the kernel and in the page. */
export const MODEL: Model = {
  ...{ addMonths, addStep, breakEven, bridge, combineScenarios, daysInMonth, daysOfCover },
  ...{ drawProbability, fanOf, flowsOf, grid, marketState, monthLabel, monthRange, numberText },
  ...{ percentText, project, resolveScenario, signedText, simulate, tornado },
};
