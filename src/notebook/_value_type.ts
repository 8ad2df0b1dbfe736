/** What a parameter can hold. */
export type ParameterValue = string | number | boolean | null | ParameterValue[];

const PRIMITIVES = new Set(["string", "number", "boolean", "null", "undefined", "true", "false"]);

/** The type to check values by: the annotation where it is made of primitives and literals alone. */
export function typeOfLiteral(
  value: ParameterValue | undefined,
  annotation: string | undefined,
): string {
  if (annotation !== undefined && members(annotation).every(isKnown)) return annotation;
  if (value === undefined) {
    throw new SyntaxError(
      "Cannot read the parameters cell: a parameter without a value needs a type such as string | undefined",
    );
  }
  return typeOf(value);
}

/** Whether a value fits the type. */
export function fits(value: ParameterValue, type: string): boolean {
  return members(type).some((member) => {
    const item = itemType(member);
    if (item !== undefined) return Array.isArray(value) && value.every((one) => fits(one, item));
    if (typeof value === "number") {
      return member === "number" && Number.isFinite(value) || member === String(value);
    }
    if (typeof value === "string") return member === "string" || literalText(member) === value;
    if (typeof value === "boolean") return member === "boolean" || member === String(value);
    return value === null && member === "null";
  });
}

/** Reads text from a command line as the type says; undefined where it does not fit. */
export function fromText(text: string, type: string): ParameterValue | undefined {
  const literal = members(type).find((member) => literalText(member) === text);
  if (literal !== undefined) return text;
  let json: ParameterValue | undefined;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  if (json !== undefined && typeof json !== "string" && fits(json, type)) return json;
  return fits(text, type) ? text : undefined;
}

function typeOf(value: ParameterValue): string {
  if (value === null) return "null";
  if (!Array.isArray(value)) return typeof value;
  const types = [...new Set(value.map(typeOf))];
  if (types.length === 1) return `${types[0]}[]`;
  return types.length === 0 ? "(string | number | boolean | null)[]" : `(${types.join(" | ")})[]`;
}

/** The parts of a union, without the bars. */
function members(type: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (const piece of type.match(/"[^"]*"|'[^']*'|[^]/g) ?? []) {
    if ("([{<".includes(piece)) depth++;
    if (")]}>".includes(piece)) depth--;
    if (piece === "|" && depth === 0) {
      parts.push(part);
      part = "";
    } else part += piece;
  }
  return [...parts, part].map(unwrap).filter((member) => member !== "");
}

function unwrap(type: string): string {
  return type.trim().replace(/^readonly\s+/, "");
}

function itemType(member: string): string | undefined {
  const item = /^(.*)\[\]$/s.exec(member)?.[1] ?? /^(?:Readonly)?Array<(.*)>$/s.exec(member)?.[1];
  return item?.replace(/^\((.*)\)$/s, "$1");
}

function literalText(member: string): string | undefined {
  return /^(["'])(.*)\1$/s.exec(member)?.[2];
}

function isKnown(member: string): boolean {
  const item = itemType(member);
  if (item !== undefined) return members(item).every(isKnown);
  return PRIMITIVES.has(member) || literalText(member) !== undefined ||
    /^-?\d+(\.\d+)?$/.test(member);
}
