import { expOf, lnOf, normalCdf, normalQuantile } from "../../src/scenario/_normal.ts";
import { MAX_FILL, Random } from "../../src/scenario/_random.ts";
import assert from "node:assert/strict";
import fc from "fast-check";

Deno.test("expOf() and lnOf() agree with the engine's to 15 digits", () => {
  fc.assert(fc.property(fc.double({ min: -600, max: 600, noNaN: true }), (x) => {
    assert.ok(Math.abs(expOf(x) / Math.exp(x) - 1) < 1e-14);
    const y = Math.exp(x);
    assert.ok(Math.abs(lnOf(y) - Math.log(y)) <= 1e-15 * Math.max(1, Math.abs(Math.log(y))));
  }));
});

Deno.test("normalCdf() undoes normalQuantile()", () => {
  fc.assert(fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (p) => {
    assert.ok(Math.abs(normalCdf(normalQuantile(p)) - p) < 1e-12);
  }));
});

Deno.test("normalQuantile() gives the textbook values", () => {
  assert.equal(normalQuantile(0.975).toFixed(12), "1.959963984540");
  assert.equal(normalQuantile(0.5), 0);
  assert.equal(normalQuantile(1e-10).toFixed(8), "-6.36134090");
});

Deno.test("Random gives normals whose distribution is normal, tails included", () => {
  const random = new Random();
  random.restart(3, 0);
  const out = new Float64Array(MAX_FILL);
  const edges = [-4, -3, -2.66, -2, -1, 0, 1, 2, 2.66, 3, 4];
  const below = edges.map(() => 0);
  const fills = 2000;
  for (let i = 0; i < fills; i++) {
    random.fillNormal(out, MAX_FILL);
    for (const z of out) edges.forEach((edge, k) => below[k]! += z < edge ? 1 : 0);
  }
  const count = fills * MAX_FILL;
  edges.forEach((edge, k) => {
    const p = normalCdf(edge);
    const tolerance = 4.5 * Math.sqrt(p * (1 - p) / count) + 1e-5 * p;
    assert.ok(
      Math.abs(below[k]! / count - p) < tolerance,
      `P(z < ${edge}) is ${below[k]! / count}`,
    );
  });
});

Deno.test("Random repeats its normals for the same seed and stream", () => {
  const draw = () => {
    const random = new Random();
    random.restart(5, 2);
    const out = new Float64Array(MAX_FILL);
    random.fillNormal(out, MAX_FILL);
    return out;
  };
  assert.deepEqual(draw(), draw());
});

Deno.test("Random streams of one seed do not repeat each other", () => {
  const first = new Set<number>();
  const out = new Float64Array(MAX_FILL);
  const random = new Random();
  for (let stream = 0; stream < 50; stream++) {
    random.restart(1, stream);
    random.fillNormal(out, 4);
    first.add(out[0]!);
  }
  assert.equal(first.size, 50);
});
