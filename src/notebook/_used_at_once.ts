import { type CellSyntax, declaredBy, namesOf, type Node, partsOf, walk } from "./_syntax.ts";

interface Use {
  number: number;
  line: number;
  message: string;
}

/** Functions and imports that a cell uses while it runs, but a later one declares: a module would let that pass. */
export function usedAtOnce(
  cells: readonly { number: number; cell: { source: string }; syntax: CellSyntax }[],
): Use[] {
  const first = new Map<string, { number: number; hoisted: boolean }>();
  for (const { number, syntax } of cells) {
    for (const { name, isValue, node } of syntax.body.flatMap(declaredBy)) {
      const hoisted = /^(?:Function|Import)Declaration$/.test(node.type);
      if (isValue && !first.has(name)) first.set(name, { number, hoisted });
    }
  }
  return cells.flatMap(({ number, cell, syntax: { body } }) => {
    const own = new Set(body.flatMap((statement) => [...walk(statement)].flatMap(boundBy)));
    return body.flatMap((statement) => [...usedBy(statement)]).flatMap((use): Use[] => {
      const { name } = use as unknown as { name: string };
      const declared = first.get(name);
      if (!declared?.hoisted || declared.number <= number) return [];
      if (own.has(name) || name in globalThis) return [];
      const line = cell.source.slice(0, use.start).split("\n").length;
      const message = `${name} is used here, but cell ${declared.number} declares it`;
      return [{ number, line, message }];
    });
  });
}

/** Names that any part of a cell binds. */
function boundBy(node: Node): string[] {
  return [...[node["id"]], ...[node["params"] ?? []].flat(), node["param"]]
    .filter((part) => part?.type !== undefined && !part.type.startsWith("TS")).flatMap(namesOf);
}

/** Identifiers that stand for a value as soon as the node is run: none in functions, types and names of members. */
function* usedBy(node: Node): Generator<Node> {
  if (/^(?:JSX)?Identifier$/.test(node.type)) {
    // Elements with small letters are the library's own.
    if (node.type === "Identifier" || /^[A-Z]/.test(node["name"])) yield node;
    return;
  }
  if (/Function|Method|^ClassProperty|^Import|^TSType|^TSInterface|Annotation/.test(node.type)) {
    return;
  }
  for (const [field, part] of partsOf(node)) {
    const isName = node["computed"] !== true && /^(?:key|property|label|id)$/.test(field) ||
      node.type === "JSXAttribute" && field === "name";
    if (!isName) yield* usedBy(part);
  }
}
