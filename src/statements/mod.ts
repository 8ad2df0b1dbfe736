/** What publishers printed, typed and validated, with the assumptions beside it. */
export { asOf, UNDATED_KNOWN_FROM } from "./as_of.ts";
export type { Assumption } from "./assumptions.ts";
export { readAssumptions } from "./assumptions.ts";
export { readCatalogue } from "./catalogue.ts";
export type { Catalogue, SeriesInfo, SeriesKind } from "./catalogue.ts";
export { DATA_FOLDER, duplicateProblems, loadData } from "./load_data.ts";
export type { MarketData } from "./load_data.ts";
export { readPeriod } from "./period.ts";
export type { Period, PeriodKind } from "./period.ts";
export { printedHalfWidth } from "./printed_half_width.ts";
export { DataError } from "./problem.ts";
export type { Problem } from "./problem.ts";
export { readStatements, STATEMENT_COLUMNS } from "./read_statements.ts";
export { readScopeBreaks } from "./scope_breaks.ts";
export type { ScopeBreak } from "./scope_breaks.ts";
export type { BalanceClass, Basis, Bound, Measure, Statement } from "./statement.ts";
export { figureKey, vintagesOf } from "./vintages.ts";
export type { Vintages } from "./vintages.ts";
