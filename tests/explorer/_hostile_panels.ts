import { rangeOf } from "@silicon/balance/balance";
import { type Panel, panel, scenarioDesk } from "@silicon/balance/explorer";
import { makeBase, resolveScenario } from "@silicon/balance/scenario";
import { PLAN, SPEC, specOf } from "../scenario/_base.ts";

/** A desk whose every free word is the attack. */
export function hostileDesk(words: string, id = "desk"): Panel {
  const base = makeBase({
    ...SPEC,
    openingPools: [{ id: "social", label: words, kt: 900, absorbs: 1 }],
    regionShares: [
      { region: "CN-XJ", label: words, share: rangeOf(0.6, 0.5, 0.7) },
      { region: "other", label: "Other", share: rangeOf(0.4, 0.3, 0.5) },
    ],
    assumptions: [{
      id: "polysilicon-unit-use",
      label: words,
      target: { kind: "quantity", quantity: "polysilicon_unit_use" },
      range: rangeOf(1.2, 1.08, 1.28),
      source: words,
    }],
  });
  const preset = resolveScenario(
    PLAN,
    specOf([{ quantity: "silicone_output", kind: "percent", value: -5 }], {
      id: words,
      title: words,
      description: words,
      source: words,
    }),
    { file: words },
  );
  return scenarioDesk(base, [preset], {
    id,
    paths: 100,
    preset: words,
    title: words,
    source: words,
  });
}

/** A panel whose every free word is the attack. */
export function hostilePanel(words: string, id = "own"): Panel {
  return panel({
    id,
    title: words,
    subtitle: words,
    source: words,
    inputs: {
      who: { kind: "select", label: words, options: [words, "other"], value: words },
      cut: { kind: "range", label: words, unit: words, min: 0, max: 1, step: 0.1, value: 0 },
    },
    data: { words, rows: [{ name: words, kt: 1 }, { name: "other", kt: 2 }] },
    view: ({ data, Plot }) => [
      data.words,
      Plot.plot({
        marks: [Plot.barX(data.rows, { x: "kt", y: "name", title: "name", ariaLabel: "name" })],
      }),
      [{ [data.words]: data.words, name: data.words }],
    ],
  });
}
