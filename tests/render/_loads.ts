import { parseHTML } from "linkedom";

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
    for (
      const text of [
        element.getAttribute("style"),
        element.localName === "style" ? element.textContent : null,
      ]
    ) {
      for (const [, target] of text?.matchAll(/(?:url\(|@import)\s*["']?([^"')\s]*)/g) ?? []) {
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
