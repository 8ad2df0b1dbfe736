import type { Month } from "../calendar/mod.ts";
import type { Catalogue, Statement } from "../statements/mod.ts";
import { isOnePublisher, subjectOf } from "./_fact.ts";
import { monthlySeries } from "./monthly_series.ts";
import type { ValuedPoint } from "./series.ts";

/** Which figures are laid side by side. */
export interface SideBySideQuery {
  readonly series: string;
  readonly region: string;
  readonly from: Month;
  readonly to: Month;
  readonly reference: string;
}

/** One publisher's figure for a month. */
export interface PublisherFigure {
  readonly publisher: string;
  readonly point: ValuedPoint;
  /** Its figure less the reference's, in the series' unit; `undefined` for the reference or when either is missing. */
  readonly gap: number | undefined;
  readonly gapShare: number | undefined;
}

/** The same months from several publishers, none mixed with another. */
export interface SideBySide {
  readonly series: string;
  readonly region: string;
  readonly unit: string;
  /** How the publishers' scopes differ, in the catalogue's words; empty where nothing is known of it. */
  readonly scope: string;
  readonly reference: string;
  /** Months for which at least one publisher has a value, with all who have; the reference first. */
  readonly months: readonly {
    readonly month: Month;
    readonly figures: readonly PublisherFigure[];
  }[];
}

/**
 * The same months as different publishers count them, with the gap. Publishers differ in scope, so figures are laid
 * side by side and never spliced.
 *
 * @example
 * ```ts
 * import { publishersSideBySide } from "@silicon/balance/reconcile";
 * import { parseMonth } from "@silicon/balance/calendar";
 * import { loadData } from "@silicon/balance/statements";
 * import assert from "node:assert/strict";
 * const { statements, catalogue, plan: { market, quantities } } = await loadData();
 * const october = parseMonth("2025-10");
 * const { months } = publishersSideBySide(statements, catalogue, {
 *   series: quantities[0]!.series!, region: market.region, reference: market.publisher,
 *   from: october, to: october,
 * });
 * const [own, other] = months[0]!.figures;
 * assert.equal(own!.publisher, market.publisher);
 * assert.equal(other!.gap!.toFixed(), "-47");
 * assert.equal((other!.gapShare! * 100).toFixed(), "-10");
 * ```
 */
export function publishersSideBySide(
  statements: readonly Statement[],
  catalogue: Catalogue,
  query: SideBySideQuery,
): SideBySide {
  const { series, region, from, to, reference } = query;
  const info = catalogue.get(series);
  const own = statements.filter((statement) =>
    statement.region === region && subjectOf(statement) === series && isOnePublisher(statement)
  );
  const names = [...new Set(own.map(({ publisher }) => publisher))]
    .sort((a, b) => Number(b === reference) - Number(a === reference) || (a < b ? -1 : 1));
  const all = names.map((publisher) =>
    monthlySeries(own, { series, publisher, region, from, to, ...info && { kind: info.kind } })
  );
  const months = (all[0]?.points ?? []).map(({ month }, i) => {
    const base = all.find(({ publisher }) => publisher === reference)?.points[i]?.value;
    const figures = all.flatMap(({ publisher, points }): PublisherFigure[] => {
      const point = points[i]!;
      if (point.value === undefined) return [];
      if (publisher === reference || base === undefined) {
        return [{ publisher, point, gap: undefined, gapShare: undefined }];
      }
      const gap = point.value - base;
      return [{ publisher, point, gap, gapShare: gap / base }];
    });
    return { month, figures };
  }).filter(({ figures }) => figures.length > 0);
  const unit = all[0]?.unit ?? "kt";
  return { series, region, unit, scope: info?.publisherScope ?? "", reference, months };
}
