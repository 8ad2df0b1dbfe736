import { parseDay, parseMonth } from "@silicon/balance/calendar";
import { scenarioDesk } from "@silicon/balance/explorer";
import { loadScenarios, openLedger, scenarioBase } from "@silicon/balance/ledger";
import { answerOf } from "../../src/explorer/desk/drawn.ts";
import { markupOf } from "../../src/explorer/desk/node.ts";
import { numbersOf } from "../../src/explorer/desk/numbers.ts";
import { stillOf } from "../../src/explorer/desk/still.ts";
import type { State } from "../../src/explorer/desk/setup.ts";
import { COLOURS } from "@silicon/balance/figure";
import { comparableSvg } from "../../src/render/mod.ts";
import { setupOf } from "./_panels.ts";

const ledger = await openLedger({
  asOf: parseDay("2026-02-10"),
  folder: new URL("../fixtures/markets/lithium/", import.meta.url),
});
const desk = scenarioDesk(
  scenarioBase(ledger, parseMonth("2026-01")),
  await loadScenarios(ledger),
  { paths: 500, source: "made up" },
);
const SETUP = setupOf(desk);

/** What a reader may have chosen: nothing; a strike; a deep cut beside growing use, seen two months on; a long horizon. */
const STATES: Readonly<Record<string, State>> = {
  "the base": SETUP.opening,
  "a preset": { ...SETUP.opening, preset: "strike" },
  "levers moved, a later month": {
    ...SETUP.opening,
    months: 4,
    focus: parseMonth("2026-04"),
    values: { "production-antofagasta": -22.5, cathodes: 12, exports: -35, "opening-stock": 27 },
  },
  "one month": { ...SETUP.opening, months: 1, values: { "cathode-unit-use": 0.4 } },
  "two years": { ...SETUP.opening, months: 24, focus: parseMonth("2027-06") },
};

for (const [name, state] of Object.entries(STATES)) {
  Deno.test(`a desk draws ${name} as before`, async (t) => {
    const { summary, facts, figures, tables } = answerOf(SETUP, numbersOf(SETUP, state));
    await t.assertSnapshot([summary, markupOf(facts)]);
    for (const { title, note, draw } of figures) {
      const wideAndNarrow = [560, 340].map((width) => comparableSvg(markupOf(draw(width))));
      await t.assertSnapshot([title, note, ...wideAndNarrow]);
    }
    for (const table of tables) await t.assertSnapshot([markupOf(table.draw()), table.csv()]);
    const still = stillOf(
      figures.map((figure) => [figure.title, figure.draw(560)] as const),
      560,
      COLOURS,
      { title: summary, source: "made up" },
    );
    await t.assertSnapshot(comparableSvg(still));
  });
}
