import type { parse } from "@babel/parser";
import { barrierCode, HOOK, STOPPABLE } from "./_in_kernel.ts";

type Statement = ReturnType<typeof parse>["program"]["body"][number];
type Import = Extract<Statement, { type: "ImportDeclaration" }>;

/** Any node of the syntax. */
interface Node {
  type: string;
  start?: number | null;
  end?: number | null;
  [field: string]: unknown;
}

/** The parser is needed only once a kernel runs: it is loaded while that starts. */
export const loadParser = () => import("@babel/parser");

/** No cell has such a name. */
const ERROR = `${HOOK}error`;

const OPTIONS = {
  sourceType: "module",
  allowAwaitOutsideFunction: true,
  allowUndeclaredExports: true,
  errorRecovery: true,
  plugins: ["typescript", "decorators"],
} satisfies Parameters<typeof parse>[1];

/**
 * The code of a cell, changed so that the kernel's own end hears of all that matters: where the cell begins, its last
 * value, what ends it, and what it imports, and ends with a barrier. Lines stay where they are. Code that cannot be read is left as it is, for
 * Deno to say what is wrong with it.
 *
 * @param cell number of the cell
 * @param count what its value is counted as
 * @param barrier id of the barrier
 */
export async function instrument(
  source: string,
  cell: number,
  count: number,
  barrier: string,
): Promise<string> {
  const { parse } = await loadParser();
  const read = (text: string) => {
    // What does not read as TSX may still be TypeScript; the kernel tries the two in this order.
    for (const plugins of [["jsx", ...OPTIONS.plugins], OPTIONS.plugins] as const) {
      try {
        const { program, errors } = parse(text, { ...OPTIONS, plugins: [...plugins] });
        // A name may be declared again: the kernel lets that pass.
        if (errors?.every(({ reasonCode }) => reasonCode === "VarRedeclaration") ?? true) {
          return { text, program };
        }
      } catch {
        // Read the next way, or not at all.
      }
    }
  };
  // Deno reads code that begins with a brace as an object first, unless it ends a statement.
  const isBraced = /^\s*\{/.test(source) && !/;\s*$/.test(source);
  const found = (isBraced ? read(`(${source}\n)`) : undefined) ?? read(source);
  if (found === undefined) return isBraced ? `;${source}` : source;
  const { text, program: { body, directives } } = found;
  const edits = new Edits(text);
  const last = body.at(-1) ?? directives.at(-1);
  const first = directives[0] ?? body[0];
  if (first === undefined || last === undefined) return source;
  edits.insert(first.start!, `${HOOK}.begin(${cell});`);
  for (const statement of body) {
    stopWaits(statement as unknown as Node, edits);
    wrap(statement, statement === last ? count : undefined, body, edits);
  }
  if (last.type === "Directive") {
    edits.around(last.value, `await ${HOOK}.value(`, `,${count})`);
  }
  edits.insert(last.end!, `;${barrierCode(barrier)}`);
  return edits.applied();
}

function wrap(
  statement: Statement,
  count: number | undefined,
  body: readonly Statement[],
  edits: Edits,
): void {
  switch (statement.type) {
    case "ImportDeclaration":
      return checkImport(statement, body, edits);
    case "VariableDeclaration":
      if (statement.declare || /using/.test(statement.kind)) return;
      for (const { init } of statement.declarations) {
        if (!init || NEVER_THROW.test(init.type)) continue;
        const waits = hasAwait(init as unknown as Node);
        edits.around(
          init,
          waits ? `await ${HOOK}.runAsync(async()=>(` : `${HOOK}.run(()=>(`,
          "))",
        );
      }
      return;
    case "ExpressionStatement":
      if (count !== undefined) {
        const open = statement.start!;
        const isClosed = edits.text[statement.end! - 1] === ";";
        const end = statement.end! - (isClosed ? 1 : 0);
        edits.insert(open, `try{await ${HOOK}.value((`);
        edits.insert(end, `),${count})`);
        edits.insert(statement.end!, CATCH);
        return;
      }
      return guard(statement, edits);
    default:
      if (CAN_GUARD.test(statement.type)) guard(statement, edits);
  }
}

const CATCH = `}catch(${ERROR}){throw ${HOOK}.thrown(${ERROR})}`;
const CAN_GUARD = /^(?:Block|If|For|ForIn|ForOf|While|DoWhile|Switch|Throw|Try|Labeled)Statement$/;
const NEVER_THROW =
  /^(?:Function|ArrowFunction|Class)Expression$|^(?:String|Numeric|Boolean|Null|BigInt|RegExp)Literal$/;

function guard(statement: Statement, edits: Edits): void {
  edits.insert(statement.start!, "try{");
  edits.insert(statement.end!, CATCH);
}

/** Lets the kernel give up whatever the top of the cell waits for, outside of functions. */
function stopWaits(node: Node, edits: Edits): void {
  if (/Function|Method$/.test(node.type)) return;
  for (const [, part] of partsOf(node)) stopWaits(part, edits);
  if (node.type === "AwaitExpression") {
    edits.around(node["argument"] as Node, `${STOPPABLE}((`, "))");
  } else if (node.type === "ForOfStatement" && node["await"] === true) {
    edits.around(node["right"] as Node, `${STOPPABLE}Each((`, "))");
  }
}

/** Deno makes an import a look into the loaded module, which finds `undefined` where there is no such export. */
function checkImport(statement: Import, body: readonly Statement[], edits: Edits): void {
  if (statement.importKind !== "value") return;
  const used: string[] = [], unused: string[] = [];
  for (const one of statement.specifiers) {
    if (one.type === "ImportNamespaceSpecifier") continue;
    if (one.type === "ImportSpecifier" && one.importKind === "type") continue;
    const name = one.type === "ImportDefaultSpecifier"
      ? "default"
      : one.imported.type === "Identifier"
      ? one.imported.name
      : one.imported.value;
    const uses = (test: RegExp) =>
      body.some((other) => isUsed(one.local.name, other as unknown as Node, test));
    if (uses(NO_VALUE)) used.push(name);
    // Named as a type, and as nothing else, it is one.
    else if (!uses(/^Import/)) unused.push(name);
  }
  if (
    used.length + unused.length === 0 &&
    statement.specifiers.some(({ type }) => type === "ImportSpecifier")
  ) return;
  const specifier = JSON.stringify(statement.source.value);
  const attributes = statement.attributes ?? [];
  const options = attributes.length === 0 ? "" : `,{with:${
    JSON.stringify(Object.fromEntries(
      attributes.map((
        { key, value },
      ) => [key.type === "Identifier" ? key.name : key.value, value.value]),
    ))
  }}`;
  edits.insert(
    statement.start!,
    `await ${HOOK}.imported(()=>import(${specifier}${options}),${specifier},${
      JSON.stringify(used)
    },${JSON.stringify(unused)});`,
  );
}

/** Parts of the syntax that hold no value: types, and names that stand for nothing but themselves. */
const NO_VALUE = /^(?:Import|TS(?!As|Satisfies|NonNull|Instantiation|Enum|ExportAssignment))/;

/** Whether the name is used, but for some parts of the syntax. */
function isUsed(name: string, node: Node, but: RegExp): boolean {
  if (but.test(node.type)) return false;
  if (/^(?:JSX)?Identifier$/.test(node.type) && node["name"] === name) return true;
  return partsOf(node).some(([field, part]) =>
    (node["computed"] !== false || !/^(?:key|property)$/.test(field)) && isUsed(name, part, but)
  );
}

/** Whether an expression waits, outside of functions within it. */
function hasAwait(node: Node): boolean {
  if (node.type === "AwaitExpression") return true;
  if (/Function|Method$/.test(node.type)) return false;
  return partsOf(node).some(([, part]) => hasAwait(part));
}

function partsOf(node: Node): [field: string, part: Node][] {
  return Object.entries(node).flatMap(([field, value]) =>
    [value].flat().filter(isNode).map((part): [string, Node] => [field, part])
  );
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

/** Text put between the characters of a text. */
class Edits {
  readonly text: string;
  readonly #inserted: { at: number; text: string }[] = [];

  constructor(text: string) {
    this.text = text;
  }

  /** Puts a text before the character at the place, after what was put there already. */
  insert(at: number, text: string): void {
    this.#inserted.push({ at, text });
  }

  around(
    node: { start?: number | null; end?: number | null },
    before: string,
    after: string,
  ): void {
    this.insert(node.start!, before);
    this.insert(node.end!, after);
  }

  applied(): string {
    let applied = "", from = 0;
    for (const { at, text } of this.#inserted.toSorted((a, b) => a.at - b.at)) {
      applied += this.text.slice(from, at) + text;
      from = at;
    }
    return applied + this.text.slice(from);
  }
}
