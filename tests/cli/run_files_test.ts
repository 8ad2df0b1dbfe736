import assert from "node:assert/strict";
import { type RunFiles, RunWatch } from "../../src/cli/_run_files.ts";
import { Project } from "./_project.ts";

const read = (value: string) => JSON.stringify({ v: 1, permission: "read", value });
const LATER = new Date(Date.now() + 3_600_000);

/** What a run whose audit is this depended on; `during` happens between its first touch and its end. */
function filesOf(
  project: Project,
  text: string,
  startedAt = LATER,
  during = () => {},
  configFolder = project.path("notebooks"),
): RunFiles {
  project.write("audit", text);
  const folder = project.path("notebooks");
  using watch = new RunWatch(project.path("audit"), { folder, configFolder }, startedAt);
  watch.look();
  during();
  return watch.ended();
}

Deno.test("RunWatch names files, folders, what was missing, and modules given as addresses", () => {
  using project = new Project();
  project.write("data/a.csv", "1");
  project.write("lib.ts", "");
  const audit = [
    read("../data"),
    read("../data/a.csv"),
    read(project.path("data/none.csv")),
    read(`file://${project.path("lib.ts")}`),
    read("/dev/null"),
    read(Deno.execPath()),
  ];
  const { files, data, unsettled, children } = filesOf(project, `${audit.join("\n")}\n`);
  const names = Object.keys(files).map((path) => path.replace(`${project.folder}/`, "")).sort();
  assert.deepEqual(names, [
    "data",
    "data/a.csv",
    "data/none.csv",
    "deno.json",
    "deno.jsonc",
    "deno.lock",
    "lib.ts",
    "notebooks/deno.json",
    "notebooks/deno.jsonc",
    "notebooks/package.json",
    "package.json",
  ]);
  assert.equal(files[project.path("data/none.csv")], "absent");
  assert.deepEqual(data, [project.path("data/a.csv")]);
  assert.deepEqual([unsettled, children], [undefined, false]);
});

Deno.test("RunWatch cannot say what was read where the audit is damaged or cut", () => {
  using project = new Project();
  for (const text of [`${read("a")}\n\0\0\0${read("b")}\n`, `${read("a")}\n{"v":1,"perm`, ""]) {
    assert.equal(filesOf(project, text).unsettled === undefined, text === "");
  }
  const folder = project.path("notebooks");
  using watch = new RunWatch(project.path("none"), { folder, configFolder: folder }, LATER);
  assert.notEqual(watch.ended().unsettled, undefined);
});

Deno.test("RunWatch cannot say what was read of a file written since the run began", () => {
  using project = new Project();
  project.write("data.csv", "1");
  const { unsettled } = filesOf(project, `${read("../data.csv")}\n`, new Date(0));
  assert.match(unsettled!, /data\.csv changed during the last run$/);
});

Deno.test("RunWatch notices another file in a file's place, whatever its time", () => {
  using project = new Project();
  project.write("data/a.csv", "1");
  project.write("old/a.csv", "2");
  // Renamed folders leave the times of the files in them alone.
  const swap = () => {
    Deno.renameSync(project.path("data"), project.path("away"));
    Deno.renameSync(project.path("old"), project.path("data"));
  };
  const { unsettled } = filesOf(project, `${read("../data/a.csv")}\n`, LATER, swap);
  assert.match(unsettled!, /data\/a\.csv changed during the last run$/);
});

Deno.test("RunWatch takes a file that came and went with the run for its own", () => {
  using project = new Project();
  const began = new Date(Date.now() - 1000);
  project.write("made.csv", "1");
  const gone = () => Deno.removeSync(project.path("made.csv"));
  const audit = `${read(project.path("made.csv"))}\n`;
  assert.equal(filesOf(project, audit, began, gone, "/").unsettled, undefined);
});

Deno.test("RunWatch never reads a pipe or a device", async () => {
  using project = new Project();
  await new Deno.Command("mkfifo", { args: [project.path("pipe")] }).output();
  const { files } = filesOf(project, `${read(project.path("pipe"))}\n`);
  assert.equal(files[project.path("pipe")], "special");
});

Deno.test("RunWatch asks for no variable of its own environment on behalf of a sandbox", () => {
  using project = new Project();
  const line = `${JSON.stringify({ v: 1, permission: "env", value: "HOME" })}\n`;
  project.write("audit", line);
  const folder = project.path("notebooks");
  const view = { folder, configFolder: folder };
  const environmentOf = (outside?: () => undefined) => {
    using watch = new RunWatch(
      project.path("audit"),
      { ...view, ...(outside && { outside }) },
      LATER,
    );
    return Object.keys(watch.ended().environment);
  };
  assert.deepEqual(environmentOf(), ["HOME"]);
  assert.deepEqual(environmentOf(() => undefined), []);
});
