import { chartsOf, type PanelChart, tablesOf } from "./charts.ts";
import { h, type VNode } from "./node.ts";
import type { Numbers } from "./numbers.ts";
import type { Setup } from "./setup.ts";
import type { PanelTable } from "./tables.ts";
import { factsOf, summaryOf } from "./words.ts";

/** The parts of a panel's answer, each drawn anew when a lever moves. */
export interface Answer {
  readonly summary: string;
  readonly facts: VNode;
  readonly figures: readonly PanelChart[];
  readonly tables: readonly (PanelTable & { readonly id: string })[];
}

/** What a panel says, from its numbers. */
export function answerOf(setup: Setup, numbers: Numbers): Answer {
  return {
    summary: summaryOf(numbers),
    facts: h(
      "dl",
      { class: "sp-facts" },
      factsOf(setup, numbers).map(([name, value]) =>
        h("div", {}, h("dt", {}, name), h("dd", {}, value))
      ),
    ),
    figures: chartsOf(setup, numbers),
    tables: tablesOf(setup, numbers),
  };
}
