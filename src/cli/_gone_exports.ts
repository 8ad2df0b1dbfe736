import type { Notebook } from "../notebook/mod.ts";

/** What has taken the place of an export: the same thing by another name, or what to do instead. */
type Successor = { readonly renamed: string } | { readonly instead: string };

const MOVED_TO_STATEMENTS: Successor = { instead: "import it from @silicon/balance/statements" };

const OWN_FILES: Successor = { instead: "loadData() reads the files of a market" };

/** Exports that notebooks were written with and that went. A row for each stays, as long as such notebooks are about. */
export const GONE_EXPORTS: Readonly<Record<string, Successor>> = {
  BacktestTarget: { instead: "targets are the ids of quantities, and balance" },
  BridgeId: { instead: "rows of a bridge have the ids of the account's lines" },
  CLASS_SHARES: { instead: "comparePublished() gives what a class allows, in kt" },
  Correction: MOVED_TO_STATEMENTS,
  DRIVER_LABELS: { instead: "ledger.plan.quantities have labels" },
  DriverEffect: { renamed: "QuantityEffect" },
  DriverError: { renamed: "QuantityError" },
  DriverName: { instead: "quantities go by the ids of quantities.csv" },
  Drivers: { instead: "ledger.values(month).values are in the order of ledger.plan.quantities" },
  Figure: { instead: "a drawing is a Chart; a printed number is a Figure of balance" },
  FigureOptions: { renamed: "ChartOptions" },
  Figures: { instead: "ledger.figures(month) is a list in the order of ledger.plan.quantities" },
  LINE_LABELS: { instead: "ledger.plan.lines have labels" },
  LineId: { instead: "lines go by the ids of account.csv" },
  Reliance: { instead: "tornado() gives each assumption's width" },
  SIMULATION_BLOCK: { instead: "simulate() takes its paths in blocks by itself" },
  SimulateFanOptions: { instead: "fanOf(simulate(base, scenario, { paths }), line)" },
  SimulationBuffers: { instead: "simulate() takes room for its numbers as an option" },
  SimulationShare: { instead: "simulate() takes scores as an option" },
  StateBands: { instead: "the edges between states are STATE_BANDS" },
  StepDriver: { instead: "steps name a quantity by its id, or opening_stock" },
  Table: OWN_FILES,
  TableRow: OWN_FILES,
  applyCorrections: { instead: "loadData() gives statements that corrections have settled" },
  closingResidual: { instead: "closeOnBalance(plan, month, figures, balance)" },
  differenceOf: { instead: "low - other.high and high - other.low are its bounds" },
  driverEffects: { instead: "quantityEffects(ledger.plan, ledger.figures(month))" },
  errorModelOf: { instead: "recordedBase() gives a base with the errors of the record" },
  loadCorrections: { instead: "loadData() gives them as corrections" },
  operatingRate: { instead: "output x basis days / (capacity x days)" },
  readCorrections: MOVED_TO_STATEMENTS,
  readTable: OWN_FILES,
  reliance: { instead: "tornado() gives each assumption's width" },
  setAssumption: { instead: "tornado() and swings() set each assumption; a step sets a quantity" },
  simulateFan: { instead: "fanOf(simulate(base, scenario, { paths }), line)" },
  simulateShare: { instead: "simulate() takes scores and room as options" },
  sourceOf: MOVED_TO_STATEMENTS,
  sourceOfAssumption: MOVED_TO_STATEMENTS,
  swingDriver: { renamed: "swings" },
};

/** What a type error about an export that went should say; other messages as they are. */
export function namingSuccessor(
  message: string,
  gone: Readonly<Record<string, Successor>> = GONE_EXPORTS,
): string {
  const name = /has no exported member (?:named )?'(\w+)'/.exec(message)?.[1];
  const successor = name === undefined || !Object.hasOwn(gone, name) ? undefined : gone[name];
  if (/(?:^Property|, and) 'drivers?' does not exist/.test(message)) {
    return `${message} Drivers are quantities now, by the ids of quantities.csv: a step has a ` +
      "quantity, a month has values in the order of plan.quantities";
  }
  if (successor === undefined) return message;
  return "renamed" in successor
    ? `${name} is now ${successor.renamed}; --fix writes it so`
    : `${name} is gone: ${successor.instead}`;
}

/** Imports exports that only changed their name by the new one, under the name that the cells use. */
export function withRenamedExports(
  notebook: Notebook,
  gone: Readonly<Record<string, Successor>> = GONE_EXPORTS,
): Notebook {
  const renamed = (specifier: string): string => {
    const [, type = "", name = "", as = ` as ${name}`] =
      /^(type\s+)?(\w+)(\s+as\s+\w+)?$/.exec(specifier) ?? [];
    const successor = Object.hasOwn(gone, name) ? gone[name] : undefined;
    return successor === undefined || !("renamed" in successor)
      ? specifier
      : type + successor.renamed + as;
  };
  const IMPORT =
    /(\bimport\s+(?:type\s+)?\{)([^}]*)(\}\s*from\s*["']@silicon\/balance(?:\/\w+)?["'])/g;
  const cells = notebook.cells.map((cell) =>
    cell.cell_type !== "code" ? cell : {
      ...cell,
      source: cell.source.replaceAll(
        IMPORT,
        (_, before, names: string, after) =>
          before + names.replace(/[^\s,][^,]*[^\s,]|[^\s,]/g, renamed) + after,
      ),
    }
  );
  return { ...notebook, cells };
}
