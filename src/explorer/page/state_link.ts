import { addMonths, isMonth } from "../../calendar/mod.ts";
import { MAX_MONTHS } from "../../scenario/mod.ts";
import { BASE_PRESET, type Setup, type State } from "../desk/setup.ts";

/** A state as words for a link: what differs from the opening state. */
export function stateText(setup: Setup, state: State): string {
  const words = new URLSearchParams();
  if (state.preset !== setup.opening.preset) words.set("preset", state.preset);
  if (state.months !== setup.opening.months) words.set("months", String(state.months));
  if (state.focus !== setup.opening.focus) words.set("focus", state.focus);
  for (const { id } of setup.levers) {
    const value = state.values[id];
    // A lever that opens moved and stands where nothing changes is a name without a number.
    if (value !== setup.opening.values[id]) words.set(id, String(value ?? ""));
  }
  return words.toString();
}

/** The state that a link's words mean; what it does not know, or what is out of range, is left as it opens. */
export function stateOf(setup: Setup, text: string): State {
  const words = new URLSearchParams(text);
  const { opening } = setup;
  const preset = words.get("preset") ?? opening.preset;
  const known = preset === BASE_PRESET || setup.presets.some(({ id }) => id === preset);
  const months = Number(words.get("months") ?? opening.months);
  const values: Record<string, number> = {};
  for (const { id, min, max } of setup.levers) {
    const word = words.get(id)?.trim();
    const isKnown = word !== undefined && Number(word) >= min && Number(word) <= max;
    const value = isKnown ? Number(word) : opening.values[id];
    if (word !== "" && value !== undefined) values[id] = value;
  }
  const horizon = Number.isInteger(months) && months >= 1 && months <= MAX_MONTHS
    ? months
    : opening.months;
  const focus = words.get("focus") ?? opening.focus;
  const inside = isMonth(focus) && focus >= setup.start &&
    focus <= addMonths(setup.start, horizon - 1);
  return {
    preset: known ? preset : opening.preset,
    months: horizon,
    focus: inside ? focus : opening.focus,
    values,
  };
}
