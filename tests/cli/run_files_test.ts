import assert from "node:assert/strict";
import { runFiles } from "../../src/cli/_run_files.ts";
import { Project } from "./_project.ts";

const read = (value: string) => JSON.stringify({ v: 1, permission: "read", value });
const LATER = new Date(Date.now() + 60_000);

Deno.test("runFiles() names files, folders, what was missing, and modules given as addresses", () => {
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
  project.write("audit", `${audit.join("\n")}\n`);
  const { files, data, unsettled } = runFiles(
    project.path("audit"),
    [project.path("lib.ts")],
    project.path("notebooks"),
    LATER,
  );
  const names = Object.keys(files).map((path) => path.replace(`${project.folder}/`, "")).sort();
  assert.deepEqual(names, [
    "data",
    "data/a.csv",
    "data/none.csv",
    "deno.json",
    "deno.lock",
    "lib.ts",
    "package.json",
  ]);
  assert.equal(files[project.path("data/none.csv")], "absent");
  assert.deepEqual(data, [project.path("data/a.csv")]);
  assert.equal(unsettled, undefined);
});

Deno.test("runFiles() cannot say what was read where the audit is damaged or cut", () => {
  using project = new Project();
  for (const text of [`${read("a")}\n\0\0\0${read("b")}\n`, `${read("a")}\n{"v":1,"perm`, ""]) {
    project.write("audit", text);
    assert.equal(
      runFiles(project.path("audit"), [], project.folder, LATER).unsettled === undefined,
      text === "",
    );
  }
  assert.notEqual(runFiles(project.path("none"), [], project.folder, LATER).unsettled, undefined);
});

Deno.test("runFiles() cannot say what was read of a file that changed during the run", () => {
  using project = new Project();
  project.write("data.csv", "1");
  project.write("audit", `${read(project.path("data.csv"))}\n`);
  const { unsettled } = runFiles(project.path("audit"), [], project.folder, new Date(0));
  assert.match(unsettled!, /changed during the last run$/);
});
