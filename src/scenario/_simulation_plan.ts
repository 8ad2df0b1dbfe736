import { linesIn, type Plan, type Scope } from "../balance/mod.ts";
import type { ErrorModel, ErrorTarget } from "./error_model.ts";
import type { Path } from "./_path.ts";
import { Random } from "./_random.ts";
import { planScores, type ScorePlan } from "./standard_scores.ts";
import { factorTable, isPlainNormal } from "./_shape.ts";
import { OPENING_STOCK } from "./scenario.ts";

/** A line that a simulation can keep for every path, kt. */
export type SimulatedLine = "supplyKt" | "useKt" | "balanceKt" | "closingStockKt";

/** Everything a simulation needs, laid out before its loop so that the loop makes no garbage. */
export interface SimulationPlan {
  readonly random: Random;
  /** Draws each block's scores; absent where every path's have been drawn before. */
  readonly scorePlan: ScorePlan | undefined;
  /** One uncertain step each: its probability, and whether it happens on each path of the block (1 or 0). */
  readonly chances: readonly { readonly probability: number; readonly happens: Float64Array }[];
  readonly opening: PlannedOpening;
  readonly supply: Side;
  readonly use: Side;
  readonly kept: Readonly<Partial<Record<SimulatedLine, Float64Array>>>;
  readonly stockKt: Float64Array;
  readonly scratchKt: Float64Array;
}

/** How an error turns a target's scores into its factors. */
export interface PlannedError {
  readonly scores: Float64Array;
  /** For a normal: standard deviation of the factor, which is 1 + sd x score, but never below 0. */
  readonly sd: number | undefined;
  /** Whether the factor cannot come near 0. */
  readonly isPlain: boolean;
  readonly table: Float64Array | undefined;
}

export interface PlannedTerm {
  /** Without the uncertain steps, by month. */
  readonly values: Float64Array;
  readonly changes: readonly {
    readonly happens: Float64Array;
    readonly deltas: readonly number[];
  }[];
  readonly error: PlannedError | undefined;
}

/** A line is the product of its terms. */
type PlannedFlow = readonly PlannedTerm[];

interface PlannedProduct {
  readonly kt: Float64Array;
  readonly errors: readonly (PlannedError & { readonly sd: number })[];
}

/** A sum of flows. */
export interface Side {
  readonly totalKt: Float64Array;
  readonly error: PlannedError | undefined;
  /** By month, sum of the flows without error, and of those whose error is in `scores`. */
  readonly certainKt: Float64Array;
  /** Scores of the flows that are certain but for one plain normal error, and by month what one of each adds, kt. */
  readonly scores: readonly Float64Array[];
  readonly perScoreKt: readonly (readonly number[])[];
  /** The flows that are certain but for other normal errors, one or two, with their amount by month. */
  readonly products: readonly PlannedProduct[];
  readonly flows: readonly PlannedFlow[];
}

interface PlannedOpening {
  readonly kt: number;
  readonly changes: readonly { readonly happens: Float64Array; readonly deltaKt: number }[];
  readonly error: PlannedError | undefined;
}

/**
 * Lays out the buffers and coefficients of a simulation in blocks of `size` paths.
 *
 * @param drawn each target's scores of every path, where they have been drawn before
 */
export function simulationPlan(
  market: Plan,
  scope: Scope,
  path: Path,
  model: ErrorModel,
  kept: Readonly<Partial<Record<SimulatedLine, Float64Array>>>,
  size: number,
  drawn?: readonly Float64Array[],
): SimulationPlan {
  const months = path.months.length;
  const scorePlan = drawn ? undefined : planScores(model, size);
  const errors = model.targets.map(({ distribution }, i): PlannedError => {
    const isNormal = distribution.kind === "normal";
    return {
      scores: drawn?.[i] ?? scorePlan!.targets[i]!.scores,
      sd: isNormal ? distribution.sd : undefined,
      isPlain: isPlainNormal(distribution),
      table: isNormal ? undefined : factorTable(distribution),
    };
  });
  const errorOf = (target: ErrorTarget) =>
    errors[model.targets.findIndex((entry) => entry.target === target)];
  const chances: { probability: number; happens: Float64Array }[] = [];
  const chanceOf = (probability: number) => {
    const happens = new Float64Array(size);
    chances.push({ probability, happens });
    return happens;
  };
  const shocks = path.shocks.map((shock) => ({
    ...shock,
    happens: shock.probability < 1 ? chanceOf(shock.probability) : undefined,
  }));
  const termOf = (place: number): PlannedTerm => {
    const own = shocks.filter((shock) => shock.place === place);
    const sure = own.filter(({ happens }) => happens === undefined);
    return {
      values: Float64Array.from(
        path.unshocked,
        (values, t) => sure.reduce((sum, { deltas }) => sum + deltas[t]!, values[place]!),
      ),
      changes: own.flatMap(({ happens, deltas }) => happens ? [{ happens, deltas }] : []),
      error: errorOf(market.quantities[place]!.id),
    };
  };
  const lines = linesIn(market, scope).map(({ side, amountAt, unitUseAt }) => ({
    side,
    terms: (unitUseAt < 0 ? [amountAt] : [amountAt, unitUseAt]).map(termOf),
  }));
  const sideOf = (side: "supply" | "use"): Side => {
    const certainKt = new Float64Array(months);
    const linear: { scores: Float64Array; kt: Float64Array }[] = [];
    const products: PlannedProduct[] = [];
    const others: PlannedFlow[] = [];
    for (const { terms } of lines.filter((line) => line.side === side)) {
      const uncertain = terms.filter(({ error, changes }) => error || changes.length > 0);
      const normals = uncertain.flatMap(({ error, changes }) =>
        changes.length === 0 && error?.sd !== undefined ? [{ ...error, sd: error.sd }] : []
      );
      if (normals.length < uncertain.length) {
        others.push(terms);
        continue;
      }
      const kt = Float64Array.from(
        { length: months },
        (_, t) => terms.reduce((product, { values }) => product * values[t]!, 1),
      );
      const [only, second] = normals;
      if (second !== undefined || only?.isPlain === false) products.push({ kt, errors: normals });
      else kt.forEach((value, t) => certainKt[t]! += value);
      if (second === undefined && only?.isPlain) {
        linear.push({ scores: only.scores, kt: kt.map((value) => value * only.sd) });
      }
    }
    return {
      totalKt: new Float64Array(size),
      error: errorOf(side),
      certainKt,
      scores: linear.map(({ scores }) => scores),
      perScoreKt: Array.from({ length: months }, (_, t) => linear.map(({ kt }) => kt[t]!)),
      products,
      flows: others,
    };
  };
  const sureStock = path.stockShocks.filter(({ probability }) => probability === 1);
  const sumOf = (deltas: readonly number[]) => deltas.reduce((a, b) => a + b, 0);
  return {
    random: new Random(),
    scorePlan,
    supply: sideOf("supply"),
    use: sideOf("use"),
    opening: {
      kt: sumOf(path.openingPoolsKt) + sumOf(sureStock.map(({ deltasKt }) => sumOf(deltasKt))),
      changes: path.stockShocks.filter(({ probability }) => probability < 1)
        .map(({ probability, deltasKt }) => ({
          happens: chanceOf(probability),
          deltaKt: sumOf(deltasKt),
        })),
      error: errorOf(OPENING_STOCK),
    },
    chances,
    kept,
    stockKt: new Float64Array(size),
    scratchKt: new Float64Array(size),
  };
}
