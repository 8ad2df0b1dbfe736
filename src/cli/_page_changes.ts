import { existsSync } from "node:fs";
import { readRecord } from "./_page_record.ts";
import { currentValues, KEPT, keptValues } from "./_page_values.ts";
import { printChanges } from "./_print_changes.ts";
import { type ValueChanges, valueChanges } from "./_value_changes.ts";

/** What changed on pages between their run and the one before, as lines, and how much was compared. */
export async function pageChanges(stems: readonly string[], out: string): Promise<string[]> {
  const changed = new Map<string, ValueChanges>();
  const notCompared: string[] = [];
  const counts = { facts: 0, factsChanged: 0, figures: 0, figuresChanged: 0 };
  for (const stem of stems) {
    const record = readRecord(out, stem);
    const after = await currentValues(out, stem, record);
    const before = keptValues(out, stem);
    if (after === undefined) {
      const reason = record?.failure === undefined
        ? "there is no whole run of it"
        : "its run failed";
      notCompared.push(`${stem}: not compared, ${reason}`);
    } else if (before === undefined && existsSync(`${out}/${KEPT}/${stem}.json`)) {
      notCompared.push(`${stem}: not compared, what was kept of the run before is damaged`);
    } else if (before === undefined || before.startedAt === after.startedAt) {
      notCompared.push(`${stem}: nothing to compare with, this is its first run`);
    } else {
      const changes = valueChanges(before, after);
      changed.set(stem, changes);
      counts.facts += after.facts.length +
        changes.facts.filter((change) => change.after === undefined).length;
      counts.factsChanged += changes.facts.length;
      counts.figures += after.figures.length +
        changes.figures.filter(({ change }) => change === "gone").length;
      counts.figuresChanged += changes.figures.length;
    }
  }
  const lines = [...printChanges(changed), ...notCompared];
  if (changed.size === 0) return lines;
  return [
    ...lines,
    `Since the run before, ${counts.factsChanged} of ${counts.facts} facts and ` +
    `${counts.figuresChanged} of ${counts.figures} figures changed`,
  ];
}
