import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { contentOf } from "./_hash.ts";
import { previewed } from "./_previewed.ts";

const HELP =
  `Show the pages in a browser, and make them again when a notebook, the source or the data change.

  deno task preview [notebooks] [--out DIR] [--port N]

      --out DIR   folder of the pages (site)
      --port N    port to listen on (8086)
  -h, --help      show this`;

/** Several files change at once when an editor saves or a branch is switched. */
const SETTLE_MILLISECONDS = 150;

if (import.meta.main) {
  const code = await main(Deno.args);
  if (code !== undefined) Deno.exit(code);
}

/** Does what `deno task preview` is asked to, until it is stopped; returns an exit code only for what ends at once. */
async function main(args: string[]): Promise<number | undefined> {
  let asked;
  try {
    asked = parseArgs({
      args,
      allowPositionals: true,
      options: {
        out: { type: "string", default: "site" },
        port: { type: "string", default: "8086" },
        help: { type: "boolean", short: "h" },
      },
    });
    if (!/^\d{1,5}$/.test(asked.values.port)) {
      throw new SyntaxError(
        `Cannot read the arguments: --port must be a number, is ${asked.values.port}`,
      );
    }
  } catch (error) {
    console.error((error as Error).message);
    return 2;
  }
  if (asked.values.help) {
    console.log(HELP);
    return 0;
  }
  const { out, port } = asked.values;
  const listeners = new Set<(pages: string[]) => void>();
  // A process of its own each time: a program keeps the modules it began with.
  const make = async () => {
    const before = pagesOf(out);
    await new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "-A",
        fileURLToPath(new URL("render.ts", import.meta.url)),
        ...asked.positionals,
        "--out",
        out,
      ],
      stdin: "null",
    }).spawn().status;
    const changed = [...pagesOf(out)].filter(([name, hash]) => before.get(name) !== hash)
      .map(([name]) => name);
    if (changed.length > 0) listeners.forEach((listener) => listener(changed));
  };
  await make();
  Deno.serve({
    hostname: "127.0.0.1",
    port: Number(port),
    onListen: ({ port }) => console.log(`http://127.0.0.1:${port}/`),
  }, (request) => respond(request, out, listeners));
  const watched = ["notebooks", "src", "data", "deno.json", "deno.lock"].filter((path) =>
    contentOf(path) !== "absent"
  );
  const folder = Deno.realPathSync(".");
  let timer: ReturnType<typeof setTimeout> | undefined;
  let making = Promise.resolve();
  for await (const event of Deno.watchFs(watched)) {
    // What begins with a dot within the project is a tool's; the project itself may lie in such a folder.
    const isTools = event.paths.every((path) => /(^|\/)\.[^/]/.test(relative(folder, path)));
    if (event.kind === "access" || isTools) continue;
    clearTimeout(timer);
    timer = setTimeout(() => making = making.then(make), SETTLE_MILLISECONDS);
  }
  return undefined;
}

function pagesOf(out: string): Map<string, string> {
  try {
    return new Map(
      [...Deno.readDirSync(out)].filter(({ name }) => name.endsWith(".html")).map((
        { name },
      ) => [name, contentOf(`${out}/${name}`)]),
    );
  } catch {
    return new Map();
  }
}

function respond(
  request: Request,
  out: string,
  listeners: Set<(pages: string[]) => void>,
): Response {
  const { pathname, hostname } = new URL(request.url);
  // A page elsewhere must not read these through a name that it points here.
  if (hostname !== "127.0.0.1" && hostname !== "localhost") {
    return new Response("Not here", { status: 403 });
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    return new Response("Only GET and HEAD", { status: 405, headers: { allow: "GET, HEAD" } });
  }
  if (pathname === "/changes" && request.method === "GET") return changes(listeners);
  let name = "index.html";
  try {
    if (pathname !== "/") name = decodeURIComponent(pathname.slice(1));
  } catch {
    return new Response("The address is not UTF-8", { status: 400 });
  }
  if (!/^[^/\\]+\.(html|ipynb)$/.test(name)) return new Response("Not found", { status: 404 });
  try {
    const text = Deno.readTextFileSync(`${out}/${name}`);
    const html = name.endsWith(".html");
    const body = html ? previewed(text, name) : text;
    return new Response(request.method === "HEAD" ? null : body, {
      headers: {
        "content-type": html ? "text/html; charset=utf-8" : "application/x-ipynb+json",
        "cache-control": "no-store",
        // A page elsewhere must not show these as its own.
        "content-security-policy": "frame-ancestors 'none'",
        "x-content-type-options": "nosniff",
      },
    });
  } catch {
    return new Response("Not found", { status: 404 });
  }
}

/** Tells a page by server-sent events which pages changed. */
function changes(listeners: Set<(pages: string[]) => void>): Response {
  const encoder = new TextEncoder();
  let listener: (pages: string[]) => void;
  const body = new ReadableStream({
    start(controller) {
      listener = (pages) =>
        controller.enqueue(encoder.encode(`data: ${JSON.stringify(pages)}\n\n`));
      listeners.add(listener);
      controller.enqueue(encoder.encode(": here\n\n"));
    },
    cancel: () => void listeners.delete(listener),
  });
  return new Response(body, {
    headers: { "content-type": "text/event-stream", "cache-control": "no-store" },
  });
}
