import { createHash } from "node:crypto";
import ts from "typescript";

/** One change of one line of a source file. */
export interface Mutation {
  /** The same as long as the line, and which of its changes this is, stay the same. */
  id: string;
  /** Path from the project's folder. */
  file: string;
  /** Counted from 1. */
  line: number;
  operator: string;
  /** The whole file with the change. */
  text: string;
  /** The same with what the change wants of types spelled out; what must compile. */
  typed: string;
}

interface Edit {
  operator: "sign" | "bound" | "comparison" | "off by one" | "swapped names";
  start: number;
  end: number;
  text: string;
  /** `text` for the compiler, where a wrong type would pass unseen. */
  typed?: string;
}

const SIGNS: Readonly<Record<string, string>> = {
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "+=": "-=",
  "-=": "+=",
};

const COMPARISONS: Readonly<Record<string, string>> = {
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "===": "!==",
  "!==": "===",
  "&&": "||",
  "||": "&&",
};

/** Names that stand for one end and for the other. */
const ENDS = [
  ["low", "high"],
  ["Low", "High"],
  ["lower", "upper"],
  ["min", "max"],
  ["from", "to"],
  ["first", "last"],
  ["before", "after"],
  ["start", "end"],
  ["earlier", "later"],
  ["opening", "closing"],
  ["Opening", "Closing"],
] as const;

/** Every mutation of a file that the operators give, whether it compiles or not, in the order of the text. */
export function mutationsOf(file: string, source: string, seed: number): Mutation[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const edits: Edit[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    edits.push(...editsOf(node, tree));
    ts.forEachChild(node, visit);
  };
  visit(tree);
  const seen = new Map<string, number>();
  return edits.flatMap((edit): Mutation[] => {
    const before = source.slice(edit.start, edit.end);
    if (before === edit.text || /\n/.test(before + edit.text)) return [];
    const { line } = tree.getLineAndCharacterOfPosition(edit.start);
    const change = `${seed}|${file}|${
      source.split("\n")[line]!.trim()
    }|${edit.operator}|${edit.text}`;
    const nth = seen.get(change) ?? 0;
    seen.set(change, nth + 1);
    return [{
      id: createHash("sha256").update(`${change}|${nth}`).digest("hex").slice(0, 16),
      file,
      line: line + 1,
      operator: edit.operator,
      text: source.slice(0, edit.start) + edit.text + source.slice(edit.end),
      typed: source.slice(0, edit.start) + (edit.typed ?? edit.text) + source.slice(edit.end),
    }];
  });
}

function editsOf(node: ts.Node, tree: ts.SourceFile): Edit[] {
  const replace = (operator: Edit["operator"], target: ts.Node, text: string): Edit => ({
    operator,
    start: target.getStart(tree),
    end: target.end,
    text,
  });
  const textOf = (of: ts.Node) => of.getText(tree);
  if (ts.isBinaryExpression(node)) {
    const token = textOf(node.operatorToken);
    const swapped = `${textOf(node.right)} ${token} ${textOf(node.left)}`;
    return [
      ...token in SIGNS ? [replace("sign", node.operatorToken, SIGNS[token]!)] : [],
      ...token in COMPARISONS
        ? [replace("comparison", node.operatorToken, COMPARISONS[token]!)]
        : [],
      ...token === "-" || token === "/" ? [replace("swapped names", node, swapped)] : [],
    ];
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
    return [replace("sign", node, textOf(node.operand))];
  }
  if (ts.isNumericLiteral(node)) {
    return [replace("off by one", node, String(Number(node.text.replaceAll("_", "")) + 1))];
  }
  if (ts.isIdentifier(node) && !isDeclared(node)) {
    return ENDS.flatMap(([one, other]) => [[one, other], [other, one]] as const)
      .map(([from, to]) => renamed(node.text, from, to))
      .filter((name) => name !== undefined).map((name) => replace("bound", node, name));
  }
  if (ts.isObjectLiteralExpression(node)) return valueEdits(node, textOf, replace);
  if (ts.isCallExpression(node) || ts.isArrayLiteralExpression(node)) {
    const parts = ts.isCallExpression(node) ? node.arguments : node.elements;
    return parts.slice(1).flatMap((part, i): Edit[] => {
      const before = parts[i]!;
      if (!isNamed(before) || !isNamed(part)) return [];
      const text = `${textOf(part)}, ${textOf(before)}`;
      return [{ operator: "swapped names", start: before.getStart(tree), end: part.end, text }];
    });
  }
  return [];
}

/** A property with its neighbour's value, and a number with its sign turned. */
function valueEdits(
  { properties }: ts.ObjectLiteralExpression,
  textOf: (node: ts.Node) => string,
  replace: (operator: Edit["operator"], target: ts.Node, text: string) => Edit,
): Edit[] {
  const valueOf = (property: ts.ObjectLiteralElementLike | undefined) =>
    property === undefined
      ? undefined
      : ts.isPropertyAssignment(property)
      ? property.initializer
      : ts.isShorthandPropertyAssignment(property)
      ? property.name
      : undefined;
  return properties.flatMap((property, i): Edit[] => {
    const value = valueOf(property);
    const neighbour = valueOf(properties[i + 1]) ?? valueOf(properties[i - 1]);
    if (value === undefined || !isNamed(value)) return [];
    const named = (text: string) =>
      ts.isShorthandPropertyAssignment(property) ? `${textOf(value)}: ${text}` : text;
    const turned = replace("sign", value, named(`-${textOf(value)}`));
    return [
      ...neighbour && isNamed(neighbour)
        ? [replace("swapped names", value, named(textOf(neighbour)))]
        : [],
      { ...turned, typed: named(`-(${textOf(value)} satisfies number)`) },
    ];
  });
}

/** Whether an expression names a thing, or what a call makes of named things: no literal and no function. */
function isNamed(node: ts.Node): boolean {
  return ts.isIdentifier(node) || ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) || ts.isCallExpression(node) ||
    ts.isNonNullExpression(node);
}

/** Whether an identifier gives a name to something instead of using what has it. */
function isDeclared(node: ts.Identifier): boolean {
  const { parent } = node;
  return "name" in parent && parent.name === node && !ts.isPropertyAccessExpression(parent) ||
    ts.isBindingElement(parent) && parent.propertyName === node ||
    ts.isLabeledStatement(parent);
}

/** The name of the other end: `low` and `lowKt`, `atLow`, but not `flow`. */
function renamed(name: string, from: string, to: string): string | undefined {
  const at = /^[A-Z]/.test(from) ? `${from}(?![a-z])` : `^${from}(?![a-z])`;
  const changed = name.replace(new RegExp(at), to);
  return changed === name ? undefined : changed;
}
