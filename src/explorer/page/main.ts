import { liveDesk } from "./live_desk.ts";
import { liveView } from "./live_view.ts";
import { LIVE_CSS } from "./live_css.ts";
import type { Payload } from "../desk/payload.ts";

// Replaced by a name that holds the hash of this script's sources.
const TAG = "silicon-panel-0";

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
  if (payload.kind === "desk") await liveDesk(panel, payload);
  else await liveView(panel, payload);
}

if (customElements.get(TAG) === undefined) {
  const style = document.createElement("style");
  style.textContent = LIVE_CSS;
  document.head.append(style);
  customElements.define(TAG, PanelElement);
}
