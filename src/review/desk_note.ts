import { dayLabel, type Month, monthLabel } from "../calendar/mod.ts";
import type { Source } from "../balance/mod.ts";
import type { Ledger } from "../ledger/mod.ts";
import { DISPLAY, type DisplayBundle, type Displayed } from "../markup/mod.ts";
import { bandOf } from "./_band.ts";
import { headlineRuns } from "./_note_headline.ts";
import { publisherRuns, stockRuns, useRuns, viewRuns } from "./_note_paragraphs.ts";
import { groundsOf, htmlOf, markdownOf, type NoteParagraph, textOf } from "./_note_text.ts";
import { balanceWords } from "./note_words.ts";

/** A market note of one page, with the ground of every figure in it. Shows itself in a notebook. */
export interface DeskNote extends Displayed {
  readonly month: Month;
  readonly title: string;
  readonly paragraphs: readonly NoteParagraph[];
  /** What its figures rest on, in the order of the text: statements, assumptions and formulas. */
  readonly grounds: readonly Source[];
  readonly text: string;
  readonly markdown: string;
  readonly html: string;
}

/**
 * A market note of one page, written from the account: what happened, what uses did, what stock shows, what would change
 * the view, and what publishers say.
 *
 * Words follow {@link WORD_EDGES}: a build, a draw or a direction is named only as far as its interval bears it out, and
 * is called probable or left open otherwise. Every figure carries the statements, assumptions or the formula it comes
 * from.
 *
 * @returns the note; quantities in kt, balance + is a build, - is a draw
 * @throws {RangeError} when the month's account cannot be closed, naming the missing figure
 *
 * @example
 * ```ts
 * import { deskNote } from "@silicon/balance/review";
 * import { openLedger } from "@silicon/balance/ledger";
 * import { parseDay, parseMonth } from "@silicon/balance/calendar";
 * import assert from "node:assert/strict";
 * const ledger = await openLedger({ asOf: parseDay("2026-02-10") });
 * const note = deskNote(ledger, parseMonth("2026-02"));
 * assert.match(note.title, /February 2026: neither a clear build nor a clear draw$/);
 * assert.match(note.markdown, /273\.7 kt\[\^\d+\]/);
 * ```
 */
export function deskNote(ledger: Ledger, month: Month): DeskNote {
  const { value, sdKt } = bandOf(ledger, ledger.account(month));
  const title = `${ledger.plan.market.title}, ${monthLabel(month)}: ${
    balanceWords(value, sdKt).text
  }`;
  const paragraphs: NoteParagraph[] = [
    { heading: "", runs: headlineRuns(ledger, month) },
    { heading: "Use", runs: useRuns(ledger, month) },
    { heading: "Stock", runs: stockRuns(ledger, month) },
    { heading: "What would change the view", runs: viewRuns(ledger, month) },
    { heading: "What publishers say", runs: publisherRuns(ledger, month) },
    {
      heading: "Basis",
      runs: [
        `What was in print by ${
          dayLabel(ledger.asOf)
        }, on ${ledger.publisher}'s counts. ${ledger.plan.market.country}, ` +
        "thousand metric tons (kt). Balance = supply - use = implied stock change: + is a build, - is a draw.",
      ],
    },
  ].filter(({ runs }) => runs.length > 0);
  const lines = paragraphs.map(({ heading, runs }) =>
    heading === "" ? textOf(runs) : `${heading}. ${textOf(runs)}`
  );
  const text = [title, ...lines].join("\n\n") + "\n";
  const markdown = markdownOf(title, paragraphs);
  const html = String(htmlOf(title, paragraphs, `note-${month}-${ledger.asOf}`));
  return {
    month,
    title,
    paragraphs,
    grounds: groundsOf(paragraphs),
    text,
    markdown,
    html,
    [DISPLAY]: (): DisplayBundle => ({
      "text/html": html,
      "text/markdown": markdown,
      "text/plain": text,
    }),
  };
}
