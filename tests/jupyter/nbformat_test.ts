import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { prepare, tool, workplace } from "./_jupyter.ts";

await prepare();

const ROOT = new URL("../../", import.meta.url);

const VALIDATE = `
import sys, nbformat
for path in sys.argv[1:]:
    nbformat.validate(nbformat.read(path, as_version=nbformat.NO_CONVERT))
    print(path)
`;

/** The notebooks of a folder that Jupyter's own schema accepts; throws with its objection to the first it refuses. */
async function validated(folder: string): Promise<number> {
  const paths = [...Deno.readDirSync(folder)].map(({ name }) => `${folder}/${name}`)
    .filter((path) => path.endsWith(".ipynb"));
  await using place = await workplace();
  return (await tool(place, "python", "-c", VALIDATE, ...paths)).trim().split("\n").length;
}

Deno.test("the committed notebooks pass nbformat's validation", async () => {
  assert.ok(await validated(fileURLToPath(new URL("notebooks", ROOT))) >= 8);
});

Deno.test("the executed notebooks of a site pass nbformat's validation", async () => {
  const site = await Deno.makeTempDir();
  try {
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "src/cli/render.ts", "--out", site],
      cwd: ROOT,
    }).output();
    assert.ok(success, new TextDecoder().decode(stderr));
    assert.ok(await validated(site) >= 8);
  } finally {
    await Deno.remove(site, { recursive: true });
  }
});
