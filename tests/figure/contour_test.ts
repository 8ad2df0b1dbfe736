import assert from "node:assert/strict";
import fc from "fast-check";
import { contourOf } from "../../src/figure/_contour.ts";
import { spread } from "../../src/figure/_panel.ts";

Deno.test("contourOf follows a plane exactly", () => {
  const points = [0, 1, 2, 3].flatMap((x) => [0, 1, 2].map((y) => ({ x, y, value: 2 * x - y })));
  const segments = contourOf(points, 1.5);
  assert.ok(segments.length > 2);
  for (const { x1, y1, x2, y2 } of segments) {
    assert.ok(Math.abs(2 * x1 - y1 - 1.5) < 1e-12 && Math.abs(2 * x2 - y2 - 1.5) < 1e-12);
  }
});

Deno.test("contourOf draws nothing outside the values", () => {
  const points = [0, 1].flatMap((x) => [0, 1].map((y) => ({ x, y, value: x + y })));
  assert.deepEqual(contourOf(points, 3), []);
  assert.deepEqual(contourOf(points, -1), []);
});

Deno.test("spread parts labels and keeps their order", () => {
  const places = fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { maxLength: 5 });
  fc.assert(fc.property(places, (wanted) => {
    const moved = spread(wanted, 14);
    const order = wanted.map((_, i) => i).toSorted((a, b) => wanted[a]! - wanted[b]!);
    for (let k = 1; k < order.length; k++) {
      assert.ok(moved[order[k]!]! - moved[order[k - 1]!]! > 13);
    }
  }));
});

Deno.test("spread leaves labels with room where they are", () => {
  assert.deepEqual(spread([10, 50, 30], 14), [10, 50, 30]);
});
