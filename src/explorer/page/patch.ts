import type { Attributes, AttributeValue, VNode } from "../desk/node.ts";

const SVG = "http://www.w3.org/2000/svg";
const drawnFrom = new WeakMap<Element, VNode>();

/**
 * Makes an element look as its node says, touching only what differs from the last time: a slider's move changes a few
 * attributes of a drawing, and building the drawing anew would cost more than the frame has.
 *
 * @param element what `patch` or `mount` made
 */
export function patch(element: Element, node: VNode): void {
  const before = drawnFrom.get(element);
  if (before === node) return;
  drawnFrom.set(element, node);
  setAttributes(element, before?.attributes ?? {}, node.attributes);
  const old = before?.children ?? [];
  node.children.forEach((child, i) => {
    const previous = old[i];
    if (previous === undefined) element.append(made(child, element));
    else if (typeof child === "string") {
      if (child === previous) return;
      if (typeof previous === "string") element.childNodes[i]!.nodeValue = child;
      else element.replaceChild(made(child, element), element.childNodes[i]!);
    } else if (typeof previous !== "string" && previous.tag === child.tag) {
      patch(element.childNodes[i] as Element, child);
    } else element.replaceChild(made(child, element), element.childNodes[i]!);
  });
  for (let i = old.length; i > node.children.length; i--) element.lastChild!.remove();
}

/** A new element, not yet in the page. */
export function mount(node: VNode, document: Document, namespace?: string | null): Element {
  const space = node.tag === "svg" ? SVG : namespace ?? null;
  const element = space === SVG
    ? document.createElementNS(SVG, node.tag)
    : document.createElement(node.tag);
  setAttributes(element, {}, node.attributes);
  for (const child of node.children) element.append(made(child, element));
  drawnFrom.set(element, node);
  return element;
}

function made(child: VNode | string, parent: Element): Node {
  const document = parent.ownerDocument;
  return typeof child === "string"
    ? document.createTextNode(child)
    : mount(child, document, parent.namespaceURI === SVG ? SVG : null);
}

function setAttributes(element: Element, before: Attributes, after: Attributes): void {
  for (const name in before) {
    if (!(name in after) && textOf(before[name]) !== undefined) element.removeAttribute(name);
  }
  for (const name in after) {
    const text = textOf(after[name]);
    if (text === textOf(before[name])) continue;
    if (text === undefined) element.removeAttribute(name);
    else element.setAttribute(name, text);
  }
}

function textOf(value: AttributeValue): string | undefined {
  return value === undefined || value === false ? undefined : value === true ? "" : String(value);
}
