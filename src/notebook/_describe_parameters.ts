import type { Parameter } from "./parameters_of.ts";

/** The list that ends an error about parameters, one name and type a line. */
export function describeParameters(declared: readonly Parameter[]): string {
  if (declared.length === 0) return "; no cell is tagged parameters";
  const lines = declared.map(({ name, type, initial }) =>
    `\n  ${name}: ${type} = ${initial === undefined ? "undefined" : JSON.stringify(initial)}`
  );
  return `; its parameters are${lines.join("")}`;
}
