import assert from "node:assert/strict";
import fc from "fast-check";
import {
  csvText,
  decimalsOf,
  DISPLAY,
  escapeHtml,
  html,
  numberText,
  percentText,
  signedText,
} from "../../src/markup/mod.ts";

Deno.test("html escapes every value put into it", () => {
  const name = `<img src=x onerror="alert('1')">&`;
  assert.equal(
    String(html`<td title="${name}">${name}</td>`),
    `<td title="${escapeHtml(name)}">${escapeHtml(name)}</td>`,
  );
  assert.doesNotMatch(String(html`${name}`), /[<>"']/);
});

Deno.test("html keeps markup of its own, joins lists and leaves nothing for what is missing", () => {
  const rows = [html`<b>1</b>`, undefined, null, false, 0, "<"];
  assert.equal(String(html`<p>${rows}</p>`), "<p><b>1</b>0&lt;</p>");
});

Deno.test("html puts in a shown value by its own markup", () => {
  const shown = { [DISPLAY]: () => ({ "text/html": "<i>x</i>", "text/plain": "x" }) };
  const plain = { [DISPLAY]: () => ({ "text/plain": "a < b" }) };
  assert.equal(String(html`${shown}, ${plain}`), "<i>x</i>, a &lt; b");
});

Deno.test("html shows itself as markup and as words", () => {
  assert.deepEqual(html`<p>R&amp;D is <b>${"< 5%"}</b></p>`[DISPLAY](), {
    "text/html": "<p>R&amp;D is <b>&lt; 5%</b></p>",
    "text/plain": "R&D is < 5%",
  });
});

Deno.test("escapeHtml leaves no character that could open a tag or end an attribute", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    assert.doesNotMatch(escapeHtml(text), /[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
  }));
});

Deno.test("numberText fixes decimals and parts thousands", () => {
  assert.equal(numberText(1234567.891, 1), "1\u202f234\u202f567.9");
  assert.equal(numberText(999, 2), "999.00");
  assert.equal(numberText(-5.84, 1), "-5.8");
});

Deno.test("numberText writes an en dash for what is missing or not finite", () => {
  for (const value of [undefined, NaN, Infinity, -Infinity]) {
    assert.equal(numberText(value, 1), "–");
  }
  assert.equal(signedText(undefined, 1), "–");
  assert.equal(percentText(undefined, 1), "–");
});

Deno.test("numberText and signedText give zero no sign", () => {
  for (const value of [0, -0, -0.04, 0.04]) {
    assert.equal(numberText(value, 1), "0.0");
    assert.equal(signedText(value, 1), "0.0");
  }
  assert.equal(signedText(30, 1), "+30.0");
});

Deno.test("decimalsOf finds the fewest decimals, up to a limit", () => {
  assert.equal(decimalsOf([1, 2, 300]), 0);
  assert.equal(decimalsOf([375.5, 1]), 1);
  assert.equal(decimalsOf([0.1 + 0.2]), 1);
  assert.equal(decimalsOf([1 / 3], 3), 3);
  assert.equal(decimalsOf([NaN, Infinity]), 0);
});

Deno.test("csvText quotes what would break a row, and leaves missing empty", () => {
  assert.equal(
    csvText(["a", "b,c"], [["x\ny", 'say "hi"'], [undefined, NaN], [0.1, null]]),
    'a,"b,c"\n"x\ny","say ""hi"""\n,\n0.1,\n',
  );
});

Deno.test("csvText gives a spreadsheet no formula to run, and leaves signed numbers as they are", () => {
  const cells = ["=1+1", "@SUM(1)", "+cmd|' /C calc'!A0", "-2+3", "\t=1", "- as of", "a;=1"];
  assert.equal(
    csvText(["=head"], cells.map((cell) => [cell])),
    `'=head\n'=1+1\n'@SUM(1)\n'+cmd|' /C calc'!A0\n'-2+3\n"'\t=1"\n'- as of\n"a;=1"\n`,
  );
  const others = ["-x", "+x", "\uff1d1+1", " =1+1", "\n=1", "\r=1", "=", "\uff20x", "\u00a0+x"];
  for (const cell of others) {
    assert.match(csvText(["n"], [[cell]]), /^n\n"?'/, JSON.stringify(cell));
  }
  const numbers = ["-27.1", "+3", "-0.5%", "-1,000.5", "+15 %"];
  assert.equal(
    csvText(["n"], [[-2.5], ...numbers.map((number) => [number])]),
    'n\n-2.5\n-27.1\n+3\n-0.5%\n"-1,000.5"\n+15 %\n',
  );
});
