import assert from "node:assert/strict";

/** What each room may import of ours; `mod` is the named barrel, `cli` may import anything. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  calendar: [],
  markup: [],
  notebook: [],
  balance: ["calendar"],
  statements: ["balance", "markup", "calendar"],
  reconcile: ["statements", "balance", "calendar"],
  estimate: ["statements", "reconcile", "balance", "calendar"],
  scenario: ["balance", "calendar"],
  ledger: ["statements", "reconcile", "balance", "scenario", "calendar"],
  intake: ["statements", "reconcile", "ledger", "review", "balance", "markup", "calendar"],
  review: [
    ...["ledger", "scenario", "estimate", "reconcile", "statements", "balance", "markup"],
    "calendar",
  ],
  frame: ["balance", "scenario", "reconcile", "statements", "markup", "calendar"],
  figure: ["balance", "scenario", "reconcile", "statements", "markup", "calendar"],
  explorer: ["figure", "scenario", "balance", "markup", "calendar"],
  kernel: ["notebook"],
  render: ["notebook", "markup"],
};

/** Rooms whose only business with a package is named here; nobody else may import it. */
const PACKAGE_OWNERS: Readonly<Record<string, readonly string[]>> = {
  danfojs: ["frame"],
  "@observablehq/plot": ["figure", "explorer"],
  linkedom: ["figure", "explorer"],
  zod: ["statements", "reconcile", "ledger", "notebook", "kernel", "render", "cli"],
};

const BROWSER_ROOMS = ["calendar", "balance", "scenario"];

interface GraphModule {
  specifier: string;
  kind?: string;
  dependencies?: {
    specifier: string;
    code?: { specifier: string };
    type?: { specifier: string };
  }[];
}

const SRC = new URL("../../src/", import.meta.url);

async function graph(): Promise<GraphModule[]> {
  const files: string[] = [];
  const walk = async (folder: URL): Promise<void> => {
    for await (const entry of Deno.readDir(folder)) {
      if (entry.isDirectory) await walk(new URL(`${entry.name}/`, folder));
      else if (entry.name.endsWith(".ts")) files.push(new URL(entry.name, folder).href);
    }
  };
  await walk(SRC);
  const entry = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(entry, files.map((file) => `import "${file}";`).join("\n"));
    const { stdout, success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["info", "--json", "--config", new URL("../deno.json", SRC).pathname, entry],
    }).output();
    assert.ok(success, new TextDecoder().decode(stderr));
    return JSON.parse(new TextDecoder().decode(stdout)).modules;
  } finally {
    await Deno.remove(entry);
  }
}

const modules = await graph();

function roomOf(specifier: string): string | undefined {
  return specifier.startsWith(SRC.href)
    ? specifier.slice(SRC.href.length).split("/")[0]
    : undefined;
}

function edges(): { from: string; room: string; to: string; written: string }[] {
  return modules.flatMap(({ specifier, dependencies = [] }) => {
    const room = roomOf(specifier);
    if (room === undefined) return [];
    return dependencies.map((dependency) => ({
      from: specifier.slice(SRC.href.length),
      room,
      to: dependency.code?.specifier ?? dependency.type?.specifier ?? "",
      written: dependency.specifier,
    }));
  });
}

Deno.test("rooms import only the rooms that the architecture allows", () => {
  const wrong = edges().filter(({ room, to }) => {
    const target = roomOf(to);
    if (target === undefined || target === room || room === "cli" || room === "mod.ts") {
      return false;
    }
    return !(ALLOWED[room] ?? []).includes(target);
  });
  assert.deepEqual(wrong.map(({ from, written }) => `${from} imports ${written}`), []);
});

Deno.test("rooms reach each other only through mod.ts", () => {
  const wrong = edges().filter(({ room, to }) => {
    const target = roomOf(to);
    return target !== undefined && target !== room && target !== "mod.ts" &&
      !to.endsWith("/mod.ts");
  });
  assert.deepEqual(wrong.map(({ from, written }) => `${from} imports ${written}`), []);
});

Deno.test("no file leads back to itself through what it imports", () => {
  const targets = Map.groupBy(edges(), ({ from }) => from);
  const state = new Map<string, "open" | "done">();
  const circles: string[] = [];
  const visit = (file: string, chain: readonly string[]): void => {
    if (state.get(file) === "done") return;
    if (state.get(file) === "open") {
      circles.push([...chain.slice(chain.indexOf(file)), file].join(" -> "));
      return;
    }
    state.set(file, "open");
    for (const { to } of targets.get(file) ?? []) {
      if (roomOf(to) !== undefined) visit(to.slice(SRC.href.length), [...chain, file]);
    }
    state.set(file, "done");
  };
  for (const file of targets.keys()) visit(file, []);
  assert.deepEqual(circles, []);
});

Deno.test("src imports itself by relative path, so that any tool sees its structure", () => {
  const wrong = edges().filter(({ written }) => written.startsWith("@silicon/"));
  assert.deepEqual(wrong.map(({ from, written }) => `${from} imports ${written}`), []);
});

Deno.test("packages with one owner are imported by no other room", () => {
  const wrong = edges().filter(({ room, written }) => {
    const owner = Object.entries(PACKAGE_OWNERS).find(([name]) =>
      written === name || written.startsWith(`${name}/`)
    );
    return owner !== undefined && !owner[1].includes(room);
  });
  assert.deepEqual(wrong.map(({ from, written }) => `${from} imports ${written}`), []);
});

Deno.test("calendar, balance and scenario use nothing but the language", async () => {
  const wrong: string[] = [];
  for (const { from, room, written } of edges()) {
    if (BROWSER_ROOMS.includes(room) && !written.startsWith(".")) {
      wrong.push(`${from} imports ${written}`);
    }
  }
  for (const { specifier } of modules) {
    if (!BROWSER_ROOMS.includes(roomOf(specifier) ?? "")) continue;
    const text = (await Deno.readTextFile(new URL(specifier))).replace(
      /\/\*[\s\S]*?\*\/|\/\/.*/g,
      "",
    );
    const found = /\b(Deno|process|Buffer|document|window)\s*\.|Math\.random|Date\.now|new Date\(\)/
      .exec(text);
    if (found) wrong.push(`${specifier.slice(SRC.href.length)} uses ${found[0]}`);
  }
  assert.deepEqual(wrong, []);
});

Deno.test("every barrel lists its names", async () => {
  const wrong: string[] = [];
  for (const { specifier } of modules) {
    if (roomOf(specifier) === undefined) continue;
    if (/^export \*/m.test(await Deno.readTextFile(new URL(specifier)))) wrong.push(specifier);
  }
  assert.deepEqual(wrong, []);
});

Deno.test("nothing is imported from an address or another registry", async () => {
  const config = JSON.parse(await Deno.readTextFile(new URL("../deno.json", SRC)));
  for (const [name, target] of Object.entries<string>(config.imports)) {
    assert.match(
      target,
      /^npm:(@[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+$/,
      `${name} is not pinned exactly`,
    );
  }
  const wrong = edges().filter(({ written }) => /^(jsr:|https?:|npm:)/.test(written));
  assert.deepEqual(wrong.map(({ from, written }) => `${from} imports ${written}`), []);
});
