import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const LAB = fileURLToPath(new URL("../../src/cli/lab.ts", import.meta.url));

Deno.test("lab --install adds the ordered kernel to the user's kernels", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const { code, stdout } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", LAB, "--install"],
      env: { JUPYTER_DATA_DIR: folder },
    }).output();
    const kernel = join(folder, "kernels", "deno-ordered");
    assert.equal(new TextDecoder().decode(stdout).trim(), `Installed ${kernel}`);
    assert.equal(code, 0);
    const spec = JSON.parse(await Deno.readTextFile(join(kernel, "kernel.json")));
    assert.equal(spec.display_name, "Deno (ordered)");
    assert.equal(spec.interrupt_mode, "message");
    assert.equal(spec.argv.at(-1), "{connection_file}");
    assert.ok((await Deno.stat(spec.argv.at(-2))).isFile);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("lab finds no JupyterLab where there is no Python", async () => {
  const module = new URL("../../src/cli/_jupyterlab.ts", import.meta.url).href;
  const folder = await Deno.makeTempDir();
  try {
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "eval",
        `import { findJupyterLab } from ${JSON.stringify(module)};
         console.log(await findJupyterLab(Deno.cwd() + "/lab", console.log));`,
      ],
      cwd: folder,
      env: { PATH: folder },
    }).output();
    assert.equal(
      new TextDecoder().decode(stdout).trim(),
      "undefined",
      new TextDecoder().decode(stderr),
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
