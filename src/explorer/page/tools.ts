import { button, make } from "./elements.ts";
import { copyText } from "./save.ts";

/** What the tools of a panel need of its state. */
export interface LinkedState {
  /** What differs from the opening state, as words for a link. */
  text(): string;
  /** Goes back to the opening state. */
  reset(): void;
  /** Goes to the state that a link's words mean. */
  follow(text: string): void;
}

/** The buttons under a panel's controls. */
export interface Tools {
  readonly element: HTMLElement;
  /** Adds a button; what its action gives back is said beside it. */
  add(words: string, meaning: string, action: () => Promise<string>): void;
}

const SAID_MS = 4000;

/** Reset and a link; and the state in the page's address, where that is the panel's to write. */
export function toolsFor(root: HTMLElement, id: string, state: LinkedState): Tools {
  const element = make("div", "sp-tools");
  const said = make("span", "sp-done");
  said.setAttribute("role", "status");
  element.append(said);
  let later: ReturnType<typeof setTimeout> | undefined;
  const add: Tools["add"] = (words, meaning, action) => {
    said.before(button(words, meaning, async () => {
      said.textContent = await action();
      clearTimeout(later);
      later = setTimeout(() => said.textContent = "", SAID_MS);
    }));
  };
  const isOurs = ownsAddress(root);
  const write = () => {
    if (!isOurs) return;
    const hash = hashWith(location.hash, id, state.text());
    if (hash === location.hash || (hash === "" && !location.hash.includes(KEY))) return;
    history.replaceState(
      history.state,
      "",
      hash === "" ? location.pathname + location.search : hash,
    );
  };
  add("Reset", "Back to the opening state", () => {
    state.reset();
    write();
    return Promise.resolve("");
  });
  if (isOurs) {
    add("Copy link", "Copy a link to this state", async () => {
      write();
      await copyText(location.href.replace(/#.*$/, "") + hashWith(location.hash, id, state.text()));
      return "Link copied";
    });
    root.addEventListener("change", write);
    addEventListener("hashchange", () => state.follow(hashText(location.hash, id)));
  }
  return { element, add };
}

/** The words for a panel in the page's address; none where the address is not the panel's. */
export function linkedText(root: HTMLElement, id: string): string {
  return ownsAddress(root) ? hashText(location.hash, id) : "";
}

const KEY = "panel.";

/** The words for one panel in a page's hash; a hash holds those of several. */
function hashText(hash: string, id: string): string {
  return new URLSearchParams(hash.replace(/^#/, "")).get(KEY + id) ?? "";
}

/** A hash with one panel's words in place of those it had; other panels keep theirs. */
function hashWith(hash: string, id: string, text: string): string {
  const plain = hash.replace(/^#/, "");
  // A hash that leads to a heading is no list of panels.
  const words = new URLSearchParams(plain.includes("=") ? plain : "");
  if (text === "") words.delete(KEY + id);
  else words.set(KEY + id, text);
  const joined = words.toString();
  return joined === "" ? "" : `#${joined}`;
}

/** Whether the page's address is the panel's to write: a page of ours is, a notebook's front end is not. */
function ownsAddress(element: Element): boolean {
  const frontEnds = ".jp-Notebook, .jp-OutputArea, .notebook-app, [data-vscode-theme-kind]";
  return element.closest(frontEnds) === null && /^(file|https?):$/.test(location.protocol);
}
