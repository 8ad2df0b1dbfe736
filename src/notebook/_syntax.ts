import type { parse } from "@babel/parser";

/** A node of the syntax; the fields that a kind of node has are checked where they are used. */
// deno-lint-ignore no-explicit-any
export type Node = { type: string; start: number; end: number } & Record<string, any>;

const OPTIONS = {
  sourceType: "module",
  allowAwaitOutsideFunction: true,
  allowUndeclaredExports: true,
  errorRecovery: true,
} satisfies Parameters<typeof parse>[1];

/** Statements of a cell, and whether they can be read only as TypeScript with JSX, or only without. */
export interface CellSyntax {
  body: Node[];
  dialect: "ts" | "tsx" | "either";
}

/** Reads a cell as Deno does; undefined where it is no code by itself. */
export async function readCell(source: string): Promise<CellSyntax | undefined> {
  const { parse } = await import("@babel/parser");
  const read = (...plugins: ("jsx")[]) => {
    try {
      const { program, errors } = parse(source, {
        ...OPTIONS,
        plugins: [...plugins, "typescript", "decorators"],
      });
      const wrong = (errors ?? []).some(({ reasonCode }) => !LEFT_TO_DENO.has(reasonCode));
      return wrong ? undefined : program.body as unknown as Node[];
    } catch {
      return undefined;
    }
  };
  const [ts, tsx] = [read(), read("jsx")];
  const body = ts ?? tsx;
  return body && { body, dialect: ts && tsx ? "either" : ts ? "ts" : "tsx" };
}

/** Errors that Deno finds too, with better words. */
const LEFT_TO_DENO = new Set(["VarRedeclaration", "DuplicateExport", "DuplicateDefaultExport"]);

/** Nodes right within a node. */
export function partsOf(node: Node): [field: string, part: Node][] {
  return Object.entries(node).flatMap(([field, value]) =>
    [value].flat().filter((part) =>
      typeof part === "object" && part !== null && "type" in part && "start" in part
    ).map((part): [string, Node] => [field, part])
  );
}

/** All nodes within a node, and itself. */
export function* walk(node: Node): Generator<Node> {
  yield node;
  for (const [, part] of partsOf(node)) yield* walk(part);
}

/** Names that a pattern binds: `a`, `{ b, ...c }`, `[d = 1]`. */
export function namesOf(pattern: Node): string[] {
  if (pattern.type === "Identifier") return [pattern["name"]];
  return partsOf(pattern).filter(([field]) =>
    !/^(?:key|right|typeAnnotation|decorators)$/.test(field)
  ).flatMap(([, part]) => namesOf(part));
}

/** How the kernel keeps a name: one kind cannot take the place of another in a later cell. */
export type Kind = "const" | "let" | "var" | "using" | "type";

export interface Declared {
  name: string;
  kind: Kind;
  /** Whether it names a type, a value, or both. */
  isType: boolean;
  isValue: boolean;
  node: Node;
}

/** What a statement at the top of a cell declares. */
export function declaredBy(statement: Node): Declared[] {
  const node: Node = statement["declaration"] ?? statement;
  const of = (id: Node | null | undefined, kind: Kind, isType: boolean): Declared[] =>
    id?.type !== "Identifier" ? [] : [{
      name: id["name"],
      kind: node["declare"] ? "type" : kind,
      isType,
      isValue: kind !== "type",
      node,
    }];
  switch (node.type) {
    case "VariableDeclaration":
      return node["declarations"].flatMap((one: Node) => namesOf(one["id"])).map((
        name: string,
      ) => ({
        name,
        kind: node["declare"] ? "type" : /using/.test(node["kind"]) ? "using" : node["kind"],
        isType: false,
        isValue: true,
        node,
      }));
    case "FunctionDeclaration":
      return of(node["id"], "var", false);
    case "ClassDeclaration":
      return of(node["id"], "let", true);
    case "TSEnumDeclaration":
      return of(node["id"], "var", true);
    case "TSModuleDeclaration":
      return of(node["id"], "var", false);
    case "TSInterfaceDeclaration":
    case "TSTypeAliasDeclaration":
      return of(node["id"], "type", true);
    case "ImportDeclaration":
      return node["specifiers"].flatMap((one: Node) => {
        const onlyType = node["importKind"] === "type" || one["importKind"] === "type";
        return of(one["local"], onlyType ? "type" : "const", true);
      });
  }
  return [];
}
