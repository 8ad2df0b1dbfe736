import { select } from "@observablehq/inputs";
import { make } from "./elements.ts";

/** A menu whose entries can change. */
export function choice<T extends string>(
  label: string,
  options: readonly T[],
  text: (value: T) => string,
  onPick: (value: T) => void,
) {
  const element = make("div", "sp-choice");
  let offered: readonly T[] = [];
  let menu: HTMLSelectElement | undefined;
  const offer = (values: readonly T[]) => {
    if (values.length === offered.length && values.every((value, i) => value === offered[i])) {
      return;
    }
    offered = values;
    const form = select(values, { label, format: text }) as HTMLElement;
    menu = form.querySelector("select")!;
    form.addEventListener("input", () => onPick(offered[menu!.selectedIndex]!));
    element.replaceChildren(form);
  };
  if (options.length > 0) offer(options);
  return {
    element,
    offer,
    show: (value: T) => {
      const at = offered.indexOf(value);
      if (menu !== undefined && menu.selectedIndex !== at) menu.selectedIndex = at;
    },
  };
}
