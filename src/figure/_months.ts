import { isMonth, monthLabel } from "../calendar/mod.ts";
import * as Plot from "@observablehq/plot";

const LABEL_PX = 34;

/**
 * Months along the bottom as words, as many as there is room for, the year under the first and under each January.
 *
 * @param room px that the months have together
 */
export function monthAxis(months: readonly string[], room: number): Plot.Markish {
  const labels = monthLabels(months, room);
  return Plot.axisX({
    label: null,
    tickSize: 0,
    tickPadding: 6,
    lineHeight: 1.2,
    fillOpacity: 0.8,
    tickFormat: (month: string) => labels.get(month) ?? "",
  });
}

function monthLabels(months: readonly string[], room: number): ReadonlyMap<string, string> {
  const every = STEPS.find((step) => (months.length / step) * LABEL_PX <= room) ?? 12;
  const labels = new Map<string, string>();
  let year = "";
  // Steps count from January, so that each year shows the same months.
  for (const month of months) {
    if (every > 1 && (Number(month.slice(5)) - 1) % every !== 0) continue;
    const [name, inYear] = shortMonth(month).split(" ") as [string, string];
    labels.set(month, inYear === year ? name : `${name}\n${inYear}`);
    year = inYear;
  }
  return labels;
}

const STEPS = [1, 2, 3, 6, 12];

/** `Feb 2026`. */
export function shortMonth(month: string): string {
  return isMonth(month) ? monthLabel(month, "short") : month;
}

/** `February 2026`. */
export function longMonth(month: string): string {
  return isMonth(month) ? monthLabel(month) : month;
}
