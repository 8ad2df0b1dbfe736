import type { Notebook } from "../notebook/mod.ts";

/** What has taken the place of an export: the same thing by another name, or what to do instead. */
type Successor = { readonly renamed: string } | { readonly instead: string };

const MOVED_TO_STATEMENTS: Successor = { instead: "import it from @silicon/balance/statements" };

/** Exports that notebooks were written with and that went. A row for each stays, as long as such notebooks are about. */
export const GONE_EXPORTS: Readonly<Record<string, Successor>> = {
  Correction: MOVED_TO_STATEMENTS,
  applyCorrections: { instead: "loadData() gives statements that corrections have settled" },
  readCorrections: MOVED_TO_STATEMENTS,
  sourceOf: MOVED_TO_STATEMENTS,
  sourceOfAssumption: MOVED_TO_STATEMENTS,
  loadCorrections: { instead: "loadData() gives them as corrections" },
};

/** What a type error about an export that went should say; other messages as they are. */
export function namingSuccessor(
  message: string,
  gone: Readonly<Record<string, Successor>> = GONE_EXPORTS,
): string {
  const name = /has no exported member (?:named )?'(\w+)'/.exec(message)?.[1];
  const successor = name === undefined || !Object.hasOwn(gone, name) ? undefined : gone[name];
  if (successor === undefined) return message;
  return "renamed" in successor
    ? `${name} is now ${successor.renamed}; --fix writes it so`
    : `${name} is gone: ${successor.instead}`;
}

/** Imports exports that only changed their name by the new one, under the name that the cells use. */
export function withRenamedExports(
  notebook: Notebook,
  gone: Readonly<Record<string, Successor>> = GONE_EXPORTS,
): Notebook {
  const renamed = (specifier: string): string => {
    const [, type = "", name = "", as = ` as ${name}`] =
      /^(type\s+)?(\w+)(\s+as\s+\w+)?$/.exec(specifier) ?? [];
    const successor = Object.hasOwn(gone, name) ? gone[name] : undefined;
    return successor === undefined || !("renamed" in successor)
      ? specifier
      : type + successor.renamed + as;
  };
  const IMPORT =
    /(\bimport\s+(?:type\s+)?\{)([^}]*)(\}\s*from\s*["']@silicon\/balance(?:\/\w+)?["'])/g;
  const cells = notebook.cells.map((cell) =>
    cell.cell_type !== "code" ? cell : {
      ...cell,
      source: cell.source.replaceAll(
        IMPORT,
        (_, before, names: string, after) =>
          before + names.replace(/[^\s,][^,]*[^\s,]|[^\s,]/g, renamed) + after,
      ),
    }
  );
  return { ...notebook, cells };
}
