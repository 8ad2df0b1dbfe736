// These functions run in the reader's browser: they are sent as their own text and may use nothing
// from outside themselves.

/** Before the page is drawn: the reader's choice of theme, so that it does not flash. */
function chooseTheme(): void {
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
  } catch {
    // A browser may keep pages opened from a file from storing anything.
  }
}

/** After the page is drawn: its switches, the mark in the contents, and scrolling by keyboard. */
function enhancePage(): void {
  const root = document.documentElement;
  const themeSwitch = document.querySelector<HTMLButtonElement>("#theme");
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () =>
    root.dataset["theme"] === "dark" || root.dataset["theme"] !== "light" && prefersDark.matches;
  const labelTheme = () => {
    if (themeSwitch !== null) themeSwitch.textContent = isDark() ? "Light mode" : "Dark mode";
  };
  themeSwitch?.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    root.dataset["theme"] = theme;
    try {
      localStorage.setItem("theme", theme);
    } catch {
      // The choice holds for this page alone then.
    }
    labelTheme();
  });
  prefersDark.addEventListener("change", labelTheme);
  labelTheme();

  const codeSwitch = document.querySelector<HTMLButtonElement>("#code");
  codeSwitch?.addEventListener("click", () => {
    const open = codeSwitch.getAttribute("aria-pressed") !== "true";
    codeSwitch.setAttribute("aria-pressed", String(open));
    for (const cell of document.querySelectorAll<HTMLDetailsElement>("details.code")) {
      cell.open = open;
    }
  });
  for (const button of [themeSwitch, codeSwitch]) if (button !== null) button.hidden = false;

  // A table that has to scroll should not break its dates and numbers, nor squeeze its sentences.
  for (const cell of document.querySelectorAll(".frame td, .frame tbody th, .scroll td")) {
    const length = (cell.textContent ?? "").trim().length;
    if (length <= 18) cell.classList.add("brief");
    else if (length > 24) cell.classList.add("wordy");
  }
  const scrollers = document.querySelectorAll<HTMLElement>(".scroll, .frame, .chart, pre");
  const markScrollers = () => {
    for (const element of scrollers) {
      const scrolls = element.scrollWidth > element.clientWidth + 1 ||
        element.scrollHeight > element.clientHeight + 1;
      if (scrolls) element.tabIndex = 0;
      else element.removeAttribute("tabindex");
    }
  };
  addEventListener("resize", markScrollers);
  markScrollers();

  const contents = document.querySelector<HTMLDetailsElement>(".contents details");
  if (contents !== null && matchMedia("(max-width: 72rem)").matches) contents.open = false;
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".contents a")];
  const headings = links.map((link) => document.getElementById(link.hash.slice(1)) ?? undefined);
  const markSection = () => {
    const passed =
      headings.filter((heading) =>
        heading !== undefined && heading.getBoundingClientRect().top < innerHeight / 4
      ).length;
    links.forEach((link, i) => {
      if (i === passed - 1) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  };
  addEventListener("scroll", markSection, { passive: true });
  markSection();
}

/** On the index: search over the sections of all pages, which stand in the page as data. */
function enableSearch(): void {
  const data = document.querySelector("#search-data");
  const input = document.querySelector<HTMLInputElement>("#search");
  const results = document.querySelector<HTMLOListElement>("#results");
  const status = document.querySelector<HTMLElement>("#search-status");
  if (data === null || input === null || results === null || status === null) return;
  type Section = { page: string; title: string; id: string; heading: string; text: string };
  const sections = JSON.parse(data.textContent ?? "[]") as Section[];
  const most = 20;

  const marked = (text: string, words: string[]) => {
    const lower = text.toLowerCase();
    const first = Math.max(
      0,
      Math.min(...words.map((word) => lower.indexOf(word)).filter((i) => i >= 0)),
    );
    const start = Number.isFinite(first) ? Math.max(0, first - 60) : 0;
    const snippet = text.slice(start, start + 180);
    const paragraph = document.createElement("p");
    if (start > 0) paragraph.append("… ");
    let at = 0;
    while (at < snippet.length) {
      const rest = snippet.slice(at).toLowerCase();
      const next = words
        .map((word) => ({ word, place: rest.indexOf(word) }))
        .filter(({ place }) => place >= 0)
        .sort((a, b) => a.place - b.place || b.word.length - a.word.length)[0];
      if (next === undefined) break;
      paragraph.append(snippet.slice(at, at + next.place));
      const mark = document.createElement("mark");
      mark.textContent = snippet.slice(at + next.place, at + next.place + next.word.length);
      paragraph.append(mark);
      at += next.place + next.word.length;
    }
    paragraph.append(snippet.slice(at));
    if (start + 180 < text.length) paragraph.append(" …");
    return paragraph;
  };

  const find = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
    results.replaceChildren();
    status.textContent = "";
    if (words.length === 0) return;
    const found = sections
      .map((section) => {
        const heading = `${section.title} ${section.heading}`.toLowerCase();
        const text = section.text.toLowerCase();
        if (!words.every((word) => heading.includes(word) || text.includes(word))) return undefined;
        return { section, inHeading: words.filter((word) => heading.includes(word)).length };
      })
      .filter((hit) => hit !== undefined)
      .sort((a, b) => b.inHeading - a.inHeading);
    status.textContent = found.length === 0 ? "Nothing found" : `${found.length} found`;
    for (const { section } of found.slice(0, most)) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = section.id === "title" ? section.page : `${section.page}#${section.id}`;
      link.textContent = section.heading === section.title
        ? section.title
        : `${section.title}: ${section.heading}`;
      item.append(link, marked(section.text, words));
      results.append(item);
    }
  };
  input.addEventListener("input", find);
  const bar = input.closest<HTMLElement>(".search");
  if (bar !== null) bar.hidden = false;
}

const call = (script: () => void) => `(${script.toString()})();`;

/** Script for the head of each page. */
export const THEME_SCRIPT = call(chooseTheme);
/** Script for the end of each page. */
export const PAGE_SCRIPT = call(enhancePage);
/** Script for the end of the index. */
export const SEARCH_SCRIPT = call(enableSearch);
