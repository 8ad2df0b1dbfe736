import assert from "node:assert/strict";
import { join } from "node:path";
import { DISPLAY } from "@silicon/balance/figure";
import { frameOf } from "@silicon/balance/frame";
import { type Cell, type MimeBundle, writeNotebook } from "../../src/notebook/mod.ts";
import { EXAMPLES } from "../figure/_examples.ts";
import { bundleOf } from "../frame/_shown.ts";
import { prepare } from "./_jupyter.ts";
import { inLab } from "./_lab.ts";

await prepare();

function cell(id: string, data: MimeBundle): Cell {
  const outputs = [{ output_type: "display_data" as const, metadata: {}, data }];
  return { cell_type: "code", id, metadata: {}, source: id, execution_count: 1, outputs };
}

Deno.test("a notebook that JupyterLab does not trust shows figures as pictures, and tables", () =>
  inLab(["1"], async ({ page, place, address }) => {
    const notebook = {
      nbformat: 4 as const,
      nbformat_minor: 5,
      metadata: {},
      cells: [
        cell("figure", { ...EXAMPLES["waterfallChart"]!()[DISPLAY]() }),
        cell("table", { ...bundleOf(frameOf([{ month: "2026-01", supplyKt: 375.5 }])) }),
      ],
    };
    await Deno.writeTextFile(join(place.folder, "b.ipynb"), writeNotebook(notebook));
    await page.goto(address("b.ipynb"));
    const shown = page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)");
    const picture = shown.locator(".chart-still");
    await picture.waitFor();
    assert.ok(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth > 700));
    assert.equal(await shown.locator(".chart-drawn").isVisible(), false, "no loose words");
    assert.equal(await shown.getByText("weighs most").isVisible(), true);
    assert.equal(await shown.getByText("375.5").isVisible(), true);
  }));
