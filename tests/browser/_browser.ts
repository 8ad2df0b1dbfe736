import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Switches for a machine without a screen, where nothing but the page is to be asked for. */
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts Chromium; `CHROMIUM` names it where it is not in the usual place. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: Deno.env.get("CHROMIUM") ?? "/usr/bin/chromium",
    args: ARGS,
  });
}

/** A page that was opened, with what it said and asked for. */
export interface Opened extends AsyncDisposable {
  page: Page;
  /** Console messages that are errors or warnings, uncaught errors and dialogs. */
  complaints: string[];
  /** Addresses asked for beside the page's own. */
  requests: string[];
}

/** Opens a file in a browser window of its own. */
export async function open(
  browser: Browser,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  const own = new URL(path, "file:///").href;
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const url = request.url();
    if (url !== own && !url.startsWith("data:")) requests.push(url);
  });
  await page.goto(own);
  return { page, complaints, requests, [Symbol.asyncDispose]: () => context.close() };
}
