/** A unit as written: the catalogue's name of it, and how many powers of ten it is larger. */
export interface WrittenUnit {
  readonly unit: string;
  readonly shift: number;
}

const UNITS: readonly (readonly [RegExp, string, number])[] = [
  [/^(mt|t|ts|tons?|tonnes?|metric tons?|metric tonnes?|吨)$/, "mt", 0],
  [/^(kt|1,?000 mt|1,?000 t|thousand (mt|t|tons?|tonnes?|metric tons?))$/, "mt", 3],
  [/^(10,?000 (mt|t|tons?|tonnes?|metric tons?)|万吨)$/, "mt", 4],
  [/^(mmt|mn mt|mln mt|million (mt|t|tons?|tonnes?|metric tons?))$/, "mt", 6],
  [/^(mt\/yr|mt\/y|mt per year|t\/a|tpa)$/, "mt/yr", 0],
  [/^(10,?000 mt\/yr|万吨\/年)$/, "mt/yr", 4],
  [/^million mt\/yr$/, "mt/yr", 6],
  [/^(%|percent|per cent|pct|pp|ppt|percentage points?|％)$/, "%", 0],
  [/^((cny|yuan|rmb)\/(mt|t|ton|tonne)|(cny|yuan|rmb) per (mt|t|ton|tonne)|元\/吨)$/, "CNY/mt", 0],
  [/^((cny|yuan|rmb)\/kg|(cny|yuan|rmb) per kg|元\/千克)$/, "CNY/kg", 0],
  [/^((cny|yuan|rmb)\/kwh|(cny|yuan|rmb) per kwh|元\/千瓦时)$/, "CNY/kWh", 0],
  [/^(kwh\/(mt|t)|kwh per (mt|t|ton|tonne))$/, "kWh/mt", 0],
  [/^lots?$/, "lot", 0],
  [/^(count|units?|furnaces?)$/, "count", 0],
  [/^(mt\/mt|t\/t)$/, "mt/mt", 0],
  [/^class$/, "class", 0],
];

/** Reads a unit as people write it; `undefined` for one that is not known. */
export function readUnit(text: string): WrittenUnit | undefined {
  const plain = text.trim().toLowerCase().replace(/\s+/g, " ");
  const found = UNITS.find(([pattern]) => pattern.test(plain));
  return found && { unit: found[1], shift: found[2] };
}

/** A printed number times a power of ten, by moving its point: no digit is gained or lost. */
export function shiftPoint(printed: string, powers: number): string {
  const [, sign, whole, decimals = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(printed)!;
  const moved = decimals.padEnd(powers, "0");
  const left = `${whole}${moved.slice(0, powers)}`.replace(/^0+(?=\d)/, "");
  const right = moved.slice(powers);
  return `${sign}${left}${right === "" ? "" : `.${right}`}`;
}
