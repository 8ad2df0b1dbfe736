import assert from "node:assert/strict";
import fc from "fast-check";
import { figureChange } from "../../src/cli/_figure_change.ts";
import type { PageValues } from "../../src/cli/_page_values.ts";
import { printChanges } from "../../src/cli/_print_changes.ts";
import { valueChanges } from "../../src/cli/_value_changes.ts";
import type { PageFact, PageFigure } from "../../src/render/mod.ts";

function valuesOf(facts: PageFact[], figures: PageFigure[] = []): PageValues {
  return { format: 1, startedAt: "", facts, figures };
}

function use(value: number, tolerance?: number): PageValues {
  return valuesOf([{
    name: "use",
    value,
    unit: "kt",
    ...(tolerance === undefined ? {} : { tolerance }),
  }]);
}

function changed(before: PageValues, after: PageValues): boolean {
  return valueChanges(before, after).facts.length > 0;
}

Deno.test("valueChanges() takes what arithmetic leaves behind for no change", () => {
  assert.equal(changed(use(0.3), use(0.1 + 0.2)), false);
  assert.equal(changed(use(0), use(1e-17)), false);
  assert.equal(changed(use(1e12), use(1e12 + 1)), false);
  assert.equal(changed(use(273.7), use(273.70001)), true);
  assert.equal(changed(use(0), use(1e-9)), true);
});

Deno.test("valueChanges() goes by the tolerance of the newer run, in the unit of the fact", () => {
  assert.equal(changed(use(10), use(10.4, 0.5)), false);
  assert.equal(changed(use(10, 0.5), use(10.4)), true);
  assert.equal(changed(use(10), use(9.4, 0.5)), true);
});

Deno.test("printChanges() shows every difference in digits", () => {
  const value = fc.double({ noNaN: true, min: -1e6, max: 1e6 });
  fc.assert(fc.property(value, value, (was, is) => {
    const changes = valueChanges(use(was), use(is));
    if (changes.facts.length === 0) return;
    const cells = printChanges(new Map([["01_a", changes]]))[1]!.split(/\s+/);
    assert.notEqual(cells[1], cells[2]);
    const shown = Number(cells[3]);
    assert.ok(Math.abs(shown - (is - was)) <= 0.01 * Math.abs(is - was), cells.join(" "));
  }));
});

function figure(source: string, cellId: string, drawing: string): PageFigure {
  return { source, cellId, cell: Number(cellId), index: 1, alt: "", drawing };
}

Deno.test("valueChanges() knows a figure by its code where cells moved, and by its cell where code changed", () => {
  const before = valuesOf([], [figure("a()", "1", "<a/>"), figure("b()", "2", "<b/>")]);
  const moved = valuesOf([], [figure("b()", "1", "<b/>"), figure("a()", "3", "<a/>")]);
  assert.deepEqual(valueChanges(before, moved).figures, []);
  const rewritten = valuesOf([], [figure("a(1)", "1", "<a/>"), figure("c()", "4", "<c/>")]);
  assert.deepEqual(valueChanges(before, rewritten).figures, [
    { cell: 4, index: 1, change: "new" },
    { cell: 2, index: 1, change: "gone" },
  ]);
});

Deno.test("figureChange() says how far elements moved", () => {
  const drawn = (x: number, y: number) =>
    `<svg>\n<path d="M${x},5L1e2,${y}" fill="#2f6f9f"/>\n<rect x="3"/>\n</svg>`;
  assert.equal(figureChange(drawn(1, 2), drawn(1, 2)), undefined);
  assert.equal(figureChange(drawn(1, 2), drawn(1.1, 2)), undefined);
  assert.equal(
    figureChange(drawn(1, 2), drawn(1.4, -8.5)),
    "1 of 4 elements moved, by up to 10.5",
  );
});

Deno.test("figureChange() says which words changed, colours and elements too", () => {
  const drawn = (fill: string, ...words: string[]) =>
    `<svg fill="${fill}">\n${words.map((word) => `<text>${word}</text>`).join("\n")}\n</svg>`;
  assert.equal(
    figureChange(drawn("#111", "30.0", "kt"), drawn("#111", "30.1", "kt")),
    'no longer says "30.0"; now says "30.1"',
  );
  assert.equal(figureChange(drawn("#111"), drawn("#122")), "drawn in another way");
  assert.equal(
    figureChange(drawn("#111", "a"), drawn("#111", "a", "b")),
    '3 elements became 4; now says "b"',
  );
});
