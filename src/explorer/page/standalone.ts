const PROPERTIES = [
  ...["fill", "fill-opacity", "stroke", "stroke-opacity", "stroke-width", "stroke-dasharray"],
  ...["opacity", "font-family", "font-size", "font-weight", "text-anchor"],
];

/** A drawing of the page as a file of its own: the colours and letters it has now, written into it. */
export function standaloneOf(drawing: Element): string {
  const svg = drawing.tagName.toLowerCase() === "svg" ? drawing : drawing.querySelector("svg")!;
  const copy = svg.cloneNode(true) as Element;
  const elements = [svg, ...svg.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((element, i) => {
    const style = getComputedStyle(elements[i]!);
    for (const property of PROPERTIES) {
      element.setAttribute(property, style.getPropertyValue(property));
    }
    element.removeAttribute("style");
    element.removeAttribute("class");
  });
  for (const style of copy.querySelectorAll("style")) style.remove();
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", groundOf(svg));
  copy.prepend(ground);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return new XMLSerializer().serializeToString(copy);
}

/** The colour behind an element. */
function groundOf(element: Element): string {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (!/^(transparent|rgba\(0, 0, 0, 0\))$/.test(colour)) return colour;
  }
  return "#ffffff";
}
