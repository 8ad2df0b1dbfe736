import {
  closingResidual,
  type DriverName,
  exactly,
  type Figure,
  type Figures,
} from "../balance/mod.ts";
import { daysInMonth, type Month } from "../calendar/mod.ts";
import type { MonthlySeries } from "../reconcile/mod.ts";
import {
  type Assumption,
  sourceOf,
  sourceOfAssumption,
  type Statement,
} from "../statements/mod.ts";

/** What the figures of a month are looked up in. */
export interface Shelf {
  series(id: string, publisher?: string): MonthlySeries;
  assumption(id: string, month: Month): Assumption | undefined;
  /** The publisher's own balance for the month, if it printed one that is no outlook. */
  publishedBalance(month: Month): Statement | undefined;
}

const NONE: Figure = { range: exactly(0), status: "assumed", sources: [] };

/** Every driver's figure for a month: a statement first, then an assumption, then an error that names what is missing. */
export function figuresOf(month: Month, shelf: Shelf): Figures {
  const productionKt = required(
    month,
    "production",
    printed(shelf.series("silicon_metal_production"), month),
  );
  const polysiliconOutputKt = required(
    month,
    "polysilicon output",
    printedOrAssumed(shelf, shelf.series("polysilicon_production"), "polysilicon_output", month),
  );
  const siliconeOutputKt = required(
    month,
    "silicone output",
    printedOrAssumed(shelf, shelf.series("dmc_production"), "silicone_output", month),
  );
  const exportsKt = required(
    month,
    "exports",
    printedOrAssumed(
      shelf,
      shelf.series("silicon_metal_exports", "China Customs"),
      "exports",
      month,
    ),
  );
  const others = {
    productionKt,
    silicon97Kt: NONE,
    secondarySiliconKt: NONE,
    importsKt: required(month, "imports", assumed(shelf, "imports", month)),
    polysiliconOutputKt,
    polysiliconUnitUse: required(
      month,
      "polysilicon unit use",
      assumed(shelf, "polysilicon_unit_use", month),
    ),
    siliconeOutputKt,
    siliconeUnitUse: required(
      month,
      "silicone unit use",
      assumed(shelf, "silicone_unit_use", month),
    ),
    exportsKt,
    otherUseKt: required(month, "other use", assumed(shelf, "other_use", month)),
  };
  const alloy = alloyFigure(month, shelf, others);
  const share = required(
    month,
    "primary alloy share",
    assumed(shelf, "primary_alloy_share", month),
  );
  return {
    ...others,
    primaryAlloyUseKt: partOf(alloy, share.range.value, share),
    secondaryAlloyUseKt: partOf(alloy, 1 - share.range.value, share),
  };
}

/** Aluminium alloy closes the account where the publisher printed a balance; elsewhere it is assumed. */
function alloyFigure(
  month: Month,
  shelf: Shelf,
  others: Omit<Figures, "primaryAlloyUseKt" | "secondaryAlloyUseKt">,
): Figure {
  const assumption = required(month, "aluminium alloy use", assumed(shelf, "alloy_use", month));
  const balance = shelf.publishedBalance(month);
  if (balance?.value === undefined) return assumption;
  const numbers = valuesOf({ ...others, primaryAlloyUseKt: NONE, secondaryAlloyUseKt: NONE });
  const value = closingResidual({ ...numbers, month, scope: "narrow" }, balance.value);
  const { low, high } = assumption.range;
  return {
    range: { value, low: Math.min(low, value), high: Math.max(high, value) },
    status: "residual",
    sources: [sourceOf(balance), ...assumption.sources],
  };
}

/** What statements say of a month: its value, or the middle of its bounds where both ends are printed. */
function printed(series: MonthlySeries, month: Month): Figure | undefined {
  const point = series.points.find((point) => point.month === month);
  if (point === undefined || point.status === "missing") return undefined;
  const { low, high } = point;
  if (point.status === "bounded" && !(low > 0 && Number.isFinite(high))) return undefined;
  return {
    range: { value: point.value ?? (low + high) / 2, low: Math.max(0, low), high },
    status: point.status === "bounded" ? "derived" : point.status,
    sources: point.statements.map(sourceOf),
  };
}

/** What statements say; where they only limit the month, the assumption kept within the limits. */
function printedOrAssumed(
  shelf: Shelf,
  series: MonthlySeries,
  id: string,
  month: Month,
): Figure | undefined {
  const assumption = assumed(shelf, id, month);
  const point = series.points.find((point) => point.month === month);
  if (assumption === undefined || point?.status !== "bounded") {
    return printed(series, month) ?? assumption;
  }
  const within = (value: number) => Math.min(Math.max(value, point.low), point.high);
  const { value, low, high } = assumption.range;
  return {
    range: { value: within(value), low: within(low), high: within(high) },
    status: "assumed",
    sources: [...assumption.sources, ...point.statements.map(sourceOf)],
  };
}

function assumed(shelf: Shelf, id: string, month: Month): Figure | undefined {
  const assumption = shelf.assumption(id, month);
  if (assumption === undefined) return undefined;
  const { value, low, high, unit } = assumption;
  const scale = unit === "kt/day" ? daysInMonth(month) : 1;
  return {
    range: { value: value * scale, low: low * scale, high: high * scale },
    status: "assumed",
    sources: [sourceOfAssumption(assumption)],
  };
}

function required(month: Month, name: string, figure: Figure | undefined): Figure {
  if (figure === undefined) {
    throw new RangeError(
      `Cannot close the account for ${month}: ${name} is missing: no statement known by then fixes it, and ` +
        "data/assumptions.csv has no value for it",
    );
  }
  return figure;
}

function partOf(figure: Figure, share: number, ground: Figure): Figure {
  const { value, low, high } = figure.range;
  return {
    range: { value: value * share, low: low * share, high: high * share },
    status: figure.status,
    sources: [...figure.sources, ...ground.sources],
  };
}

/** The values of all drivers, without their ranges. */
export function valuesOf(figures: Figures): Record<DriverName, number> {
  return Object.fromEntries(
    Object.entries(figures).map(([driver, { range }]) => [driver, range.value]),
  ) as Record<DriverName, number>;
}
