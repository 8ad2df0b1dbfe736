import type { Bridge, BridgeEffect } from "../scenario/mod.ts";
import type { WaterfallRows } from "./waterfall_chart.ts";

const EFFECTS: Readonly<Record<BridgeEffect, string>> = {
  days: "days",
  rate: "daily rate",
  unitUse: "unit consumption",
};

/**
 * A bridge as the rows that `waterfallChart` draws: supply by days and daily rate, use line by line.
 *
 * @param between as `bridge` gives it, kt
 */
export function bridgeRows(between: Bridge): WaterfallRows {
  const steps = between.rows.flatMap(({ label, side, kt, parts }) =>
    side === "supply"
      ? parts.map((part) => ({ label: `${label}: ${EFFECTS[part.effect]}`, kt: part.kt }))
      : [{ label, kt }]
  );
  return {
    startLabel: between.from,
    startKt: between.fromKt,
    steps: steps.filter(({ kt }) => kt !== 0),
    endLabel: between.to,
    endKt: between.toKt,
  };
}
