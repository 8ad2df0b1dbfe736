import type { Parameter, ParameterValues } from "./parameters_of.ts";
import type { ParameterChoices } from "./parse_parameter_arguments.ts";
import { fits, fromText, type ParameterValue } from "./_value_type.ts";
import { describeParameters } from "./_describe_parameters.ts";

/**
 * Checks choices against the parameters a notebook declares and spans the grid: one set of values
 * for each combination, the last name varying fastest.
 *
 * @param declared what `parametersOf` gave
 * @param choices what was asked
 * @param name what errors call the notebook
 * @returns at least one set; a single empty one where nothing was asked
 * @throws {TypeError} for an unknown name or a value of the wrong type; lists the names and types
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * const declared = [{ name: "month", type: "string", initial: "2026-02" }];
 * const choices = { month: [{ text: "2026-01" }, { text: "2026-02" }] };
 * assert.deepEqual(parameterSets(declared, choices), [{ month: "2026-01" }, { month: "2026-02" }]);
 * assert.throws(() => parameterSets(declared, { moth: [{ text: "x" }] }), /month: string/);
 * ```
 */
export function parameterSets(
  declared: readonly Parameter[],
  choices: ParameterChoices,
  name = "the notebook",
): ParameterValues[] {
  let sets: ParameterValues[] = [{}];
  for (const [key, chosen] of Object.entries(choices)) {
    const parameter = declared.find((one) => one.name === key);
    if (parameter === undefined) {
      throw new TypeError(
        `Cannot set the parameters of ${name}: it has no ${key}${describeParameters(declared)}`,
      );
    }
    const values = chosen.flatMap((choice) => valuesOf(choice, parameter, declared, name));
    sets = sets.flatMap((set) => values.map((value) => ({ ...set, [key]: value })));
  }
  return sets;
}

function valuesOf(
  choice: { text: string } | { value: ParameterValue },
  parameter: Parameter,
  declared: readonly Parameter[],
  name: string,
): ParameterValue[] {
  if ("text" in choice) {
    const value = fromText(choice.text, parameter.type);
    if (value !== undefined) return [value];
  } else {
    const { value } = choice;
    if (fits(value, parameter.type)) return [value];
    if (Array.isArray(value) && value.length > 0) {
      if (value.every((one) => fits(one, parameter.type))) return value;
    }
  }
  const given = "text" in choice ? choice.text : JSON.stringify(choice.value);
  throw new TypeError(
    `Cannot set the parameters of ${name}: ${parameter.name} must be ${parameter.type}, is ${given}${
      describeParameters(declared)
    }`,
  );
}
