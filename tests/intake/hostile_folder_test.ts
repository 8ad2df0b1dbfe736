import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { loadData, readSettled, statementsText } from "@silicon/balance/statements";
import { csvText, plainCell } from "../../src/markup/mod.ts";
import { withDataLock, workbookOf } from "../../src/intake/mod.ts";
import * as xlsx from "@e965/xlsx";
import { contents, withDataCopy } from "../cli/_data_folder.ts";

const HASH = createHash("sha256").update("").digest("hex");
const JOURNAL = { id: "1", kind: "update", write: [], remove: [], sha256After: {} };

/** What a journal from a stranger may say, each to reach a file outside the folder. */
const JOURNALS: { [name: string]: unknown } = {
  "removes a file above": { ...JOURNAL, remove: ["../../precious.csv"] },
  "removes a file by its whole path": { ...JOURNAL, remove: ["/etc/hosts.csv"] },
  "removes a file of the data folder": { ...JOURNAL, remove: ["../series.csv"] },
  "hides the way up in codes": { ...JOURNAL, remove: ["%2e%2e%2f%2e%2e%2fprecious.csv"] },
  "hides the way up in backslashes": { ...JOURNAL, remove: ["..\\..\\precious.csv"] },
  "hides the ending behind a question": { ...JOURNAL, remove: ["..%2f..%2fprecious.csv?a.csv"] },
  "hides the ending behind a hash": { ...JOURNAL, write: ["2026-01.csv#/../../precious.csv"] },
  "writes a file above": { ...JOURNAL, write: ["../../precious.csv"] },
  "writes by an address": { ...JOURNAL, write: ["file:///etc/hosts.csv"] },
  "writes what is no statement file": { ...JOURNAL, write: ["precious.txt"] },
  "writes a hidden file": { ...JOURNAL, write: [".bashrc.csv"] },
  "writes the folder itself": { ...JOURNAL, write: ["."] },
  "writes nothing by name": { ...JOURNAL, write: [""] },
  "has a NUL in a name": { ...JOURNAL, remove: ["a\0/../../precious.csv"] },
  "bears a path for an id": { ...JOURNAL, id: "/../../../precious" },
  "hashes a file above": { ...JOURNAL, sha256After: { "../../precious.csv": HASH } },
  "is no list": { ...JOURNAL, remove: "../../precious.csv" },
  "lists no names": { ...JOURNAL, write: [{ toString: "x" }] },
  "is of another kind": { ...JOURNAL, kind: "remove" },
  "is empty": {},
  "is null": null,
};

for (const [name, journal] of Object.entries(JOURNALS)) {
  Deno.test(`a data folder whose journal ${name} is refused, and nothing is touched`, async () => {
    const around = Deno.makeTempDirSync();
    await withDataCopy(async (data) => {
      const precious = [`${data}/../precious.csv`, `${data}/../precious.txt`];
      for (const state of ["journal", "last"]) {
        precious.forEach((path) => Deno.writeTextFileSync(path, "precious"));
        const place = `${data}/.update/${state}`;
        for (const part of ["new", "old"]) Deno.mkdirSync(`${place}/${part}`, { recursive: true });
        Deno.writeTextFileSync(`${place}/manifest.json`, JSON.stringify(journal));
        const before = contents(data);
        const folder = new URL(`file://${data}/`);
        const refused = /Cannot read the journal of an update in the data folder: .*\.update\//;
        await assert.rejects(() => readSettled(folder), refused);
        await assert.rejects(() => withDataLock(folder, (locked) => locked.undo()), refused);
        assert.deepEqual(contents(data), before);
        for (const path of precious) assert.equal(Deno.readTextFileSync(path), "precious");
        Deno.removeSync(`${data}/.update`, { recursive: true });
      }
    }, around);
    Deno.removeSync(around, { recursive: true });
  });
}

/** Links in a data folder from a stranger, each to have an update work elsewhere. */
const LINKS: { [name: string]: string } = {
  "its folder of statements": "statements",
  "its folder of updates": ".update",
  "the lock": ".update/lock",
  "a journal": ".update/journal",
  "the new files of a journal": ".update/journal/new",
  "the last update": ".update/last",
  "the old files of the last update": ".update/last/old",
};

for (const [name, path] of Object.entries(LINKS)) {
  Deno.test(`a data folder in which ${name} leads elsewhere is refused, and nothing is touched`, async () => {
    const around = Deno.makeTempDirSync();
    await withDataCopy(async (data) => {
      for (const one of ["trash-mine", "staging-mine", "new"]) {
        Deno.mkdirSync(`${around}/elsewhere/${one}`, { recursive: true });
      }
      const precious = ["2026-02.csv", "trash-mine/a", "staging-mine/a", "new/2026-02.csv"];
      for (const file of precious) {
        Deno.writeTextFileSync(`${around}/elsewhere/${file}`, "precious");
      }
      const journal = JSON.stringify({ ...JOURNAL, remove: ["2026-02.csv"] });
      for (const state of ["journal", "last"]) {
        Deno.mkdirSync(`${data}/.update/${state}`, { recursive: true });
        Deno.writeTextFileSync(`${data}/.update/${state}/manifest.json`, journal);
      }
      if (path === "statements") Deno.renameSync(`${data}/statements`, `${data}/before`);
      else if (path.split("/").length < 3 && path !== ".update/lock") {
        Deno.removeSync(`${data}/${path}`, { recursive: true });
      }
      Deno.symlinkSync(`${around}/elsewhere`, `${data}/${path}`);
      const before = contents(`${around}/elsewhere`);
      await assert.rejects(
        () => withDataLock(new URL(`file://${data}/`), (locked) => locked.undo()),
        (error: Error) =>
          error.message.startsWith(`Cannot change the data: ${data}/${path} is a link`),
      );
      assert.deepEqual(contents(`${around}/elsewhere`), before);
    }, around);
    Deno.removeSync(around, { recursive: true });
  });
}

Deno.test("a data folder whose lock, journal or statements are pipes or devices is refused", async () => {
  await withDataCopy(async (data) => {
    const folder = new URL(`file://${data}/`);
    for (
      const [path, refused] of [
        [".update/lock", /\.update\/lock is a link, or none of ours/],
        [".update/journal/manifest.json", /manifest\.json is a link, or none of ours/],
        ["statements/2099-01.csv", /2099-01\.csv: it is no file/],
      ] as const
    ) {
      Deno.mkdirSync(`${data}/.update/journal`, { recursive: true });
      await new Deno.Command("mkfifo", { args: [`${data}/${path}`] }).output();
      const undo = () => withDataLock(folder, (locked) => locked.undo());
      await assert.rejects(path.startsWith("statements") ? () => loadData(folder) : undo, refused);
      for (const gone of [`${data}/${path}`, `${data}/.update`]) {
        Deno.removeSync(gone, { recursive: true });
      }
    }
  });
});

Deno.test("text columns of a data folder hold no characters that nobody sees", async () => {
  await withDataCopy(async (data) => {
    const folder = new URL(`file://${data}/`);
    const path = `${data}/statements/2026-03.csv`;
    const row = {
      ...{ series: "dmc_production", measure: "level", region: "CN", period: "2026-02" },
      ...{ value: "162000", unit: "mt", basis: "actual", publisher: "SMM" },
      ...{ published: "2026-03-05" },
    };
    for (const mark of ["\0", "\x1b[2J", "\x07", "\x7f", "\x9b", "\u202e", "\u2066", "\u200f"]) {
      for (const [column, value] of [["note", `a${mark}b`], ["publisher", `S${mark}MM`]] as const) {
        Deno.writeTextFileSync(path, statementsText([{ ...row, [column]: value }]));
        const error = await loadData(folder).then(() => undefined, (thrown) => thrown as Error);
        assert.match(
          error?.message ?? "loaded",
          /2026-03\.csv:2:\d+.*invisible character U\+00|2026-03\.csv:2:\d+.*invisible character U\+20/,
        );
        assert.ok(!error!.message.includes(mark[0]!), "a message commands no terminal");
      }
    }
    Deno.writeTextFileSync(
      path,
      statementsText([{ ...row, note: 'two\nlines, "quoted"\tand tabbed' }]),
    );
    await loadData(folder);
  });
});

Deno.test("workbooks that go out hold no cell that a spreadsheet would run", () => {
  const cells = ["=1+1", "+cmd|' /C calc'!A0", "-cmd", "@SUM(1)", "\t=1", "-27.1", "+3", "plain"];
  const book = xlsx.read(workbookOf([cells]), { type: "array" });
  const sheet = book.Sheets[book.SheetNames[0]!]!;
  const read = cells.map((_, c) => sheet[xlsx.utils.encode_cell({ r: 0, c })] as xlsx.CellObject);
  assert.deepEqual(read.map(({ t }) => t), cells.map(() => "s"));
  assert.deepEqual(read.map(({ v }) => v), cells.map(plainCell));
  assert.deepEqual(cells.map(plainCell).filter((cell) => !cell.startsWith("'")), [
    "-27.1",
    "+3",
    "plain",
  ]);
  assert.equal(csvText(["n"], [["=1"]]), "n\n'=1\n");
});
