import type { FactChange, ValueChanges } from "./_value_changes.ts";

const NONE = "–";

/** What changed on each page, as lines: a table of the facts, then the figures. */
export function printChanges(pages: ReadonlyMap<string, ValueChanges>): string[] {
  const facts = [...pages].flatMap(([page, { facts }]) =>
    facts.map((change) => [...factCells(change), page])
  );
  const figures = [...pages].flatMap(([page, { figures }]) =>
    figures.map(({ cell, index, change }) => `${page}, cell ${cell}, figure ${index}: ${change}`)
  );
  return [
    ...(facts.length === 0
      ? []
      : table([["Fact", "Before", "Now", "Difference", "Unit", "Page"], ...facts])),
    ...figures,
  ];
}

/** Name, before, now, difference and unit. */
function factCells({ name, before, after }: FactChange): string[] {
  if (before === undefined) return [name, NONE, String(after!.value), "new", after!.unit];
  if (after === undefined) return [name, String(before.value), NONE, "gone", before.unit];
  if (before.unit !== after.unit) {
    const unit = `${before.unit} -> ${after.unit}`;
    return [name, String(before.value), String(after.value), "unit changed", unit];
  }
  const difference = after.value - before.value;
  const text = numbersAs(difference);
  const share = before.value === 0 ? undefined : difference / Math.abs(before.value) * 100;
  const sign = difference > 0 ? "+" : "";
  return [
    name,
    text(before.value),
    text(after.value),
    `${sign}${text(difference)}${share === undefined ? "" : ` (${sign}${shareText(share)}%)`}`,
    after.unit,
  ];
}

/** Numbers to as many decimals as show the difference in three digits. */
function numbersAs(difference: number): (value: number) => string {
  const decimals = 2 - Math.floor(Math.log10(Math.abs(difference)));
  if (decimals > 15) return String;
  return (value) => value.toFixed(Math.max(0, decimals));
}

function shareText(share: number): string {
  const size = Math.abs(share);
  return size >= 0.1 ? share.toFixed(1) : share.toPrecision(1);
}

/** Columns of the same width; the numbers to the right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return rows.map((row) =>
    row.map((text, i) => i >= 1 && i <= 3 ? text.padStart(widths[i]!) : text.padEnd(widths[i]!))
      .join("  ").trimEnd()
  );
}
