/** What an analyst brings, read, shown, and added all or not at all. */
export { auditNote } from "./audit_note.ts";
export type { AuditedClaim, ClaimVerdict } from "./audit_note.ts";
export { effectsOf, MOST_TOLD_APART } from "./effects_of.ts";
export type {
  AccountChange,
  Effects,
  FigureEffect,
  HeadlineChange,
  SeriesChange,
} from "./effects_of.ts";
export { findingsOn } from "./findings_on.ts";
export type { NewPublisher, PlanFindings, UnlikelySize } from "./findings_on.ts";
export { noteText } from "./note_text.ts";
export { plannedTexts, planUpdate } from "./plan_update.ts";
export type { Novelty, PlannedFigure, UpdatePlan } from "./plan_update.ts";
export { MOST_INCOMING_BYTES, readIncoming } from "./read_incoming.ts";
export type { Answers, Incoming, Question } from "./read_incoming.ts";
export type { Origin } from "./_note_origin.ts";
export { readNote } from "./read_note.ts";
export type { NoteOrigin, NoteReading, PlaceInNote, Proposal, Trend, Unread } from "./read_note.ts";
export { TEMPLATE_COLUMNS, templateFor } from "./template_for.ts";
export { workbookOf } from "./workbook_of.ts";
export { withDataLock } from "./with_data_lock.ts";
export type { LockedData } from "./with_data_lock.ts";
