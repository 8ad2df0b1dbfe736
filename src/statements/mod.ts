/** What publishers printed, typed and validated, with the assumptions beside it. */
export { asOf, UNDATED_KNOWN_FROM } from "./as_of.ts";
export type { Assumption } from "./assumptions.ts";
export { readAssumptions } from "./assumptions.ts";
export { readCatalogue, SERIES_KINDS } from "./catalogue.ts";
export type { Catalogue, SeriesInfo, SeriesKind } from "./catalogue.ts";
export type { Correction } from "./corrections.ts";
export { readCorrections } from "./corrections.ts";
export { DATA_FOLDER, duplicateProblems, loadData } from "./load_data.ts";
export type { MarketData } from "./load_data.ts";
export { readPeriod } from "./period.ts";
export type { Period, PeriodKind } from "./period.ts";
export { printedHalfWidth } from "./printed_half_width.ts";
export { DataError } from "./problem.ts";
export type { Problem } from "./problem.ts";
export { PLAN_TABLES, readPlan } from "./read_plan.ts";
export type { PlanTable } from "./read_plan.ts";
export { readSettled, UPDATE_FOLDER } from "./read_settled.ts";
export { readStatements, STATEMENT_COLUMNS } from "./read_statements.ts";
export { reprinted } from "./reprinted.ts";
export { readScopeBreaks } from "./scope_breaks.ts";
export type { ScopeBreak } from "./scope_breaks.ts";
export { sourceOf, sourceOfAssumption } from "./source_of.ts";
export { readCells } from "./read_cells.ts";
export type { CellsRead, TextCell } from "./read_cells.ts";
export { readManifest } from "./read_manifest.ts";
export type { UpdateManifest } from "./read_manifest.ts";
export { allowedBy, BALANCE_CLASSES, BASES, BOUNDS, isNumber, MEASURES } from "./statement.ts";
export type {
  BalanceClass,
  Basis,
  Bound,
  ClassStatement,
  Measure,
  NumberStatement,
  Statement,
  StatementRow,
} from "./statement.ts";
export { statementsText } from "./statements_text.ts";
export type { StatementFields } from "./statements_text.ts";
export { figureKey, vintagesOf } from "./vintages.ts";
export type { Vintages } from "./vintages.ts";
