import assert from "node:assert/strict";
import { panel } from "@silicon/balance/explorer";
import { shownBy } from "./_panels.ts";

const OPTIONS = { title: "A panel", inputs: {}, data: { kt: 3 } } as const;

Deno.test("panel() draws words, charts and rows with the opening values", () => {
  const shown = shownBy(panel({
    ...OPTIONS,
    inputs: {
      cut: { kind: "range", label: "Cut", min: 0, max: 10, step: 1, value: 4 },
      who: { kind: "select", label: "Who", options: ["all", "some"], value: "some" },
      sure: { kind: "toggle", label: "Sure", value: true },
    },
    view: ({ inputs, data, Plot, model, width }) => {
      const rows = [{ month: "Feb", balanceKt: data.kt * inputs.cut, note: undefined }];
      return [
        `${inputs.who} ${inputs.sure} ${model.signedText(rows[0]!.balanceKt, 1)}`,
        Plot.plot({ width, marks: [Plot.barY(rows, { x: "month", y: "balanceKt" })] }),
        rows,
      ];
    },
  }));
  assert.match(shown["text/plain"]!, /^A panel\nsome true \+12\.0$/);
  assert.match(shown["text/html"]!, /<rect [^>]*width=/);
  assert.match(shown["text/html"]!, /<td class="number">12<\/td>/);
  assert.match(shown["image/svg+xml"]!, /^<svg[^>]*xmlns=/);
});

Deno.test("panel() has the values of inputs typed by their kind", () => {
  panel({
    ...OPTIONS,
    inputs: {
      cut: { kind: "range", label: "Cut", min: 0, max: 10, step: 1, value: 4 },
      sure: { kind: "toggle", label: "Sure", value: true },
    },
    view: ({ inputs, data }) => {
      const cut: number = inputs.cut;
      const sure: boolean = inputs.sure;
      // @ts-expect-error: there is no such input
      void inputs.other;
      // @ts-expect-error: there is no such field
      void data.other;
      return `${cut} ${sure}`;
    },
  });
});

const outside = 2;
function helper(value: number): number {
  return value * outside;
}

type View = (context: { readonly data: { readonly kt: number } }) => string;

const OPEN: readonly (readonly [string, string, View])[] = [
  ["a constant", "outside", () => `${outside}`],
  ["a function", "helper", () => `${helper(1)}`],
  [
    "a constant in a branch that is not taken",
    "outside",
    ({ data }) => data.kt < 0 ? `${outside}` : "",
  ],
  ["a constant in an inner function", "outside", () => [1].map((x) => x * outside).join()],
  ["a constant in a default", "outside", () => ((x = outside) => `${x}`)()],
  ["a constant as a shorthand field", "outside", () => JSON.stringify({ outside })],
  ["a constant as a computed field", "outside", () => JSON.stringify({ [outside]: 1 })],
  ["a constant in a template", "outside", () => String.raw`${outside}`],
  ["the document", "document", () => document.title],
  ["the network", "fetch", () => String(fetch("x"))],
  ["Deno", "Deno", () => Deno.version.deno],
  ["eval", "eval", () => String((0, eval)("1"))],
  ["the global object", "globalThis", () => String(globalThis)],
  ["a dynamic import", "import()", () => String(import("node:fs"))],
  ["an assignment", "outsideLet", () => String(outsideLet = 3)],
];
let outsideLet = 1;
void outsideLet;

for (const [what, name, view] of OPEN) {
  Deno.test(`panel() refuses a view that uses ${what} from outside, and names it`, () => {
    assert.throws(
      () => panel({ ...OPTIONS, view }),
      (error: Error) => error instanceof RangeError && error.message.includes(`"${name}"`),
    );
  });
}

Deno.test("panel() takes a view whose own names are declared in every way there is", () => {
  const shown = panel({
    ...OPTIONS,
    view({ data: { kt, ...rest }, inputs = {} }) {
      class Box {
        static size = 1;
        value = kt;
        get twice() {
          return this.value * 2;
        }
      }
      function twice(value: number): number {
        return value <= 0 ? value : twice(value - 1) + 2;
      }
      const [first = 1, , ...others] = [kt, 2, 3];
      let text = "";
      outer: for (const letter of "ab") {
        for (let i = 0; i < 2; i++) {
          if (i === 1) continue outer;
          text += letter;
        }
      }
      try {
        throw new Error("x");
      } catch (error) {
        text += (error as Error).message;
      }
      const named = function recur(n: number): number {
        return n === 0 ? 0 : recur(n - 1);
      };
      const { length: size } = others;
      return [
        text,
        `${new Box().twice} ${Box.size} ${twice(2)} ${first} ${size} ${named(2)}`,
        JSON.stringify([rest, inputs]),
      ];
    },
  });
  assert.equal(shown.text, "A panel\nabx\n6 1 4 3 1 0\n[{},{}]");
});

Deno.test("panel() refuses what is no plain function", () => {
  const refuse = (view: unknown, pattern: RegExp) =>
    assert.throws(() => panel({ ...OPTIONS, view: view as () => string }), pattern);
  refuse("text", /view must be a function, is string/);
  refuse(async () => await "x", /async or a generator/);
  refuse(function* () {}, /async or a generator/);
  refuse(String.raw.bind(null), /written out as a function/);
  refuse(class {}, /written out as a function/);
});

Deno.test("panel() refuses data that would be other data in the page, and names the place", () => {
  const refuse = (data: unknown, pattern: RegExp) =>
    assert.throws(() => panel({ title: "P", inputs: {}, data, view: () => "" }), pattern);
  refuse({ rows: [1, NaN] }, /data\.rows\[1\] must be .*, is NaN/);
  refuse({ day: new Date(0) }, /data\.day must be .*, is a Date/);
  refuse(new Map(), /data must be .*, is a Map/);
  refuse({ f: () => 1 }, /data\.f must be .*, is a function/);
  refuse([1n], /data\[0\] must be .*, is a bigint/);
  const ring: { self?: unknown } = {};
  ring.self = ring;
  refuse(ring, /data\.self must be .*, is inside itself/);
});

Deno.test("panel() refuses inputs that cannot open, and names the field", () => {
  const refuse = (input: unknown, pattern: RegExp) =>
    assert.throws(
      () => panel({ title: "P", inputs: { a: input as never }, data: 0, view: () => "" }),
      pattern,
    );
  refuse(
    { kind: "range", label: "A", min: 1, max: 0, step: 1, value: 0 },
    /inputs\.a\.min must be below max/,
  );
  refuse(
    { kind: "range", label: "A", min: 0, max: 1, step: 0, value: 0 },
    /inputs\.a\.step must be above 0/,
  );
  refuse(
    { kind: "range", label: "A", min: 0, max: 1, step: 1, value: 2 },
    /inputs\.a\.value must be 0 to 1, is 2/,
  );
  refuse(
    { kind: "select", label: "A", options: ["x"], value: "y" },
    /inputs\.a\.value must be one of x, is "y"/,
  );
  refuse({ kind: "dial", label: "A" }, /inputs\.a\.kind must be range, select or toggle, is dial/);
});

Deno.test("panel() refuses a view whose result cannot be shown, or whose text cannot stand in a page", () => {
  assert.throws(
    () => panel({ ...OPTIONS, view: () => null as never }),
    /give back text, .* gave null/,
  );
  assert.throws(() => panel({ ...OPTIONS, view: () => 7 as never }), /gave number/);
  assert.throws(() => panel({ ...OPTIONS, view: () => "</script>" }), /must not hold "<\/script"/);
});
