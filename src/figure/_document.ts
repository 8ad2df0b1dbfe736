import { parseHTML } from "linkedom/worker";

/** A page that is never shown, to draw on where there is no browser. */
export const OFF_SCREEN: Document = parseHTML("<!doctype html><html><body></body></html>").document;
