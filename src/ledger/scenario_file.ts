import { resolveScenario, type Scenario, type ScenarioSpec } from "../scenario/mod.ts";
import { z } from "zod";

const STEP = z.strictObject({
  driver: z.string(),
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
 * import { parseScenarioFile } from "@silicon/balance/ledger";
 * import assert from "node:assert/strict";
 * const text = JSON.stringify({
 *   id: "cut", title: "Cut", description: "Silicone down 5%", source: "assumed",
 *   start: "2026-02", months: 3,
 *   steps: [{ driver: "siliconeOutputKt", kind: "percent", value: -5, probability: 1.5 }],
 * });
 * assert.throws(
 *   () => parseScenarioFile(text, "cut.json"),
 *   /cut\.json: steps\[0\]\.probability must be 0 to 1, is 1\.5/,
 * );
 * ```
 */
export function parseScenarioFile(
  text: string,
  fileName: string,
  library: readonly Scenario[] = [],
): Scenario {
  return resolveScenario(specIn(text, fileName), { file: fileName, library });
}

/**
 * Reads every scenario of a folder, each after the ones it extends.
 *
 * @param folder holds `*.json`, one scenario each. Default `data/scenarios/` of the project
 * @returns the scenarios, by id
 * @throws {RangeError} when two files have one id, a file extends an unknown scenario, or scenarios extend each other in
 * a circle; else as `parseScenarioFile` does
 *
 * @example
 * ```ts
 * import { loadScenarios } from "@silicon/balance/ledger";
 * import assert from "node:assert/strict";
 * const scenarios = await loadScenarios();
 * assert.ok(scenarios.some(({ id }) => id === "base-case"));
 * ```
 */
export async function loadScenarios(
  folder: string | URL = new URL("../../data/scenarios/", import.meta.url),
): Promise<Scenario[]> {
  const files = new Map<string, { name: string; spec: ScenarioSpec }>();
  const names: string[] = [];
  for await (const { name } of Deno.readDir(folder)) if (name.endsWith(".json")) names.push(name);
  for (const name of names.sort()) {
    const text = await Deno.readTextFile(
      folder instanceof URL ? new URL(name, folder) : `${folder}/${name}`,
    );
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
    done.set(id, resolveScenario(file.spec, { file: file.name, library: [...done.values()] }));
  };
  for (const id of files.keys()) resolve(id, []);
  return [...done.values()].sort((a, b) => a.id < b.id ? -1 : 1);
}

function specIn(text: string, fileName: string): ScenarioSpec {
  let json: unknown;
  try {
    json = JSON.parse(text);
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
  // Names of drivers and kinds are checked with all other values when the scenario is resolved.
  return result.data as ScenarioSpec;
}
