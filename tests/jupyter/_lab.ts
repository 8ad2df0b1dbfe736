import { type Browser, chromium, type Page } from "playwright-core";
import { freshConnectionInfo } from "../../src/kernel/_connection_info.ts";
import { save, start, type Workplace, workplace, type WorkplaceOptions } from "./_jupyter.ts";

const TOKEN = "for-the-tests";

/** JupyterLab in a folder of its own, with Chromium on one of its notebooks. */
export async function inLab(
  sources: string[],
  use: (
    lab: { page: Page; file: string; place: Workplace; address(name: string): string },
  ) => Promise<void>,
  options: WorkplaceOptions = {},
): Promise<void> {
  await using place = await workplace(options);
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
    const address = (name: string) => `http://127.0.0.1:${port}/lab/tree/${name}?token=${TOKEN}`;
    await page.goto(address("a.ipynb"));
    await page.locator(".jp-Notebook .jp-CodeCell").first().waitFor();
    await settled(page, 0);
    await use({ page, file, place, address });
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
export async function settled(page: Page, ran: number): Promise<void> {
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

/** Picks an item of a menu. */
export async function choose(page: Page, menu: string, item: string): Promise<void> {
  await page.getByRole("menuitem", { name: menu, exact: true }).click();
  await page.getByText(item, { exact: true }).click();
}

/** Run All Cells, from the menu. */
export async function runAll(page: Page): Promise<void> {
  await choose(page, "Run", "Run All Cells");
}

/** Waits until so many cells have run and none is being worked on, and saves the notebook. */
export async function finishAndSave(page: Page, ran: number): Promise<void> {
  await settled(page, ran);
  await choose(page, "File", "Save Notebook");
  await page.locator(".jp-mod-dirty").waitFor({ state: "detached" });
}
