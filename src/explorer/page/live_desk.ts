// One file, since the parts below share the panel's state and are bound once, when it comes alive.
import { addMonths, type Month, monthLabel, monthRange } from "../../calendar/mod.ts";
import { numberText, signedText } from "../../markup/mod.ts";
import { MAX_MONTHS } from "../../scenario/mod.ts";
import { type Answer, answerOf } from "../desk/drawn.ts";
import { h } from "../desk/node.ts";
import { type Numbers, numbersOf } from "../desk/numbers.ts";
import type { DeskPayload } from "../desk/payload.ts";
import type { Span } from "../desk/scale.ts";
import { BASE_PRESET, type Lever, type State } from "../desk/setup.ts";
import { stillOf } from "../desk/still.ts";
import { choice } from "./choice.ts";
import {
  chartSaves,
  liveRegion,
  make,
  onWidth,
  pause,
  place,
  setText,
  tableFrame,
} from "./elements.ts";
import { mount, patch } from "./patch.ts";
import { copyText, saveFile } from "./save.ts";
import { Sight } from "./sight.ts";
import { type Slider, slider } from "./slider.ts";
import { stateOf, stateText } from "./state_link.ts";
import { linkedText, toolsFor } from "./tools.ts";

const SETTLE_MS = 400;
const STILL_PX = 640;
const FIRST_PX = 560;
/** Paths of short runs before the first whole one, since an engine runs slowly what it has not seen before. */
const REHEARSALS = [500, 1500, 4000];

/** Makes a drawn panel answer to its reader. */
export async function liveDesk(
  root: HTMLElement,
  { setup, colours }: DeskPayload,
): Promise<void> {
  let state = stateOf(setup, linkedText(root, setup.id));
  let numbers: Numbers;
  let answer: Answer;
  let width = 0;

  const body = root.querySelector<HTMLElement>(".sp-body")!;
  const live = make("div", "sp-live");
  const controls = make("div", "sp-controls");
  const desk = make("div", "sp-desk"), main = make("div", "sp-main"), rest = make("div", "sp-rest");
  const summary = make("p", "sp-summary");
  const spoken = liveRegion();
  const facts = mount(h("dl", { class: "sp-facts" }), document);
  main.append(summary, spoken, facts);

  // Controls

  const sliders = new Map<string, Slider>();
  const preset = choice(
    "Scenario",
    [BASE_PRESET, ...setup.presets.map(({ id }) => id)],
    (id) => setup.presets.find((scenario) => scenario.id === id)?.title ?? setup.baseTitle,
    (id) => change({ preset: id, values: {} }),
  );
  const focus = choice(
    "Month in focus",
    [] as Month[],
    (month) => monthLabel(month),
    (month) => change({ focus: month }),
  );
  const horizon = slider({
    ...{ label: "Horizon", unit: "months", min: 1, max: MAX_MONTHS, step: 1, digits: 0 },
    value: state.months,
  });
  horizon.onInput((months) => {
    const last = addMonths(setup.start, months - 1);
    change({ months, focus: state.focus > last ? last : state.focus });
  });
  const note = make("p", "sp-note");
  const key = make("p", "sp-key");
  controls.append(preset.element, note, focus.element, horizon.element, key);
  for (const [group, levers] of grouped(setup.levers)) {
    const set = make("fieldset", "sp-group");
    const legend = document.createElement("legend");
    legend.textContent = group;
    set.append(legend);
    for (const lever of levers) {
      const made = slider({ ...lever, value: lever.neutral });
      made.onInput((value) => pull({ values: { ...state.values, [lever.id]: value } }));
      sliders.set(lever.id, made);
      set.append(made.element);
    }
    controls.append(set);
  }

  // Answer

  const figures = new Map<
    string,
    { heading: HTMLElement; note: HTMLElement; holder: HTMLElement }
  >();
  const tables = new Map<string, HTMLElement>();
  const layOut = () => {
    for (const { id } of answer.figures) {
      const box = make("div", "sp-figure sp-ours");
      const heading = make("p", "sp-heading"), note = make("p", "sp-note");
      const holder = make("div", "sp-chart");
      box.append(chartSaves(`${setup.id}-${id}`, () => savedChart(id)), heading, note, holder);
      // The first chart stays in sight beside the controls, on narrow screens too.
      (figures.size === 0 ? main : rest).append(box);
      figures.set(id, { heading, note, holder });
    }
    for (const { id, caption } of answer.tables) {
      const { frame, box } = tableFrame(caption, () => {
        const csv = answer.tables.find((table) => table.id === id)!.csv();
        saveFile(`${setup.id}-${id}.csv`, csv, "text/csv");
      });
      tables.set(id, box);
      // The widest table goes under both columns.
      (id === "months" ? live : rest).append(frame);
    }
  };
  const savedChart = (id: string) => {
    const figure = answer.figures.find((candidate) => candidate.id === id)!;
    return stillOf([[figure.title, figure.draw(STILL_PX)]], STILL_PX, colours, {
      title: answer.summary,
      source: setup.source,
    });
  };

  // Take away

  const tools = toolsFor(root, setup.id, {
    text: () => stateText(setup, state),
    reset: () => change({ ...setup.opening }),
    follow: (text) => change(stateOf(setup, text)),
  });
  tools.add("Copy scenario", "Copy this state as scenario JSON", async () => {
    await copyText(`${JSON.stringify(numbers.spec, null, 2)}\n`);
    return "Scenario copied";
  });
  controls.append(tools.element);

  // Drawing

  const sight = new Sight();
  let settleLater: ReturnType<typeof setTimeout> | undefined;
  let pending = false;
  let drawnInFrame = false;
  /** Draws at once, and never twice in a frame: what comes faster waits for the next. */
  const redraw = () => {
    if (drawnInFrame) {
      pending = true;
      return;
    }
    drawnInFrame = true;
    draw();
    requestAnimationFrame(() => {
      drawnInFrame = false;
      if (!pending) return;
      pending = false;
      redraw();
    });
  };

  const draw = () => {
    numbers = numbersOf(setup, state);
    answer = answerOf(setup, numbers);
    show();
    clearTimeout(settleLater);
    settleLater = setTimeout(settle, SETTLE_MS);
  };

  const show = () => {
    setText(summary, answer.summary);
    patch(facts, answer.facts);
    drawCharts();
    for (const { id, draw } of answer.tables) {
      const box = tables.get(id)!;
      sight.draw(box, () => place(box, draw()));
    }
    showSettings();
  };

  // While a slider is pulled an axis only grows: one that changed with every move could not be read against.
  const spans = new Map<string, Span>();
  const held = (id: string, span: Span): Span => {
    const [low, high] = spans.get(id) ?? span;
    const wide = [Math.min(low, span[0]), Math.max(high, span[1])] as const;
    spans.set(id, wide);
    return wide;
  };

  const drawCharts = () => {
    for (const { id, title, note, draw } of answer.figures) {
      const parts = figures.get(id)!;
      sight.draw(parts.holder, () => {
        setText(parts.heading, title);
        setText(parts.note, note);
        place(parts.holder, draw(width, (span) => held(id, span)));
      });
    }
  };

  const showSettings = () => {
    preset.show(state.preset);
    horizon.show(state.months);
    const horizonMonths = monthRange(setup.start, addMonths(setup.start, state.months - 1));
    focus.offer(horizonMonths);
    focus.show(numbers.focus.month);
    setText(key, `Where the balance of ${monthLabel(numbers.focus.month)} would be zero`);
    setText(
      note,
      setup.presets.find(({ id }) => id === state.preset)?.description ?? "",
    );
    for (const lever of setup.levers) {
      const made = sliders.get(lever.id)!;
      made.show(numbers.settings[lever.id]!);
      const at = numbers.breakEvens[lever.id];
      made.mark(at, zeroText(lever, at));
    }
  };

  // What is heard and not seen, and axes that fit again, wait until the hand rests.
  const settle = () => {
    setText(spoken, answer.summary);
    tellZeros();
    spans.clear();
    drawCharts();
    spans.clear();
  };
  const tellZeros = () => {
    for (const lever of setup.levers) {
      const text = zeroText(lever, numbers.breakEvens[lever.id]);
      const unit = lever.unit === "%" ? "" : ` ${lever.unit}`;
      sliders.get(lever.id)!.tell(text === "" ? "" : `Balance zero at ${text}${unit}`);
    }
  };

  const change = (part: Partial<State>) => {
    spans.clear();
    pull(part);
  };
  const pull = (part: Partial<State>) => {
    state = { ...state, ...part };
    redraw();
  };

  // A page must not stand still while its panels come alive: one part a task, behind what was drawn in the kernel.
  await pause();
  for (const paths of REHEARSALS) {
    numbersOf({ ...setup, paths }, state);
    await pause();
  }
  numbers = numbersOf(setup, state);
  answer = answerOf(setup, numbers);
  await pause();
  layOut();
  desk.append(main, controls);
  live.prepend(desk, rest);
  width = FIRST_PX;
  show();
  tellZeros();
  spans.clear();
  body.replaceChildren(live);
  root.classList.add("sp-alive");
  onWidth(rest, width, (now) => {
    width = now;
    drawCharts();
  });
}

/** A break-even as the reader sees it beside its slider, outside the slider's range too. */
function zeroText({ free, unit, digits }: Lever, at: number | undefined): string {
  if (at === undefined) return "";
  const isChange = free.kind === "percent" || free.kind === "absolute";
  return `${isChange ? signedText(at, digits) : numberText(at, digits)}${unit === "%" ? "%" : ""}`;
}

function grouped(levers: readonly Lever[]): Map<string, Lever[]> {
  const groups = new Map<string, Lever[]>();
  for (const lever of levers) groups.set(lever.group, [...groups.get(lever.group) ?? [], lever]);
  return groups;
}
