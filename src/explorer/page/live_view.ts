import { select, toggle } from "@observablehq/inputs";
import { MODEL } from "../desk/model.ts";
import type { InputSpec, ViewPayload } from "../desk/payload.ts";
import type { PlotKit } from "../desk/plot_kit.ts";
import { nameDrawing, partsOf, type Row, rowsCsv, rowsTable } from "../desk/view_parts.ts";
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
import { standaloneOf } from "./standalone.ts";
import { saveFile } from "./save.ts";
import { slider } from "./slider.ts";
import { TAG } from "./tag.ts";
import { linkedText, toolsFor } from "./tools.ts";

type Value = number | string | boolean;
type View = (context: Readonly<Record<string, unknown>>) => unknown;

const FIRST_PX = 560;
const SPEAK_AFTER_MS = 400;

/** Makes an analyst's own panel answer to its inputs. */
export async function liveView(root: HTMLElement, payload: ViewPayload): Promise<void> {
  const [view, plotKit] = await registered(payload.view);
  const kit = plotKit(document);
  const opening = Object.fromEntries(
    Object.entries(payload.inputs).map(([name, { value }]) => [name, value as Value]),
  );
  let values = valuesOf(payload.inputs, linkedText(root, payload.id));
  let width = FIRST_PX;
  let speakLater: ReturnType<typeof setTimeout> | undefined;

  const live = make("div", "sp-live");
  const controls = make("div", "sp-controls"), rest = make("div", "sp-rest");
  const spoken = liveRegion();
  const fields = Object.entries(payload.inputs).map(([name, input]) => {
    const field = fieldOf(input, (value) => change({ [name]: value }));
    controls.append(field.element);
    return { name, field };
  });
  const tools = toolsFor(root, payload.id, {
    text: () =>
      new URLSearchParams(
        Object.entries(values).filter(([name, value]) => value !== opening[name])
          .map(([name, value]) => [name, String(value)]),
      ).toString(),
    reset: () => change(opening),
    follow: (text) => change(valuesOf(payload.inputs, text)),
  });
  controls.append(tools.element);

  let waiting = false;
  const change = (part: Readonly<Record<string, Value>>) => {
    values = { ...values, ...part };
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      draw();
    });
  };

  const draw = () => {
    const context = { inputs: values, data: payload.data, Plot: kit, model: MODEL, width };
    const parts = partsOf(view(context));
    const shown = parts.map((part, i) => {
      const name = `${payload.id}-${i + 1}`;
      if (part.kind === "words") {
        const words = document.createElement("p");
        words.textContent = part.words;
        return words;
      }
      if (part.kind === "drawing") nameDrawing(part.drawing, payload.title);
      return part.kind === "table"
        ? tableOf(name, payload.title, part.rows)
        : drawingOf(name, part.drawing as unknown as Element);
    });
    rest.replaceChildren(spoken, ...shown);
    for (const { name, field } of fields) field.show(values[name]!);
    const sentence = parts.find((part) => part.kind === "words")?.words ?? "";
    clearTimeout(speakLater);
    speakLater = setTimeout(() => setText(spoken, sentence), SPEAK_AFTER_MS);
  };

  await pause();
  draw();
  live.append(controls, rest);
  root.querySelector(".sp-body")!.replaceChildren(live);
  root.classList.add("sp-alive");
  onWidth(rest, width, (now) => {
    width = now;
    draw();
  });
}

type MakeKit = (document: Document) => PlotKit;

interface Registers {
  readonly panelViews?: Readonly<Record<string, View>>;
  readonly panelPlots?: Readonly<Record<string, MakeKit>>;
}

/** The view's own script and the one that draws stand beside this one, before it or after it. */
function registered(name: string): Promise<readonly [View, MakeKit]> {
  return new Promise((resolve) => {
    const look = () => {
      const { panelViews, panelPlots } = globalThis as Registers;
      const view = panelViews?.[name], makeKit = panelPlots?.[TAG];
      if (view === undefined || makeKit === undefined) return;
      document.removeEventListener("panel-view", look);
      resolve([view, makeKit]);
    };
    document.addEventListener("panel-view", look);
    look();
  });
}

function fieldOf(input: InputSpec, onInput: (value: Value) => void) {
  if (input.kind === "range") {
    const digits = Math.max(0, -Math.floor(Math.log10(input.step) + 1e-9));
    const made = slider({ ...input, unit: input.unit ?? "", digits });
    made.onInput(onInput);
    return { element: made.element, show: (value: Value) => made.show(value as number) };
  }
  const { label, value } = input;
  const form =
    (input.kind === "select"
      ? select(input.options, { label, value })
      : toggle({ label, value })) as HTMLFormElement & { value: Value };
  form.addEventListener("input", () => onInput(form.value));
  const element = make("div", "sp-choice");
  element.append(form);
  return { element, show: (value: Value) => void (form.value = value) };
}

function valuesOf(inputs: ViewPayload["inputs"], text: string): Record<string, Value> {
  const words = new URLSearchParams(text);
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => {
      const word = words.get(name);
      if (word === null || word === "") return [name, input.value];
      if (input.kind === "toggle") return [name, word === "true"];
      if (input.kind === "select") return [name, input.options.includes(word) ? word : input.value];
      const value = Number(word);
      return [name, value >= input.min && value <= input.max ? value : input.value];
    }),
  );
}

function tableOf(name: string, title: string, rows: readonly Row[]): HTMLElement {
  const { frame, box } = tableFrame(
    title,
    () => saveFile(`${name}.csv`, rowsCsv(rows), "text/csv"),
  );
  place(box, rowsTable(rows));
  return frame;
}

function drawingOf(name: string, drawing: Element): HTMLElement {
  const box = make("div", "sp-figure");
  box.append(chartSaves(name, () => standaloneOf(drawing)), drawing);
  return box;
}
