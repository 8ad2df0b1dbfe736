import assert from "node:assert/strict";
import fc from "fast-check";
import { DISPLAY, fact, FACT_MIME, html } from "../../src/markup/mod.ts";

Deno.test("fact() shows itself as a line, as words and as data", () => {
  const shown = fact("use <all>", 12345.678901, "kt", { tolerance: 0.05 })[DISPLAY]();
  assert.equal(
    shown["text/html"],
    '<span class="fact" style="font-size:.85em">use &lt;all&gt;: ' +
      '<data value="12345.678901">12\u202f346</data> kt</span>',
  );
  assert.equal(shown["text/plain"], "use <all>: 12\u202f346 kt");
  assert.deepEqual(shown[FACT_MIME], {
    name: "use <all>",
    value: 12345.678901,
    unit: "kt",
    tolerance: 0.05,
  });
});

Deno.test("fact() escapes every text it is given", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
    fc.pre(text.trim() !== "" && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text));
    const markup = fact(text, 1, text)[DISPLAY]()["text/html"]!;
    assert.equal(markup.match(/</g)!.length, 4);
    assert.equal(markup.match(/"/g)!.length, 6);
  }));
});

Deno.test("fact() shows the digits that count of small and large numbers", () => {
  const text = (value: number) => fact("x", value, "t")[DISPLAY]()["text/plain"];
  assert.deepEqual(
    [0.066, 0.000123456, 3.2e-7, -273.7, 1e6, 2.5e20, 0, -0].map(text),
    [
      "0.066",
      "0.00012346",
      "3.2e-7",
      "-273.7",
      "1\u202f000\u202f000",
      "250000000000000000000",
      "0",
      "0",
    ]
      .map((number) => `x: ${number} t`),
  );
});

Deno.test("fact() refuses what is no number and no text", () => {
  const cases: [unknown[], typeof TypeError, RegExp][] = [
    [
      ["use", undefined, "kt"],
      TypeError,
      /^Cannot state the fact use: its value must be a number, is undefined$/,
    ],
    [["use", "7", "kt"], TypeError, /its value must be a number, is 7$/],
    [["use", NaN, "kt"], RangeError, /its value must be finite, is NaN$/],
    [["use", -Infinity, "kt"], RangeError, /its value must be finite, is -Infinity$/],
    [
      [undefined, 1, "kt"],
      TypeError,
      /^Cannot state a fact: its name must be a text, is undefined$/,
    ],
    [["", 1, "kt"], RangeError, /its name must be a text on one line, is ""$/],
    [["a\nb", 1, "kt"], RangeError, /its name must be a text on one line, is "a\\nb"$/],
    [["use", 1, undefined], TypeError, /its unit must be a text, is undefined$/],
    [["use", 1, " "], RangeError, /its unit must be a text on one line/],
    [["use", 1, "kt", { tolerance: -1 }], RangeError, /its tolerance must be >= 0, is -1$/],
    [["use", 1, "kt", { tolerance: NaN }], RangeError, /its tolerance must be finite, is NaN$/],
  ];
  for (const [given, kind, message] of cases) {
    assert.throws(() => fact(...given as Parameters<typeof fact>), (error: Error) => {
      assert.ok(error instanceof kind);
      assert.match(error.message, message);
      return true;
    });
  }
});

Deno.test("html states the facts that stand in it, however deep", () => {
  const inner = html`<li>${fact("a", 1, "kt")}</li>`;
  const shown = html`<ul>${[inner, html`<li>none</li>`]}</ul>${fact("b", 2, "days")}`[DISPLAY]();
  assert.deepEqual(shown[FACT_MIME], [
    { name: "a", value: 1, unit: "kt" },
    { name: "b", value: 2, unit: "days" },
  ]);
  assert.match(shown["text/html"]!, /a: <data value="1">1<\/data> kt/);
});
