import type { Tree } from "./_tree.ts";

/** Tests that see the model through processes of their own: what notebooks show, which is quickly seen. */
const NOTEBOOKS = /^tests\/notebooks\//;

/** The tests of `deno task test` but those of the tasks. */
const TESTS = /^tests\/(?!bench|browser|cli|jupyter|mutate|vscode).*_test\.ts$/;

interface Graph {
  modules: { specifier: string; dependencies?: { code?: { specifier: string } }[] }[];
}

/**
 * Gives the tests that a change to a source file could fail, nearest first: those of its room and the room's examples,
 * what notebooks show, those of other rooms that import the room. Tests of the tasks are left out: a change of the model
 * that only they would notice is noticed too late.
 */
export async function testStages({ root, files }: Tree): Promise<(file: string) => string[][]> {
  const tests = files.filter((file) => TESTS.test(file));
  const entry = await Deno.makeTempFile({ suffix: ".ts" });
  const imports = tests.map((test) => `import ${JSON.stringify(`file://${root}${test}`)};`);
  await Deno.writeTextFile(entry, imports.join("\n"));
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", "--config", `${root}deno.json`, entry],
    stderr: "null",
  }).output();
  await Deno.remove(entry);
  const { modules } = JSON.parse(new TextDecoder().decode(stdout)) as Graph;
  const graph = new Map(modules.map(({ specifier, dependencies = [] }) => [
    specifier,
    dependencies.flatMap(({ code }) => code === undefined ? [] : [code.specifier]),
  ]));
  const reached = new Map(
    tests.map((test) => [test, roomsFrom(`file://${root}${test}`, graph, `file://${root}src/`)]),
  );
  return (file) => {
    const room = roomOf(file);
    const own = tests.filter((test) => test.startsWith(`tests/${room}/`));
    const notebooks = tests.filter((test) => NOTEBOOKS.test(test));
    const others = tests.filter((test) =>
      ![own, notebooks].some((stage) => stage.includes(test)) && reached.get(test)!.has(room)
    );
    return [[...own, `src/${room}`], notebooks, others].filter(({ length }) => length > 0);
  };
}

function roomOf(file: string): string {
  return file.split("/")[1]!;
}

function roomsFrom(
  test: string,
  graph: ReadonlyMap<string, string[]>,
  src: string,
): Set<string> {
  const seen = new Set([test]);
  for (const at of seen) for (const next of graph.get(at) ?? []) seen.add(next);
  return new Set(
    [...seen].filter((at) => at.startsWith(src)).map((at) => at.slice(src.length).split("/")[0]!),
  );
}
