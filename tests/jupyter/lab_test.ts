import assert from "node:assert/strict";
import { join } from "node:path";
import { assertInPlace, IN_PLACE, prepare, texts } from "./_jupyter.ts";
import { choose, finishAndSave, inLab, runAll } from "./_lab.ts";

await prepare();

Deno.test("JupyterLab puts 300 lines and 20 values under their own cells by Run All", () =>
  inLab(IN_PLACE, async ({ page, file }) => {
    await runAll(page);
    await finishAndSave(page, 22);
    assertInPlace(await texts(file));
  }));

Deno.test("JupyterLab keeps 10,000 lines under their cell by Run All", () =>
  inLab(["for (let i = 0; i < 10_000; i++) console.log(i);", "345.5"], async ({ page, file }) => {
    await runAll(page);
    await finishAndSave(page, 2);
    const [lines, value] = await texts(file);
    assert.equal(lines, Array.from({ length: 10_000 }, (_, i) => `${i}\n`).join(""));
    assert.equal(value, "345.5");
  }));

Deno.test("JupyterLab shows a late rejection as an error and runs no further cell", () =>
  inLab(["Promise.reject(new Error('late')); undefined", "2"], async ({ page, file }) => {
    await runAll(page);
    await page.getByText("Error: late").first().waitFor();
    await finishAndSave(page, 1);
    assert.deepEqual(await texts(file), ["Error: late", ""]);
  }));

Deno.test("JupyterLab shows why a cell failed and the line that its author sees", () =>
  inLab(
    ["interface Row {\n  kt: number;\n}\n\nthrow new Error('open', { cause: new Error('locked') });"],
    async ({ page }) => {
      await runAll(page);
      const shown = page.locator(
        ".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']",
      );
      await shown.waitFor();
      assert.match(await shown.innerText(), /^Error: open\n +at cell 1, line 5 [^]*Error: locked/);
    },
  ));

Deno.test("JupyterLab stops a busy loop and keeps the variables", () =>
  inLab(
    ["let kept = 345.5", "console.log('busy'); for (;;) {}", "kept"],
    async ({ page, file }) => {
      await runAll(page);
      await page.locator(".jp-OutputArea-output", { hasText: "busy" }).waitFor();
      await choose(page, "Kernel", "Interrupt Kernel");
      await page.getByText("Interrupted: the cell was stopped").first().waitFor();
      await page.locator(".jp-CodeCell").nth(2).click();
      await page.keyboard.press("Control+Enter");
      await page.locator(".jp-OutputArea-executeResult", { hasText: "345.5" }).waitFor();
      await finishAndSave(page, 3);
      assert.deepEqual(await texts(file), ["", "busy\nInterrupted: the cell was stopped", "345.5"]);
    },
  ));

Deno.test("JupyterLab stops a cell that waits and keeps the variables", () =>
  inLab(
    ["let kept = 345.5", "console.log('waits'); await new Promise(() => {})", "kept"],
    async ({ page, file }) => {
      await runAll(page);
      await page.locator(".jp-OutputArea-output", { hasText: "waits" }).waitFor();
      await choose(page, "Kernel", "Interrupt Kernel");
      await page.getByText("Interrupted: the cell was stopped").first().waitFor();
      await page.locator(".jp-CodeCell").nth(2).click();
      await page.keyboard.press("Control+Enter");
      await page.locator(".jp-OutputArea-executeResult", { hasText: "345.5" }).waitFor();
      await finishAndSave(page, 3);
      assert.equal((await texts(file))[2], "345.5");
    },
  ));

Deno.test("JupyterLab asks for what a cell wants to know", () =>
  inLab(["prompt('Month?')"], async ({ page, file }) => {
    await runAll(page);
    await page.locator(".jp-Stdin-prompt", { hasText: "Month?" }).waitFor();
    await page.locator(".jp-Stdin-input").fill("2026-02");
    await page.keyboard.press("Enter");
    await page.locator(".jp-OutputArea-executeResult", { hasText: "2026-02" }).waitFor();
    await finishAndSave(page, 1);
    assert.match((await texts(file))[0] ?? "", /"2026-02"$/);
  }));

Deno.test("JupyterLab goes on after its kernel was killed under a cell", () =>
  inLab(["Deno.exit(7)", "'alive'"], async ({ page }) => {
    await runAll(page);
    await page.getByText("KernelDied").first().waitFor();
    await page.locator(".jp-CodeCell").nth(1).click();
    await page.keyboard.press("Control+Enter");
    await page.locator(".jp-OutputArea-executeResult", { hasText: "alive" }).waitFor();
  }));

Deno.test("JupyterLab leaves no kernel behind after restart and shutdown", async () => {
  let folder = "";
  await inLab(["Deno.pid"], async ({ page, file, place }) => {
    folder = place.folder;
    await runAll(page);
    await finishAndSave(page, 1);
    const first = (await texts(file))[0];
    await choose(page, "Kernel", "Restart Kernel and Run All Cells…");
    await page.getByRole("dialog").getByRole("button", { name: "Confirm" }).click();
    await page.waitForFunction(
      (before) =>
        !document.querySelector(".jp-OutputArea-executeResult")?.textContent?.includes(before),
      first as string,
    );
    await finishAndSave(page, 1);
    assert.notEqual((await texts(file))[0], first);
    await gone(Number(first));
  });
  const left = await processesIn(join(folder, ".runtime"));
  assert.deepEqual(left, []);
});

async function gone(pid: number): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if (!await Deno.stat(`/proc/${pid}`).then(() => true, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`kernel ${pid} still runs`);
}

/** Processes that were started for a front end whose files are in the folder. */
async function processesIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (let i = 0; i < 60; i++) {
    found.length = 0;
    for await (const { name } of Deno.readDir("/proc")) {
      const environment = await Deno.readTextFile(`/proc/${name}/environ`).catch(() => "");
      if (environment.includes(folder)) found.push(name);
    }
    if (found.length === 0) return [];
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return found;
}
