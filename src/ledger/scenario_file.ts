import type { Plan } from "../balance/mod.ts";
import { resolveScenario, type Scenario, type ScenarioSpec } from "../scenario/mod.ts";
import type { Ledger } from "./ledger.ts";
import { z } from "zod";

const STEP = z.strictObject({
  quantity: z.string(),
  region: z.string().optional(),
  pool: z.string().optional(),
  kind: z.string(),
  value: z.number(),
  from: z.string().optional(),
  months: z.number().optional(),
  rampMonths: z.number().optional(),
  probability: z.number().optional(),
});

const SCENARIO = z.strictObject({
  id: z.string().min(1),
  title: z.string().min(1),
  description: z.string().min(1),
  source: z.string().min(1),
  start: z.string(),
  months: z.number(),
  extends: z.array(z.string()).optional(),
  steps: z.array(STEP),
});

/**
 * Reads a scenario from the text of a JSON file.
 *
 * @param text JSON in the shape of `ScenarioSpec`
 * @param fileName named in every message
 * @param library the scenarios it may extend. Default none
 * @returns the scenario, resolved
 * @throws {SyntaxError} when the text is not JSON
 * @throws {TypeError} naming file and field when a field is missing, unknown or of the wrong type
 * @throws {RangeError} naming file and field when a value cannot be, as `resolveScenario` says
 *
 * @example
 * ```ts
 * import { planOf } from "@silicon/balance/balance";
 * import { parseScenarioFile } from "@silicon/balance/ledger";
 * import assert from "node:assert/strict";
 * const plan = planOf({
 *   quantities: [{ id: "production" }],
 *   lines: [{ id: "production", side: "supply", amount: "production" }],
 * });
 * const text = JSON.stringify({
 *   id: "cut", title: "Cut", description: "Output down 5%", source: "assumed",
 *   start: "2026-02", months: 3,
 *   steps: [{ quantity: "production", kind: "percent", value: -5, probability: 1.5 }],
 * });
 * assert.throws(
 *   () => parseScenarioFile(plan, text, "cut.json"),
 *   /cut\.json: steps\[0\]\.probability must be 0 to 1, is 1\.5/,
 * );
 * ```
 */
export function parseScenarioFile(
  plan: Plan,
  text: string,
  fileName: string,
  library: readonly Scenario[] = [],
): Scenario {
  return resolveScenario(plan, specIn(text, fileName), { file: fileName, library });
}

/**
 * Reads every scenario of a market's `scenarios/*.json`, each after the ones it extends.
 *
 * @param market its plan and its folder: a ledger has both
 * @returns the scenarios, by id
 * @throws {RangeError} when two files have one id, a file extends an unknown scenario, or scenarios extend each other in
 * a circle; else as `parseScenarioFile` does
 *
 * @example
 * ```ts
 * import { loadScenarios, openLedger } from "@silicon/balance/ledger";
 * import assert from "node:assert/strict";
 * const scenarios = await loadScenarios(await openLedger({ asOf: "latest" }));
 * assert.ok(scenarios.some(({ id }) => id === "base-case"));
 * ```
 */
export async function loadScenarios(
  market: Pick<Ledger, "plan" | "folder">,
): Promise<Scenario[]> {
  const folder = new URL("scenarios/", market.folder);
  const files = new Map<string, { name: string; spec: ScenarioSpec }>();
  const names: string[] = [];
  try {
    for await (const { name } of Deno.readDir(folder)) if (name.endsWith(".json")) names.push(name);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error; // A market need not have scenarios.
  }
  for (const name of names.sort()) {
    const text = await Deno.readTextFile(new URL(name, folder));
    const spec = specIn(text, name);
    const other = files.get(spec.id);
    if (other !== undefined) {
      throw new RangeError(
        `Cannot read ${name}: id must be its own, is that of ${other.name}, "${spec.id}"`,
      );
    }
    files.set(spec.id, { name, spec });
  }
  const done = new Map<string, Scenario>();
  const resolve = (id: string, chain: readonly string[]): void => {
    const file = files.get(id);
    // An unknown id is left to the scenario that names it, whose message says where.
    if (file === undefined || done.has(id)) return;
    if (chain.includes(id)) {
      throw new RangeError(
        `Cannot read ${file.name}: extends must not lead back to itself, goes ${
          [...chain, id].join(" -> ")
        }`,
      );
    }
    for (const parent of file.spec.extends ?? []) resolve(parent, [...chain, id]);
    done.set(
      id,
      resolveScenario(market.plan, file.spec, { file: file.name, library: [...done.values()] }),
    );
  };
  for (const id of files.keys()) resolve(id, []);
  return [...done.values()].sort((a, b) => a.id < b.id ? -1 : 1);
}

function specIn(text: string, fileName: string): ScenarioSpec {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw new SyntaxError(`Cannot read ${fileName}: ${(error as Error).message}`, { cause: error });
  }
  const result = SCENARIO.safeParse(json);
  if (!result.success) {
    const { path, message } = result.error.issues[0]!;
    const field = path.map((part) => typeof part === "number" ? `[${part}]` : `.${String(part)}`)
      .join("").replace(/^\./, "");
    throw new TypeError(`Cannot read ${fileName}: ${field || "the scenario"}: ${message}`);
  }
  // Names of quantities and kinds are checked with all other values when the scenario is resolved.
  return result.data as ScenarioSpec;
}
