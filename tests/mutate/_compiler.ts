import ts from "typescript";
import type { Mutation } from "./_mutations.ts";

/**
 * Tells whether a mutation compiles, by the errors that its file has more than before it. What packages and the runtime
 * declare is not looked up and counts as `any`, so a few that Deno would refuse pass.
 */
export function compiler(
  root: string,
  files: ReadonlyMap<string, string>,
): (mutation: Mutation) => boolean {
  const mutated = new Map<string, { text: string; version: number }>();
  let version = 0;
  const textOf = (path: string) =>
    mutated.get(path)?.text ?? files.get(path.slice(root.length)) ?? ts.sys.readFile(path);
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({
      target: ts.ScriptTarget.ESNext,
      lib: ["lib.esnext.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      allowImportingTsExtensions: true,
      noEmit: true,
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      types: [],
    }),
    getScriptFileNames: () => [...files.keys()].map((file) => root + file),
    getScriptVersion: (path) => String(mutated.get(path)?.version ?? 0),
    getScriptSnapshot: (path) => {
      const text = textOf(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
  });
  const before = new Map<string, number>();
  const errors = (path: string) =>
    service.getSyntacticDiagnostics(path).length + service.getSemanticDiagnostics(path).length;
  return ({ file, typed }) => {
    const path = root + file;
    if (!before.has(file)) before.set(file, errors(path));
    mutated.set(path, { text: typed, version: ++version });
    const compiles = errors(path) <= before.get(file)!;
    mutated.set(path, { text: files.get(file)!, version: ++version });
    return compiles;
  };
}
