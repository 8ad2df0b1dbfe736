import { parseHTML } from "linkedom";

/** Functions and rules of styles that load, with what they load. */
const LOADING =
  /(?:@import\s*|(?:url|image-set|src|image|cross-fade|element)\s*\()\s*(?:["']|url\()?\s*([^"')\s]*)/gi;

/** What a page of this HTML would ask for beside itself: links to follow do not count. */
export function loadsOf(html: string): string[] {
  const { document } = parseHTML(html);
  const loads: string[] = [];
  const note = (value: string | null) => {
    if (value !== null && !value.startsWith("data:") && !value.startsWith("#")) loads.push(value);
  };
  for (const element of document.querySelectorAll("*")) {
    for (const name of ["src", "srcset", "poster", "data", "background", "action", "formaction"]) {
      note(element.getAttribute(name));
    }
    if (element.localName !== "a") note(element.getAttribute("href"));
    note(element.getAttribute("xlink:href"));
    // Any attribute of a drawing is read as a style.
    for (const { name, value } of element.attributes) {
      if (/^(?:style|title|alt|aria-.*|content|d)$/.test(name)) continue;
      for (const [, target] of value.matchAll(LOADING)) note(target ?? "");
    }
    for (
      const text of [
        element.getAttribute("style"),
        element.localName === "style" ? element.textContent : null,
      ]
    ) {
      for (const [, target] of text?.matchAll(LOADING) ?? []) {
        note(target ?? "");
      }
    }
  }
  return loads;
}

/** Everything in the HTML that a browser could run, apart from scripts whose text is known. */
export function runnableOf(html: string): string[] {
  const { document } = parseHTML(html);
  const found: string[] = [];
  for (const element of document.querySelectorAll("*")) {
    if (
      [
        "iframe",
        "object",
        "embed",
        "form",
        "base",
        "foreignobject",
        "animate",
        "set",
        "math",
        "template",
        "noscript",
      ].includes(element.localName.toLowerCase())
    ) {
      found.push(`<${element.localName}>`);
    }
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) found.push(`${name}=${value}`);
      // Browsers leave white space and control characters in schemes out.
      // deno-lint-ignore no-control-regex
      const scheme = value.replace(/[\x00-\x20]/g, "").toLowerCase();
      if (
        /^(javascript|vbscript):|^data:(?!image\/(png|jpeg|gif|webp);base64,|application\/x-ipynb|text\/csv|,)/
          .test(scheme)
      ) found.push(`${name}=${value}`);
      if (name === "name" && element.localName !== "meta") found.push(`${name}=${value}`);
    }
  }
  return found;
}
