import { daysOfCover, flowsOf, marketState } from "@silicon/balance/balance";
import { addMonths, daysInMonth, monthLabel, monthRange } from "@silicon/balance/calendar";
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
} from "@silicon/balance/scenario";
import { numberText, percentText, signedText } from "../../markup/mod.ts";

/** The model that a view may use: the functions of the same names. */
export interface Model {
  readonly addMonths: typeof addMonths;
  readonly addStep: typeof addStep;
  readonly breakEven: typeof breakEven;
  readonly bridge: typeof bridge;
  readonly combineScenarios: typeof combineScenarios;
  readonly daysInMonth: typeof daysInMonth;
  readonly daysOfCover: typeof daysOfCover;
  readonly drawProbability: typeof drawProbability;
  readonly fanOf: typeof fanOf;
  readonly flowsOf: typeof flowsOf;
  readonly grid: typeof grid;
  readonly marketState: typeof marketState;
  readonly monthLabel: typeof monthLabel;
  readonly monthRange: typeof monthRange;
  /** A number with so many decimals and a thin space between thousands. */
  readonly numberText: (value: number | undefined, digits: number) => string;
  /** A share as a percentage. */
  readonly percentText: (share: number | undefined, digits: number) => string;
  readonly project: typeof project;
  readonly resolveScenario: typeof resolveScenario;
  /** A number with its sign. */
  readonly signedText: (value: number | undefined, digits: number) => string;
  readonly simulate: typeof simulate;
  readonly tornado: typeof tornado;
}

/** The same functions in the kernel and in the page. */
export const MODEL: Model = {
  ...{ addMonths, addStep, breakEven, bridge, combineScenarios, daysInMonth, daysOfCover },
  ...{ drawProbability, fanOf, flowsOf, grid, marketState, monthLabel, monthRange, numberText },
  ...{ percentText, project, resolveScenario, signedText, simulate, tornado },
};
