import { COLOURS, paletteCss } from "../figure/mod.ts";
import { chartCss } from "./desk/chart_css.ts";

// Front ends have rules of their own for tables and lists in an output: these must weigh more.
const SP = ".sp.sp[data-panel]";

/**
 * How panels look before any script, and under it. Names begin with `sp`, so that nothing else on a page is touched.
 *
 * `sp-drawn` is hidden in the markup and shown from here: a front end that strips style and pictures from a notebook it
 * does not trust then shows the plain picture in its place, and no loose words of a chart.
 */
export const DRAWN_CSS = [
  paletteCss(".sp"),
  ".sp{display:block;container:sp/inline-size;font:14px/1.45 system-ui,-apple-system,'Segoe UI',sans-serif;",
  "margin:1.5em 0;max-width:60rem;color:inherit;--sp-soft:color-mix(in srgb,currentColor 76%,transparent);",
  "--sp-rule:color-mix(in srgb,currentColor 18%,transparent)}",
  `${SP} .sp-drawn{display:block!important}${SP} .sp-still{display:none!important}`,
  `${SP} p,${SP} dl,${SP} dd{margin:0;max-width:none}`,
  `${SP} .sp-title{font-size:1.15em;font-weight:650;line-height:1.3}`,
  `${SP} .sp-subtitle{color:var(--sp-soft);margin:.1em 0 .9em}`,
  `${SP} .sp-summary{font-size:1.3em;line-height:1.3;font-weight:650;font-variant-numeric:tabular-nums}`,
  `${SP} .sp-facts{display:flex;flex-wrap:wrap;gap:.2em 1.6em;margin:.35em 0 1.1em}`,
  `${SP} .sp-facts dt{float:none;width:auto;margin:0;font-weight:400;font-size:12px;color:var(--sp-soft)}`,
  `${SP} .sp-facts dd{float:none;width:auto;margin:0;padding:0;font-variant-numeric:tabular-nums;font-weight:550}`,
  `${SP} .sp-figure{margin:0 0 1.1em}`,
  `${SP} .sp-heading{font-weight:650;font-size:13px}`,
  `${SP} .sp-note{font-size:12px;color:var(--sp-soft);margin-bottom:.2em}`,
  `${SP} svg{display:block;max-width:100%;height:auto;overflow:visible;background:none}`,
  `${SP} .sp-narrow{display:none}`,
  `@container sp (max-width:30rem){${SP} .sp-wide{display:none}${SP} .sp-narrow{display:block}}`,
  `${SP} .sp-scroll{overflow-x:auto;max-width:100%;margin:0 0 1.1em}`,
  `${SP} table{border-collapse:collapse;font-size:13px;line-height:1.4;font-family:inherit;font-variant-numeric:tabular-nums;`,
  "margin:0;min-width:min(100%,22rem);color:inherit;background:none;border:0;table-layout:auto}",
  `${SP} caption{caption-side:top;text-align:left;font-weight:650;font-size:13px;padding:0 0 .35em;color:inherit}`,
  `${SP} thead,${SP} tr,${SP} tbody tr:nth-child(odd),${SP} tbody tr:hover{background:none}`,
  `${SP} th,${SP} td{padding:.28em .8em .28em 0;text-align:left;border:0;border-bottom:1px solid var(--sp-rule);`,
  "font-weight:400;white-space:nowrap;max-width:none;color:inherit;vertical-align:baseline}",
  `${SP} thead th{font-size:12px;color:var(--sp-soft);border-bottom-color:currentColor}`,
  `${SP} .number{text-align:right}`,
  `${SP} .total>*,${SP} tr.focus>*{font-weight:650}`,
  `${SP} .sp-source{font-size:12px;color:var(--sp-soft);margin-top:.4em}`,
  chartCss(".sp-ours", COLOURS, "currentColor"),
  "@media print{.sp{break-inside:auto}.sp .sp-figure,.sp tr{break-inside:avoid}}",
].join("");
