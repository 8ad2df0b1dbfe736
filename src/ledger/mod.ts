/** The data as of a day: statements and assumptions made into series and accounts. */
export { openLedger } from "./open_ledger.ts";
export type { Ledger, LedgerOptions } from "./ledger.ts";
export type { LatestStock, StockHistory } from "./_pools.ts";
export { parseAsOf } from "./parse_as_of.ts";
export { scenarioBase } from "./scenario_base.ts";
export { loadScenarios, parseScenarioFile } from "./scenario_file.ts";
