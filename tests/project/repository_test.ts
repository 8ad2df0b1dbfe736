import assert from "node:assert/strict";

const ROOT = new URL("../../", import.meta.url);

const tracked = new TextDecoder().decode(
  (await new Deno.Command("git", {
    args: ["ls-files", "--cached", "--others", "--exclude-standard"],
    cwd: ROOT,
  }).output())
    .stdout,
).split("\n").filter((path) => path !== "");

const existing: string[] = [];
for (const path of tracked) {
  if ((await Deno.lstat(new URL(path, ROOT)).catch(() => undefined))?.isFile) existing.push(path);
}

async function texts(pattern: RegExp): Promise<{ path: string; text: string }[]> {
  const paths = existing.filter((path) => pattern.test(path));
  return await Promise.all(
    paths.map(async (path) => ({ path, text: await Deno.readTextFile(new URL(path, ROOT)) })),
  );
}

const config = JSON.parse(await Deno.readTextFile(new URL("deno.json", ROOT)));

Deno.test("the top level holds what the README describes, and nothing else", () => {
  const top = new Set(existing.map((path) => path.split("/")[0]!));
  const allowed = [
    "data",
    "notebooks",
    "src",
    "tests",
    "deno.json",
    "deno.lock",
    "package.json",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "THIRD_PARTY.md",
  ];
  assert.deepEqual([...top].filter((name) => !name.startsWith(".") && !allowed.includes(name)), []);
});

Deno.test("no tracked text holds a path of a machine, an unreachable registry or a conflict mark", async () => {
  const wrong: string[] = [];
  for (const { path, text } of await texts(/\.(ts|md|json|ipynb|css|py|csv|txt)$|^\.ci\//)) {
    if (path.startsWith("tests/project/")) continue;
    for (const [i, line] of text.split("\n").entries()) {
      if (
        /\/(work|root|home)\/\w|^<{7} |^>{7} |["']jsr:(?!@silicon\/)|registry\.npmjs|pypi\.org/
          .test(line)
      ) {
        wrong.push(`${path}:${i + 1} ${line.trim().slice(0, 80)}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
});

Deno.test("every relative link of every Markdown file leads to a file", async () => {
  const wrong: string[] = [];
  for (const { path, text } of await texts(/\.md$/)) {
    for (const [, target] of text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
      if (/^[a-z]+:/.test(target!)) continue;
      const there = await Deno.stat(new URL(target!, new URL(path, ROOT))).catch(() => undefined);
      if (there === undefined) wrong.push(`${path} -> ${target}`);
    }
  }
  assert.deepEqual(wrong, []);
});

Deno.test("every task that a guide names is a task", async () => {
  const wrong: string[] = [];
  for (const { path, text } of await texts(/\.md$|^\.ci\/run$/)) {
    for (const [, name] of text.matchAll(/(?:deno(?:@2\.9\.6)?|\$DENO) task ([a-z][\w:]*)/g)) {
      if (!(name! in config.tasks)) wrong.push(`${path}: ${name}`);
    }
  }
  assert.deepEqual(wrong, []);
});

Deno.test("a source file is short, or says in its first comment why it is not", async () => {
  const wrong: string[] = [];
  const lengths: number[] = [];
  for (const { path, text } of await texts(/^src\/.*\.ts$/)) {
    const lines = text.split("\n").length;
    lengths.push(lines);
    const opening = /^\s*(\/\*[\s\S]*?\*\/|(\/\/.*\n)+)/.exec(text)?.[0] ?? "";
    if (lines > 300 && !/long/i.test(opening)) wrong.push(`${path}: ${lines} lines`);
  }
  assert.deepEqual(wrong, []);
  lengths.sort((a, b) => a - b);
  assert.ok(
    lengths[lengths.length >> 1]! <= 130,
    "the median source file is longer than 130 lines",
  );
});

Deno.test("every export of the package exists", async () => {
  for (const target of Object.values<string>(config.exports)) {
    assert.ok((await Deno.stat(new URL(target, ROOT))).isFile, target);
  }
});

Deno.test("notebooks are committed without outputs and counts", async () => {
  const wrong: string[] = [];
  for (const { path, text } of await texts(/^notebooks\/.*\.ipynb$/)) {
    for (const cell of JSON.parse(text).cells) {
      if (cell.cell_type === "code" && (cell.outputs.length > 0 || cell.execution_count !== null)) {
        wrong.push(`${path} ${cell.id}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
});
