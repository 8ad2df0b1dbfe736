/** ` ; did you mean X?` for the known id that is most like another, else nothing. */
export function nearest(id: string, known: readonly string[]): string {
  const bare = (text: string) => text.toLowerCase().replace(/kt$/, "").replace(/[^a-z0-9]/g, "");
  const wanted = bare(id);
  const distances = known.map((other) => ({ other, distance: editsBetween(wanted, bare(other)) }));
  const best = distances.sort((a, b) => a.distance - b.distance)[0];
  return best !== undefined && best.distance <= Math.max(2, wanted.length / 3)
    ? `; did you mean ${best.other}?`
    : "";
}

/** Levenshtein's distance: letters put in, taken out or changed. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(
        Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)),
      );
    }
    row = next;
  }
  return row[b.length]!;
}
