import assert from "node:assert/strict";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { freshConnectionInfo } from "../../src/kernel/_connection_info.ts";
import { assertInPlace, IN_PLACE, prepare, save, start, texts, workplace } from "./_jupyter.ts";
import type { Workplace } from "./_jupyter.ts";

await prepare();

const TOKEN = "for-the-tests";

/** JupyterLab in a folder of its own, with Chromium on one of its notebooks. */
async function inLab(
  sources: string[],
  use: (lab: { page: Page; file: string; place: Workplace }) => Promise<void>,
): Promise<void> {
  await using place = await workplace();
  const file = await save(place, "a.ipynb", ...sources);
  const port = freshConnectionInfo().shell_port;
  const server = start(
    place,
    "jupyter-lab",
    "--no-browser",
    "--allow-root",
    "--expose-app-in-browser",
    "--ServerApp.log_level=ERROR",
    `--port=${port}`,
    "--ServerApp.port_retries=0",
    `--IdentityProvider.token=${TOKEN}`,
    `--ServerApp.root_dir=${place.folder}`,
  );
  const errors = new Response(server.stderr).text();
  let browser: Browser | undefined;
  try {
    await listening(port);
    browser = await chromium.launch({
      executablePath: Deno.env.get("CHROMIUM") ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
    });
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/lab/tree/a.ipynb?token=${TOKEN}`);
    await page.locator(".jp-Notebook .jp-CodeCell").first().waitFor();
    await settled(page, 0);
    await use({ page, file, place });
  } finally {
    await browser?.close();
    server.kill("SIGTERM");
    await server.status;
    await errors;
  }
}

async function listening(port: number): Promise<void> {
  for (let attempt = 0;; attempt++) {
    try {
      (await Deno.connect({ hostname: "127.0.0.1", port })).close();
      return;
    } catch (error) {
      if (attempt > 600) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Waits until the kernel is connected and so many cells have run; the page itself holds only the cells in view. */
async function settled(page: Page, ran: number): Promise<void> {
  await page.waitForFunction((wanted) => {
    // deno-lint-ignore no-explicit-any
    const panel = (globalThis as any).jupyterapp?.shell.currentWidget;
    const context = panel?.sessionContext;
    if (context?.session?.kernel?.connectionStatus !== "connected") return false;
    const counts: (number | null)[] = panel.content.widgets.map((cell: {
      model: { executionCount: number | null };
    }) => cell.model.executionCount);
    return context.isReady && context.kernelDisplayStatus === "idle" &&
      counts.filter((count) => count !== null).length >= wanted;
  }, ran);
}

async function choose(page: Page, menu: string, item: string): Promise<void> {
  await page.getByRole("menuitem", { name: menu, exact: true }).click();
  await page.getByText(item, { exact: true }).click();
}

async function runAll(page: Page): Promise<void> {
  await choose(page, "Run", "Run All Cells");
}

/** Waits until so many cells have run and none is being worked on, and saves the notebook. */
async function finishAndSave(page: Page, ran: number): Promise<void> {
  await settled(page, ran);
  await choose(page, "File", "Save Notebook");
  await page.locator(".jp-mod-dirty").waitFor({ state: "detached" });
}

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
