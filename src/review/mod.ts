/** Looking back: what new data changed. */
export { CHANGE_CAUSES, whatChanged } from "./what_changed.ts";
export type {
  ChangeCause,
  ChangePart,
  FigureChange,
  HeadlineFigures,
  WhatChanged,
} from "./what_changed.ts";
export { whatChangedAll } from "./what_changed_all.ts";
export type { AllChanges } from "./what_changed_all.ts";
export { comparePublished } from "./compare_published.ts";
export type { PublishedComparison, Verdict } from "./compare_published.ts";
export { balanceRecord } from "./balance_record.ts";
export type { BalanceRecord } from "./balance_record.ts";
export { scoreBalances } from "./score_balances.ts";
export type { BalanceScore } from "./score_balances.ts";
export type { BandScore, Bias } from "./_errors.ts";
export { scoreOutlooks } from "./score_outlooks.ts";
export type { ClassScore, OutlookRecord, OutlookScore, OutlookScores } from "./score_outlooks.ts";
export { backtest } from "./backtest.ts";
export type { Backtest, BacktestEntry, BacktestRecord } from "./backtest.ts";
export { errorSizes } from "./error_sizes.ts";
export type { ErrorSize } from "./error_sizes.ts";
export { deskNote } from "./desk_note.ts";
export type { DeskNote } from "./desk_note.ts";
export type { LinkedFigure, NoteParagraph, NoteRun } from "./_note_text.ts";
export { headline } from "./headline.ts";
export { balanceWords, changeWords, stateWords, WORD_EDGES } from "./note_words.ts";
export type { BalanceWords, Certainty, ChangeWords } from "./note_words.ts";
export { recordedBase } from "./recorded_base.ts";
