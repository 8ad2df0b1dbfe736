import { liveDesk } from "./live_desk.ts";
import { liveView } from "./live_view.ts";
import { LIVE_CSS } from "./live_css.ts";
import type { Payload } from "../desk/payload.ts";
import { TAG } from "./tag.ts";

const waiting: PanelElement[] = [];

/** A panel's place in a document: made live once, wherever and whenever it is put in. */
class PanelElement extends HTMLElement {
  #begun = false;

  connectedCallback(): void {
    if (this.#begun) return;
    if (document.readyState === "loading" && this.querySelector(DATA) === null) {
      // The element has begun, its content has not been read yet.
      document.addEventListener("DOMContentLoaded", () => this.connectedCallback(), { once: true });
      return;
    }
    this.#begun = true;
    waiting.push(this);
    if (waiting.length === 1) setTimeout(next);
  }
}

const DATA = 'script[type="application/json"]';

// One panel after the other, so that a page of many stays quick to scroll while they come alive.
async function next(): Promise<void> {
  const panel = waiting[0]!;
  try {
    await enliven(panel);
  } finally {
    waiting.shift();
    if (waiting.length > 0) setTimeout(next);
  }
}

async function enliven(panel: PanelElement): Promise<void> {
  const text = panel.querySelector(DATA)?.textContent;
  if (!text) return;
  const payload = JSON.parse(text) as Payload;
  shareStyle(panel);
  if (payload.kind === "desk") await liveDesk(panel, payload);
  // Not waited for: the scripts it needs beside this one may come later, or never where a reader cut it out.
  else void liveView(panel, payload);
}

const shared = new Set<string>();

/** Each panel brings its style, so that it is drawn alone; a document of many panels needs it once. */
function shareStyle(panel: PanelElement): void {
  const own = panel.querySelector(":scope > svg > style");
  if (own === null) return;
  addStyle(own.textContent ?? "");
  own.parentElement!.remove();
}

function addStyle(text: string): void {
  if (shared.has(text)) return;
  shared.add(text);
  const style = document.createElement("style");
  style.textContent = text;
  document.head.append(style);
}

if (customElements.get(TAG) === undefined) {
  addStyle(LIVE_CSS);
  customElements.define(TAG, PanelElement);
}
