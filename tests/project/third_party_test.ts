import assert from "node:assert/strict";
import { existsSync } from "node:fs";

/** What pages carry of others' code, by the script that it is in: the packages that its modules import. */
const SCRIPTS: { readonly [script: string]: readonly string[] } = {
  panels: ["@observablehq/inputs"],
  plot: ["@observablehq/plot"],
};

const ROOT = new URL("../../", import.meta.url);
const FILE = new URL("THIRD_PARTY.md", ROOT);

interface Package {
  name: string;
  version: string;
  /** Names in the lock file. */
  dependencies: string[];
}

/** Every package of the lock file, by its name there. */
function locked(): Map<string, Package> {
  const { npm } = JSON.parse(Deno.readTextFileSync(new URL("deno.lock", ROOT))) as {
    npm: { [key: string]: { dependencies?: string[] } };
  };
  const keys = Object.keys(npm);
  return new Map(keys.map((key) => {
    const [, name, version] = /^(@?[^@]+)@([^_]+)/.exec(key)!;
    // A dependency is named without its version where there is one alone.
    const dependencies = (npm[key]!.dependencies ?? []).map((named) => {
      const [wanted, at] = [/^@?[^@]+/.exec(named)![0], /^@?[^@]+@(.*)/.exec(named)?.[1]];
      return keys.find((one) =>
        one === named || (at === undefined && one.startsWith(`${wanted}@`))
      ) ??
        keys.find((one) => one.startsWith(`${at?.replace(/^npm:/, "")}`)) ?? named;
    });
    return [key, { name: name!, version: version!, dependencies }];
  }));
}

/** All that packages of these names bring with them, in the order of their names. */
function closure(all: ReadonlyMap<string, Package>, names: readonly string[]): Package[] {
  const found = new Set<string>();
  const visit = (key: string) => {
    if (found.has(key)) return;
    found.add(key);
    all.get(key)!.dependencies.forEach(visit);
  };
  for (const key of all.keys()) if (names.includes(all.get(key)!.name)) visit(key);
  return [...found].sort().map((key) => all.get(key)!);
}

/** The folder in which the runtime keeps a package, once it has needed it. */
async function folders(): Promise<({ name, version }: Package) => string | undefined> {
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).output();
  const { npmCache } = JSON.parse(new TextDecoder().decode(stdout)) as { npmCache: string };
  const registries = [...Deno.readDirSync(npmCache)].map((entry) => `${npmCache}/${entry.name}`);
  return ({ name, version }) =>
    registries.map((registry) => `${registry}/${name}/${version}`).find((path) => existsSync(path));
}

function licenceOf(folder: string): string {
  const { license, licenses } = JSON.parse(Deno.readTextFileSync(`${folder}/package.json`));
  const given = license ?? licenses?.map(({ type }: { type: string }) => type).join(" OR ");
  return typeof given === "string" ? given : given?.type ?? "none stated";
}

/** Copyright lines and terms of a package's licence. */
function noticeOf(folder: string): { copyright: string; terms: string } {
  const file = [...Deno.readDirSync(folder)].map(({ name }) => name)
    .find((name) => /^(licen[cs]e|copying)/i.test(name));
  assert.ok(file, `${folder} has no licence file`);
  const text = Deno.readTextFileSync(`${folder}/${file}`).replaceAll("\r", "").trim();
  const paragraphs = text.split(/\n\s*\n/).map((part) => part.replace(/\s+/g, " ").trim());
  const isCopyright = (part: string) => /^(copyright|\(c\))/i.test(part);
  return {
    copyright: paragraphs.filter(isCopyright).join("; "),
    terms: paragraphs.filter((part) => !isCopyright(part)).join("\n\n"),
  };
}

/** The file as the lock file has it; what the runtime has not fetched yet keeps the licence that the file gave it. */
async function thirdParty(before: string): Promise<string> {
  const all = locked();
  const folderOf = await folders();
  const rows = [...all.values()].map((one) => {
    const start = `- ${one.name} ${one.version}: `;
    const folder = folderOf(one);
    const known = before.split("\n").find((line) => line.startsWith(start));
    assert.ok(
      folder ?? known,
      `${one.name} ${one.version} is new: deno install, then with -- --update`,
    );
    return folder === undefined ? known! : start + licenceOf(folder);
  });
  const notices = Object.entries(SCRIPTS).map(([script, names]) => {
    const groups = Map.groupBy(
      closure(all, names).map((one) => ({ one, ...noticeOf(folderOf(one)!) })),
      ({ terms }) => terms,
    );
    const texts = [...groups].map(([terms, group]) =>
      [...group.map(({ one, copyright }) => `${one.name} ${one.version}: ${copyright}`), "", terms]
        .join("\n")
    );
    return `## In the script of ${script}\n\n\`\`\`text\n${texts.join("\n\n")}\n\`\`\`\n`;
  });
  return [
    "# Third-party packages\n",
    "Every package of `deno.lock` with its licence, and the notices that pages carry with the scripts in",
    "them. Made by `deno test -A tests/project/third_party_test.ts -- --update`.\n",
    "## Packages\n",
    ...[...new Set(rows)].sort(),
    "",
    notices.join("\n"),
  ].join("\n");
}

Deno.test("THIRD_PARTY.md is what the lock file makes of it", async () => {
  const before = existsSync(FILE) ? Deno.readTextFileSync(FILE) : "";
  const now = await thirdParty(before);
  if (Deno.args.includes("--update")) Deno.writeTextFileSync(FILE, now);
  else assert.equal(before, now);
});

Deno.test("scripts of pages hold no package but those whose notices they carry", () => {
  const imported = ["explorer/page", "explorer/desk", "scenario", "balance", "calendar", "markup"]
    .flatMap((room) => {
      const folder = new URL(`src/${room}/`, ROOT);
      return [...Deno.readDirSync(folder)].filter(({ name }) => name.endsWith(".ts"))
        .map(({ name }) => Deno.readTextFileSync(new URL(name, folder)));
    })
    .flatMap((text) =>
      [...text.matchAll(/^(?:import|export|\}) [^;]*?from "([^".][^"]*)"/gm)].map((match) =>
        match[1]!
      )
    );
  assert.deepEqual([...new Set(imported)].sort(), Object.values(SCRIPTS).flat().sort());
});

Deno.test("a script for pages begins with the notices of the packages in it", async () => {
  const { bundle } = await import("../../src/explorer/_bundle.ts");
  for (const name of ["panels", "plot"] as const) {
    const script = bundle(name).script!;
    const notices = script.slice(0, script.indexOf("*/"));
    assert.ok(notices.startsWith("/*!\n"));
    for (const { name: one, version } of closure(locked(), SCRIPTS[name]!)) {
      assert.match(notices, new RegExp(`^${one} ${version}: `, "m"));
    }
    assert.match(notices, /Copyright/);
    assert.match(notices, /provided "?that the above copyright/i);
  }
});
