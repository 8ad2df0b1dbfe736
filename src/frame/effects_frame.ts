import type { QuantityEffect } from "../balance/mod.ts";
import type { DataFrame } from "./_danfo.ts";
import { frameOf } from "./frame_of.ts";

/**
 * Quantity by quantity, the balance at each end of its range.
 *
 * @param effects as `quantityEffects` gives them, kt
 * @param caption one sentence under the table
 * @returns columns quantity, low, high, unit, and the balance at each end; + is a build, - is a draw
 *
 * @example
 * ```ts
 * import { effectsFrame } from "@silicon/balance/frame";
 * import assert from "node:assert/strict";
 * const frame = effectsFrame([{
 *   quantity: "exports", label: "Exports", low: 50, high: 66, unit: "kt",
 *   balanceAtLowKt: 38, balanceAtHighKt: 22, spanKt: 16,
 * }], "January 2026");
 * assert.deepEqual(frame.column("spanKt").values, [16]);
 * ```
 */
export function effectsFrame(effects: readonly QuantityEffect[], caption: string): DataFrame {
  return frameOf(effects, [
    { key: "label", label: "Quantity" },
    { key: "low", label: "Low", digits: 2 },
    { key: "high", label: "High", digits: 2 },
    { key: "unit" },
    { key: "balanceAtLowKt", label: "Balance at low (+ build, - draw)", digits: 1 },
    { key: "balanceAtHighKt", label: "Balance at high (+ build, - draw)", digits: 1 },
    { key: "spanKt", label: "Span", digits: 1 },
  ], { caption });
}
