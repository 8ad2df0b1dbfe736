import { range } from "@observablehq/inputs";
import { setText } from "./elements.ts";

/** What a slider is told. */
export interface SliderOptions {
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly digits: number;
  readonly value: number;
  /** A tick on the track: where nothing is changed. */
  readonly neutral?: number;
}

/** A slider with its number, and a marker that can be moved under it. */
export interface Slider {
  readonly element: HTMLElement;
  /** Calls back with each value the reader sets. */
  onInput(listener: (value: number) => void): void;
  /** Shows a value without calling back. */
  show(value: number): void;
  /** Puts the marker at a value, with the value as text; `undefined` takes it away. */
  mark(value: number | undefined, text: string): void;
  /** Says what the marker means, to those who do not see it. */
  tell(meaning: string): void;
}

let count = 0;

/** A slider: label, unit, number to type, track to pull. */
export function slider(options: SliderOptions): Slider {
  const { label, unit, min, max, step, digits, neutral } = options;
  // Finer than the pull's step: a number that is typed, or set by a preset, stays as it is.
  const format = (value: number) => value.toFixed(digits);
  const form = range([min, max], { label, step, value: options.value, format }) as
    & HTMLFormElement
    & {
      value: number;
    };
  form.classList.add("sp-slider");
  const number = form.querySelector<HTMLInputElement>("input[type=number]")!;
  const pull = form.querySelector<HTMLInputElement>("input[type=range]")!;
  const box = pull.parentElement!;
  const track = document.createElement("div");
  track.className = "sp-track";
  const unitMark = document.createElement("span");
  unitMark.className = "sp-unit";
  unitMark.textContent = unit;
  const zero = document.createElement("span");
  zero.className = "sp-zero";
  zero.style.visibility = "hidden";
  const words = document.createElement("span");
  words.className = "sp-zero-words";
  words.setAttribute("aria-hidden", "true");
  // Kept, for a new text would be laid out anew at every move.
  const marked = words.appendChild(document.createTextNode(""));
  const told = document.createElement("span");
  told.className = "sp-unseen";
  told.id = `sp-zero-${++count}`;
  number.after(unitMark);
  const place = (value: number) => Math.min(1, Math.max(0, (value - min) / (max - min)));
  if (neutral !== undefined) {
    const tick = document.createElement("span");
    tick.className = "sp-neutral";
    tick.style.setProperty("--at", String(place(neutral)));
    track.append(tick);
  }
  track.append(zero, pull);
  box.append(words, track, told);
  pull.setAttribute("aria-label", `${label}, ${unit}`);
  number.setAttribute("aria-label", `${label}, ${unit}, as a number`);
  for (const input of [pull, number]) input.setAttribute("aria-describedby", told.id);
  const fill = (value: number) => {
    pull.style.setProperty("--from", String(Math.min(place(value), place(neutral ?? min))));
    pull.style.setProperty("--to", String(Math.max(place(value), place(neutral ?? min))));
    pull.setAttribute("aria-valuetext", `${format(value)} ${unit}`);
  };
  let shown: number | undefined;
  const show = (value: number) => {
    if (value === shown) return;
    shown = value;
    const bounded = Math.min(max, Math.max(min, value));
    form.value = bounded;
    // Set past the form, which would round it to the pull's steps.
    number.value = format(value);
    fill(bounded);
  };
  show(options.value);
  return {
    element: form,
    show,
    onInput: (listener) =>
      form.addEventListener("input", () => {
        shown = form.value;
        fill(form.value);
        listener(form.value);
      }),
    mark: (value, text) => {
      if (text === marked.data) return;
      marked.data = text;
      const isOnTrack = value !== undefined && value >= min && value <= max;
      zero.style.visibility = isOnTrack ? "visible" : "hidden";
      if (isOnTrack) zero.style.setProperty("--at", String(place(value)));
    },
    tell: (meaning) => setText(told, meaning),
  };
}
