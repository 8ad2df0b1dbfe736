import { type Node, parse } from "acorn";

/** What every place that runs JavaScript has, and gives the same answers everywhere. */
const KNOWN = new Set([
  ...["Array", "BigInt", "Boolean", "Error", "Infinity", "JSON", "Map", "Math", "NaN", "Number"],
  ...["Object", "RangeError", "RegExp", "Set", "String", "Symbol", "TypeError", "Float64Array"],
  ...["Int32Array", "Uint8Array", "Uint32Array", "WeakMap", "isFinite", "isNaN", "parseFloat"],
  ...["parseInt", "undefined", "Date", "Intl", "structuredClone"],
]);

/**
 * The text of a function that uses nothing but what it is given, as an expression.
 *
 * A function in a page has only its own text: what it closed over in the notebook is not there.
 *
 * @param view the function
 * @param action begins the messages
 * @throws {TypeError} when it is no plain function with a text
 * @throws {RangeError} naming what it uses from outside, and the line
 */
export function closedFunction(view: unknown, action: string): string {
  if (typeof view !== "function") {
    throw new TypeError(`${action}: view must be a function, is ${typeof view}`);
  }
  const { source, node } = parsed(view.toString(), action);
  if (node["async"] || node["generator"]) {
    throw new TypeError(`${action}: view must be a plain function, is async or a generator`);
  }
  const outside: { name: string; line: number }[] = [];
  visit(node, [new Set(KNOWN)], outside);
  const [first] = outside;
  if (first !== undefined) {
    const names = [...new Set(outside.map(({ name }) => `"${name}"`))];
    const lines = [...new Set(outside.map(({ line }) => line))];
    throw new RangeError(
      `${action}: view must be closed, uses ${names.join(", ")} from outside (line ${
        lines.join(", ")
      } of view); hand it over in data`,
    );
  }
  return source;
}

interface Syntax extends Node {
  readonly [field: string]: unknown;
}

function parsed(text: string, action: string): { source: string; node: Syntax } {
  // A method is a function only inside its object.
  for (const source of [`(${text})`, `(({${text}}).view)`]) {
    try {
      const program = parse(source, {
        ecmaVersion: "latest",
        locations: true,
      }) as unknown as Syntax;
      const [statement] = program["body"] as Syntax[];
      const expression = statement!["expression"] as Syntax;
      const node = expression.type === "MemberExpression"
        ? ((expression["object"] as Syntax)["properties"] as Syntax[])[0]!["value"] as Syntax
        : expression;
      if (/^(Arrow)?Function/.test(node.type)) return { source, node };
    } catch {
      // Not in this form.
    }
  }
  throw new TypeError(`${action}: view must be written out as a function, is ${text.slice(0, 60)}`);
}

type Scopes = readonly ReadonlySet<string>[];

function visit(node: Syntax, scopes: Scopes, outside: { name: string; line: number }[]): void {
  const each = (value: unknown, inner: Scopes = scopes) => {
    for (const child of childrenOf(value)) visit(child, inner, outside);
  };
  const refuse = (name: string) =>
    outside.push({ name, line: (node as { loc?: { start: { line: number } } }).loc!.start.line });
  switch (node.type) {
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression": {
      const own = new Set<string>();
      if (node.type !== "ArrowFunctionExpression") own.add("arguments");
      if (node["id"]) own.add((node["id"] as Syntax)["name"] as string);
      for (const parameter of node["params"] as Syntax[]) addNames(parameter, own);
      addDeclared(node["body"], own);
      each([node["params"], node["body"]], [...scopes, own]);
      return;
    }
    case "Identifier": {
      const name = node["name"] as string;
      if (!scopes.some((names) => names.has(name))) refuse(name);
      return;
    }
    case "ImportExpression":
      refuse("import()");
      return;
    case "MemberExpression":
      each(node["object"]);
      if (node["computed"]) each(node["property"]);
      return;
    case "Property":
    case "MethodDefinition":
    case "PropertyDefinition":
      if (node["computed"]) each(node["key"]);
      each(node["value"]);
      return;
    case "LabeledStatement":
      each(node["body"]);
      return;
    case "BreakStatement":
    case "ContinueStatement":
    case "MetaProperty":
      return;
    case "ClassDeclaration":
    case "ClassExpression": {
      const id = node["id"] as Syntax | null;
      const own = new Set(id === null ? [] : [id["name"] as string]);
      each([node["superClass"], node["body"]], [...scopes, own]);
      return;
    }
    default:
      each(Object.values(node));
  }
}

function childrenOf(value: unknown): Syntax[] {
  if (Array.isArray(value)) return value.flatMap(childrenOf);
  return typeof value === "object" && value !== null && typeof (value as Syntax).type === "string"
    ? [value as Syntax]
    : [];
}

/** The names that a pattern binds. */
function addNames(pattern: Syntax, names: Set<string>): void {
  switch (pattern.type) {
    case "Identifier":
      names.add(pattern["name"] as string);
      return;
    case "AssignmentPattern":
      addNames(pattern["left"] as Syntax, names);
      return;
    case "RestElement":
      addNames(pattern["argument"] as Syntax, names);
      return;
    case "Property":
      addNames(pattern["value"] as Syntax, names);
      return;
    default:
      for (const part of childrenOf(pattern["elements"] ?? pattern["properties"])) {
        addNames(part, names);
      }
  }
}

/** The names declared anywhere in a function's body, those of functions inside it left out. */
function addDeclared(value: unknown, names: Set<string>): void {
  for (const node of childrenOf(value)) {
    if (node.type === "FunctionDeclaration" || node.type === "ClassDeclaration") {
      names.add((node["id"] as Syntax)["name"] as string);
      continue;
    }
    if (/Function|Class/.test(node.type)) continue;
    if (node.type === "VariableDeclarator") addNames(node["id"] as Syntax, names);
    if (node.type === "CatchClause" && node["param"]) addNames(node["param"] as Syntax, names);
    addDeclared(Object.values(node), names);
  }
}
