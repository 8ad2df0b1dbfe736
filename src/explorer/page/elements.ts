import type { VNode } from "../desk/node.ts";
import { mount, patch } from "./patch.ts";
import { pngOf, saveFile } from "./save.ts";

/** A new element with a class. */
export function make(tag: string, name: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = name;
  return element;
}

/** A button; what it means more than its words is told when they are rested on, and to those who do not see them. */
export function button(words: string, meaning: string, onClick: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = words;
  element.title = meaning;
  if (meaning.includes(words)) element.setAttribute("aria-label", meaning);
  element.addEventListener("click", onClick);
  return element;
}

/** Writes text where it differs. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Draws a node as the only thing in its holder. */
export function place(holder: HTMLElement, node: VNode): void {
  const drawn = holder.firstElementChild;
  if (drawn === null) holder.append(mount(node, document));
  else patch(drawn, node);
}

/** A bar of small buttons beside what they save. */
function saveBar(...buttons: readonly HTMLButtonElement[]): HTMLElement {
  const bar = make("div", "sp-save");
  bar.append(...buttons);
  return bar;
}

/** A table's frame, which scrolls by itself, also by keyboard. */
export function tableFrame(
  label: string,
  onSave: () => void,
): { frame: HTMLElement; box: HTMLElement } {
  const box = make("div", "sp-scroll");
  box.tabIndex = 0;
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", label);
  const frame = make("div", "sp-framed");
  frame.append(saveBar(button("CSV", "Download this table as CSV", onSave)), box);
  return { frame, box };
}

/** Lets the page do other things before the next part. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** What is heard and not seen when it changes. */
export function liveRegion(): HTMLElement {
  const spoken = make("p", "sp-unseen");
  spoken.setAttribute("aria-live", "polite");
  return spoken;
}

/** Calls back with an element's width in whole pixels, whenever it is another. */
export function onWidth(element: Element, width: number, listener: (width: number) => void): void {
  new ResizeObserver(([entry]) => {
    const now = Math.round(entry!.contentRect.width);
    if (now === width || now === 0) return;
    width = now;
    listener(now);
  }).observe(element);
}

/** Buttons that save a chart, by the file its text becomes. */
export function chartSaves(name: string, svg: () => string): HTMLElement {
  return saveBar(
    button(
      "SVG",
      "Download this chart as SVG",
      () => saveFile(`${name}.svg`, svg(), "image/svg+xml"),
    ),
    button(
      "PNG",
      "Download this chart as PNG",
      async () => saveFile(`${name}.png`, await pngOf(svg())),
    ),
  );
}
