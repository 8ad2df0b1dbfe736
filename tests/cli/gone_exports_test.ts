import assert from "node:assert/strict";
import { GONE_EXPORTS, namingSuccessor, withRenamedExports } from "../../src/cli/_gone_exports.ts";
import { readNotebook } from "../../src/notebook/mod.ts";

const FIXTURES = new URL("../fixtures/0.1.0/", import.meta.url);
const ROOT = new URL("../../", import.meta.url);

/** What the barrel behind a name of the package exports. */
function exportsOf(specifier: string): Set<string> {
  const { exports } = JSON.parse(Deno.readTextFileSync(new URL("deno.json", ROOT)));
  const barrel = exports[specifier.replace("@silicon/balance", ".")];
  const text = Deno.readTextFileSync(new URL(barrel, ROOT));
  return new Set(
    [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, names]) =>
      names!.split(",").map((name) => name.trim().replace(/^(type |\w+ as )/, ""))
    ),
  );
}

Deno.test("every export of 0.1.0 is still there, or the table says what to do", () => {
  const before: Record<string, string[]> = JSON.parse(
    Deno.readTextFileSync(new URL("exports.json", FIXTURES)),
  );
  const unexplained = Object.entries(before).flatMap(([specifier, names]) => {
    const now = exportsOf(specifier);
    return names.filter((name) => !now.has(name) && !Object.hasOwn(GONE_EXPORTS, name))
      .map((name) => `${specifier} ${name}`);
  });
  assert.deepEqual(unexplained, []);
});

Deno.test("what the table gives as a new name is exported", () => {
  const { exports } = JSON.parse(Deno.readTextFileSync(new URL("deno.json", ROOT)));
  const now = Object.keys(exports).filter((path) => !path.startsWith("./cli/"))
    .flatMap((path) => [...exportsOf(path.replace(".", "@silicon/balance"))]);
  const wrong = Object.values(GONE_EXPORTS).flatMap((successor) =>
    "renamed" in successor && !now.includes(successor.renamed) ? [successor.renamed] : []
  );
  assert.deepEqual(wrong, []);
});

const TABLE = {
  swingDriver: { renamed: "swings" },
  Swing: { renamed: "Swung" },
  reliance: { instead: "read it off tornado()" },
} as const;

Deno.test("check names what took the place of an export that went", () => {
  const missing = (name: string) => `Module '"./mod.ts"' has no exported member '${name}'.`;
  assert.equal(
    namingSuccessor(missing("swingDriver"), TABLE),
    "swingDriver is now swings; --fix writes it so",
  );
  assert.equal(
    namingSuccessor(missing("reliance"), TABLE),
    "reliance is gone: read it off tornado()",
  );
  assert.equal(namingSuccessor(missing("constructor"), TABLE), missing("constructor"));
});

Deno.test("check says of drivers in a cell that they are quantities now", () => {
  for (
    const message of [
      "Property 'drivers' does not exist on type 'Ledger'.",
      "Object literal may only specify known properties, and 'driver' does not exist in type 'FreeStep'.",
    ]
  ) {
    assert.match(namingSuccessor(message), /exist .*\. Drivers are quantities now, by the ids/);
  }
  const other = "Property 'driver' is missing in type 'Mine'.";
  assert.equal(namingSuccessor(other), other);
});

Deno.test("check --fix imports what was renamed by its new name, and leaves the cells' own names", () => {
  const source = [
    'import { tornado, swingDriver, type Swing } from "@silicon/balance/scenario";',
    "import {\n  reliance,\n  swingDriver as s,\n} from '@silicon/balance/scenario';",
    'import { swingDriver as other } from "elsewhere";',
    "swingDriver(base);",
  ].join("\n");
  const notebook = {
    nbformat: 4 as const,
    nbformat_minor: 5,
    metadata: {},
    cells: [{
      cell_type: "code" as const,
      id: "a",
      metadata: {},
      source,
      execution_count: null,
      outputs: [],
    }],
  };
  assert.equal(
    withRenamedExports(notebook, TABLE).cells[0]!.source,
    [
      'import { tornado, swings as swingDriver, type Swung as Swing } from "@silicon/balance/scenario";',
      "import {\n  reliance,\n  swings as s,\n} from '@silicon/balance/scenario';",
      'import { swingDriver as other } from "elsewhere";',
      "swingDriver(base);",
    ].join("\n"),
  );
});

Deno.test("check says of every import of a notebook of 0.1.0 that went what to do instead", async () => {
  const name = "06_march_april_outlook.ipynb";
  const folder = await Deno.makeTempDir();
  try {
    await Deno.copyFile(new URL(name, FIXTURES), `${folder}/${name}`);
    const { stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", new URL("src/cli/check.ts", ROOT).pathname, `${folder}/${name}`, "--fix"],
      cwd: folder,
      env: { NO_COLOR: "1" },
    }).output();
    const said = new TextDecoder().decode(stderr);
    assert.doesNotMatch(said, /has no exported member/);
    const { cells } = readNotebook(Deno.readTextFileSync(`${folder}/${name}`), name);
    const imported = cells.flatMap((
      { source },
    ) => [...source.matchAll(/import (?:type )?\{([^}]*)\} from "(@silicon\/[\w/]+)"/g)]).flatMap((
      [, names, from],
    ) =>
      names!.split(",").map((one) => ({ from: from!, name: one.trim().replace(/ as \w+$/, "") }))
    ).filter(({ name }) => name !== "");
    assert.ok(imported.length > 10);
    for (const { from, name } of imported) {
      if (exportsOf(from).has(name)) continue;
      assert.match(said, new RegExp(`${name} is gone: `), `nothing is said of ${name}`);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
