import type { PageFact, PageFigure } from "../render/mod.ts";
import { figureChange } from "./_figure_change.ts";
import type { PageValues } from "./_page_values.ts";

/** A fact that is not what it was, is new, or is gone. */
export interface FactChange {
  name: string;
  before?: PageFact;
  after?: PageFact;
}

/** A drawing that is not what it was, is new, or is gone. */
export interface FigureChange {
  /** Place of its cell on the page where it is, or was. */
  cell: number;
  index: number;
  change: string;
}

/** What differs between two runs of a page. */
export interface ValueChanges {
  facts: FactChange[];
  figures: FigureChange[];
}

/** Differences that arithmetic in another order leaves: a part of the larger number, and near zero a bare number. */
const RELATIVE_TOLERANCE = 1e-9;
const ABSOLUTE_TOLERANCE = 1e-12;

/** What differs from one run to the next; numbers within their tolerance do not. */
export function valueChanges(before: PageValues, after: PageValues): ValueChanges {
  return { facts: factChanges(before.facts, after.facts), figures: figureChanges(before, after) };
}

function factChanges(before: readonly PageFact[], after: readonly PageFact[]): FactChange[] {
  const was = new Map(before.map((fact) => [fact.name, fact]));
  const names = new Set(after.map(({ name }) => name));
  const changed = after.flatMap((fact): FactChange[] => {
    const { name } = fact;
    const old = was.get(name);
    if (old === undefined) return [{ name, after: fact }];
    return isSame(old, fact) ? [] : [{ name, before: old, after: fact }];
  });
  const gone = before.filter(({ name }) => !names.has(name));
  return [...changed, ...gone.map((fact) => ({ name: fact.name, before: fact }))];
}

/** By the tolerance that the newer run gives. */
function isSame(before: PageFact, after: PageFact): boolean {
  if (before.unit !== after.unit) return false;
  const tolerance = after.tolerance ??
    RELATIVE_TOLERANCE * Math.max(Math.abs(before.value), Math.abs(after.value));
  return Math.abs(after.value - before.value) <= Math.max(tolerance, ABSOLUTE_TOLERANCE);
}

function figureChanges(before: PageValues, after: PageValues): FigureChange[] {
  const left = new Set(before.figures);
  const partners = new Map<PageFigure, PageFigure>();
  // The same code draws the same figure wherever it stands; where the code was changed, the cell tells.
  for (const key of ["source", "cellId"] as const) {
    for (const figure of after.figures) {
      if (partners.has(figure)) continue;
      const partner = [...left].find((one) =>
        one[key] === figure[key] && one.index === figure.index
      );
      if (partner === undefined) continue;
      partners.set(figure, partner);
      left.delete(partner);
    }
  }
  const changed = after.figures.flatMap((figure): FigureChange[] => {
    const partner = partners.get(figure);
    const change = partner === undefined ? "new" : figureChange(partner.drawing, figure.drawing);
    return change === undefined ? [] : [{ cell: figure.cell, index: figure.index, change }];
  });
  const gone = [...left].map(({ cell, index }) => ({ cell, index, change: "gone" }));
  return [...changed, ...gone];
}
