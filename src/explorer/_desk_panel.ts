import { addMonths, type Month } from "../calendar/mod.ts";
import { COLOURS } from "../figure/mod.ts";
import type { Base, Scenario } from "../scenario/mod.ts";
import { escapeHtml } from "../markup/mod.ts";
import { answerOf } from "./desk/drawn.ts";
import { markupOf, type VNode } from "./desk/node.ts";
import { numbersOf } from "./desk/numbers.ts";
import { BASE_PRESET, type Lever, type Setup, type View } from "./desk/setup.ts";
import { stillOf } from "./desk/still.ts";
import { type Panel, panelOf } from "./_output.ts";

/** What every panel on a scenario may be told. */
export interface DeskOptions {
  /** Names the panel in links and files; two panels on one page need two names. */
  readonly id?: string;
  readonly title?: string;
  /** The scenario it opens with, by id. The base unless told otherwise. */
  readonly preset?: string;
  /** Length of the horizon it opens with, 1 to 24 months. Default 6. */
  readonly months?: number;
  /** The month that account, waterfall and break-evens are about. Default the month after the base's. */
  readonly focus?: Month;
  /** Levers that are moved when it opens, by id: `{ exports: -10 }`. */
  readonly values?: Readonly<Record<string, number>>;
  /** Simulated paths. Default 10,000. */
  readonly paths?: number;
  /** Seed of the simulation. Default 1. */
  readonly seed?: number;
  /** Where the numbers come from, for the line under the panel. */
  readonly source?: string;
}

/** What makes one kind of panel out of the shared parts. */
export interface DeskKind {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly levers: readonly Lever[];
  readonly views: readonly View[];
  /** The month in focus where the options name none. Default the month after the base's. */
  readonly focus?: Month;
}

const MONTHS = 6, PATHS = 10_000;
const WIDE_PX = 560, NARROW_PX = 340;

/** A panel of levers over a scenario. */
export function deskPanel(
  base: Base,
  presets: readonly Scenario[],
  kind: DeskKind,
  options: DeskOptions,
): Panel {
  const start = addMonths(base.month, 1);
  for (const { at, start: from } of presets) {
    if (from !== start) {
      throw new RangeError(
        `Cannot make the panel: a preset must start in ${start}, the month after the base's; ${at} starts in ${from}`,
      );
    }
  }
  // A scenario without steps is the base under a name of its own.
  const named = presets.find(({ steps }) => steps.length === 0);
  const { months = MONTHS, focus = kind.focus ?? start } = options;
  const preset = options.preset === named?.id ? BASE_PRESET : options.preset ?? BASE_PRESET;
  if (preset !== BASE_PRESET && !presets.some(({ id }) => id === preset)) {
    throw new RangeError(
      `Cannot make the panel: preset must be ${
        [BASE_PRESET, ...presets.map(({ id }) => id)].join(", ")
      }, is "${preset}"`,
    );
  }
  for (const [id, value] of Object.entries(options.values ?? {})) {
    const lever = kind.levers.find((candidate) => candidate.id === id);
    if (lever === undefined || !(value >= lever.min && value <= lever.max)) {
      const rule = lever === undefined
        ? `name one of ${kind.levers.map((candidate) => candidate.id).join(", ")}`
        : `be ${lever.min} to ${lever.max}`;
      throw new RangeError(`Cannot make the panel: values.${id} must ${rule}, is ${value}`);
    }
  }
  const setup: Setup = {
    id: options.id ?? kind.id,
    title: options.title ?? kind.title,
    subtitle: kind.subtitle,
    base,
    baseTitle: named?.title ?? "Base: nothing changes",
    presets: presets.filter(({ steps }) => steps.length > 0),
    levers: kind.levers,
    views: kind.views,
    start,
    paths: options.paths ?? PATHS,
    seed: options.seed ?? 1,
    source: `Source: ${options.source ?? "model on published figures and assumptions"}`,
    opening: { preset, months, focus, values: options.values ?? {} },
  };
  const answer = answerOf(setup, numbersOf(setup, setup.opening));
  const { figures, tables, facts, summary } = answer;
  const sized = (chart: VNode, name: string) =>
    markupOf({ ...chart, attributes: { ...chart.attributes, class: name } });
  const { title, source } = setup;
  const factsText = facts.children.map((fact) =>
    typeof fact === "string"
      ? fact
      : fact.children.map((part) => (part as VNode).children.join("")).join(" ")
  );
  return panelOf({
    id: setup.id,
    title,
    subtitle: setup.subtitle,
    source,
    drawn: {
      before: `<p class="sp-summary">${escapeHtml(summary)}</p>${markupOf(facts)}`,
      charts: figures.map(({ title, note, draw }) =>
        `<div class="sp-figure sp-ours"><p class="sp-heading">${escapeHtml(title)}</p>` +
        `<p class="sp-note">${escapeHtml(note)}</p>` +
        `${sized(draw(WIDE_PX), "sp-wide")}${sized(draw(NARROW_PX), "sp-narrow")}</div>`
      ).join(""),
      after: tables.map(({ draw }) =>
        `<div class="sp-scroll" tabindex="0" role="group" aria-label="Table">${
          markupOf(draw())
        }</div>`
      ).join(""),
    },
    svg: stillOf(
      figures.map((figure) => [figure.title, figure.draw(WIDE_PX)] as const),
      WIDE_PX,
      COLOURS,
      { title: `${title}. ${summary}`, source },
    ),
    text: [`${title}. ${summary}`, ...factsText].join("\n"),
    payload: {
      kind: "desk",
      setup,
      colours: { build: COLOURS.build, draw: COLOURS.draw, quiet: COLOURS.quiet },
    },
  });
}
