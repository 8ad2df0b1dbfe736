import { DISPLAY, type DisplayBundle, type Displayed, escapeHtml } from "../markup/mod.ts";
import { bundle, type BundleName, checkInlineScript } from "./_bundle.ts";
import { DRAWN_CSS } from "./_drawn_css.ts";

/** A panel: drawn as it stands, and live where scripts run. */
export interface Panel extends Displayed {
  readonly id: string;
  readonly title: string;
  /** The drawn panel and its data, without the script that makes it live. */
  readonly html: string;
  /** The drawing as one picture in a file of its own. */
  readonly svg: string;
  readonly text: string;
}

/** What a kind of panel gives to the shell that all share. */
export interface PanelParts {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly source: string;
  /** Markup that is safe: what is seen before any script. */
  readonly drawn: { readonly before: string; readonly charts: string; readonly after: string };
  readonly svg: string;
  readonly text: string;
  /** What the page makes the panel live from; plain data. */
  readonly payload: unknown;
  /** Script text that must run beside the shared one, for a panel that draws with Plot. */
  readonly script?: string;
}

const ID = /^[a-z][a-z0-9-]*$/;

// A shared script is in one output of a session, that of the first panel shown that needs it: for each, the panels shown
// since. One that is shown again ran again, and took its old output along; nothing tells whether the output that holds the
// script is still there, so that it goes out again. Run All a second time leaves it in one output still.
const shownSince = new Map<BundleName, Set<string>>();

function sharedBy(id: string, name: BundleName): string | undefined {
  const shown = shownSince.get(name);
  if (shown !== undefined && !shown.has(id)) {
    shown.add(id);
    return undefined;
  }
  shownSince.set(name, new Set([id]));
  return bundle(name).script;
}

const HINT =
  "Drawn, not live: the script that the panels of this notebook share is gone with the cell " +
  "that held it. Run this cell again to bring it to life.";
const HINT_AFTER_MS = 3000;

/** Tells the reader of a panel what to do where its scripts have not come; a panel that comes alive drops the words. */
function hintScript(tag: string): string {
  return `setTimeout(()=>{for(const p of document.querySelectorAll("${tag}")){` +
    `if(customElements.get("${tag}")&&(!p.dataset.plot||globalThis.panelPlots?.["${tag}"]))continue;` +
    `const b=p.querySelector(".sp-body");if(!b||b.querySelector(".sp-hint"))continue;` +
    `const w=document.createElement("p");w.className="sp-source sp-hint";` +
    `w.textContent=${JSON.stringify(HINT)};b.prepend(w)}},${HINT_AFTER_MS})`;
}

/** Puts the shell that all panels share around a drawing. */
export function panelOf(parts: PanelParts): Panel {
  const { id, title, subtitle, source, drawn } = parts;
  if (!ID.test(id)) {
    throw new RangeError(
      `Cannot make the panel: id must be small letters, digits and hyphens, is ${
        JSON.stringify(id)
      }`,
    );
  }
  if (parts.script !== undefined) checkInlineScript(parts.script);
  const { tag, problem } = bundle("panels");
  const still = `data:image/svg+xml,${encodeURIComponent(parts.svg)}`;
  const line = problem === undefined
    ? source
    : `${source}. Drawn only, not live: ${problem.split("\n")[0]}`;
  const needsPlot = parts.script !== undefined;
  const html = `<${tag} class="sp" data-panel="${id}"${needsPlot ? ' data-plot="1"' : ""}>` +
    `<svg width="0" height="0" aria-hidden="true" style="position:absolute"><style>${DRAWN_CSS}</style></svg>` +
    `<p class="sp-title">${escapeHtml(title)}</p>` +
    (subtitle === "" ? "" : `<p class="sp-subtitle">${escapeHtml(subtitle)}</p>`) +
    `<div class="sp-body">${drawn.before}` +
    `<div class="sp-drawn" style="display:none">${drawn.charts}</div>` +
    `<img class="sp-still" alt="${escapeHtml(parts.text)}" src="${escapeHtml(still)}">` +
    `${drawn.after}</div>` +
    `<p class="sp-source">${escapeHtml(line)}</p>` +
    `<script type="application/json">${jsonForScript(parts.payload)}</script></${tag}>`;
  return {
    id,
    title,
    html,
    svg: parts.svg,
    text: parts.text,
    [DISPLAY](): DisplayBundle {
      const scripts = [
        parts.script,
        needsPlot ? sharedBy(id, "plot") : undefined,
        sharedBy(id, "panels"),
        problem === undefined ? hintScript(tag) : undefined,
      ];
      return {
        "text/html": html + scripts.map(scriptElement).join(""),
        "image/svg+xml": parts.svg,
        "text/plain": parts.text,
      };
    },
  };
}

function scriptElement(text: string | undefined): string {
  return text === undefined ? "" : `<script data-explorer>${text}</script>`;
}

/** Data as JSON that cannot end its element, whatever words are in it. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
