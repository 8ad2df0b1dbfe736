import assert from "node:assert/strict";
import { readSettled } from "@silicon/balance/statements";
import { withDataLock } from "../../src/intake/mod.ts";
import { stateTexts } from "./_flip.ts";

const FILES = 6;

async function withFolder(use: (folder: URL) => Promise<void>): Promise<void> {
  const path = await Deno.makeTempDir();
  try {
    const folder = new URL(`file://${path}/`);
    await Deno.mkdir(new URL("statements/", folder));
    await use(folder);
  } finally {
    await Deno.remove(path, { recursive: true });
  }
}

/** Which of the two states the folder is in; fails when it is in neither. */
async function stateOf(folder: URL): Promise<number> {
  const files = await readSettled(folder);
  const state = Number(files.get("2000-01.csv")![0]);
  const wanted = [...stateTexts(state, FILES)].filter(([, text]) => text !== undefined).sort();
  assert.deepEqual([...files], wanted);
  return state;
}

function flip(folder: URL): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", new URL("_flip.ts", import.meta.url).pathname, folder.href, `${FILES}`],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
}

async function started(process: Deno.ChildProcess): Promise<void> {
  const reader = process.stdout.getReader();
  await reader.read();
  reader.releaseLock();
}

async function stop(process: Deno.ChildProcess): Promise<void> {
  process.kill("SIGKILL");
  await process.status;
  await process.stdout.cancel();
}

Deno.test("withDataLock() killed at any moment leaves the old state or the new one", async () => {
  await withFolder(async (folder) => {
    let journals = 0;
    for (let round = 0; round < 25; round++) {
      const process = flip(folder);
      await started(process);
      // Spread the kills over the length of one update.
      await new Promise((resolve) => setTimeout(resolve, (round * 7) % 60));
      await stop(process);
      const names = Array.from(Deno.readDirSync(new URL(".update/", folder)), ({ name }) => name);
      if (names.some((name) => name === "journal" || name.startsWith("staging-"))) journals++;
      const state = await stateOf(folder);
      // The next to hold the folder finishes or clears what was left, and changes nothing.
      await withDataLock(folder, async () => assert.equal(await stateOf(folder), state));
      const after = Array.from(Deno.readDirSync(new URL(".update/", folder)), ({ name }) => name);
      assert.deepEqual(after.sort(), ["last", "lock"]);
    }
    assert.ok(journals > 0, "no kill fell inside an update");
  });
});

Deno.test("readSettled() never sees half of an update that runs beside it", async () => {
  await withFolder(async (folder) => {
    const process = flip(folder);
    try {
      await started(process);
      const seen = new Set<number>();
      for (let i = 0; i < 200 || seen.size < 2; i++) seen.add(await stateOf(folder));
      assert.deepEqual([...seen].sort(), [0, 1]);
    } finally {
      await stop(process);
    }
  });
});

Deno.test("readSettled() goes through the journal of an update that was killed while moving files", async () => {
  await withFolder(async (folder) => {
    await withDataLock(folder, (data) => data.replace(stateTexts(0, FILES)));
    await withDataLock(folder, (data) => data.replace(stateTexts(1, FILES)));
    // Back to the moment after the decision: the journal is there, one file is in place, the others are not.
    const update = new URL(".update/", folder);
    await Deno.rename(new URL("last", update), new URL("journal", update));
    for (const [name, text] of stateTexts(1, FILES)) {
      const place = new URL(`statements/${name}`, folder);
      if (name === "2000-01.csv") continue;
      if (text === undefined) await Deno.writeTextFile(place, "0\n");
      else {
        await Deno.rename(place, new URL(`journal/new/${name}`, update));
        const old = stateTexts(0, FILES).get(name);
        if (old !== undefined) await Deno.writeTextFile(place, old);
      }
    }
    assert.equal(await stateOf(folder), 1);
    await withDataLock(folder, async () => assert.equal(await stateOf(folder), 1));
    const names = Array.from(Deno.readDirSync(new URL("statements/", folder)), ({ name }) => name);
    assert.equal(names.length, FILES + 1);
  });
});

Deno.test("withDataLock() lets one in at a time", async () => {
  await withFolder(async (folder) => {
    let inside = 0;
    await Promise.all([1, 2, 3, 4].map(() =>
      withDataLock(folder, async () => {
        assert.equal(++inside, 1);
        await new Promise((resolve) => setTimeout(resolve, 5));
        inside--;
      })
    ));
  });
});

Deno.test("undo() puts back every byte, removes what was added, and works once", async () => {
  await withFolder(async (folder) => {
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, 97, 13, 10, 255]);
    const file = new URL("statements/2026-01.csv", folder);
    await Deno.writeFile(file, bytes);
    await withDataLock(folder, (data) =>
      data.replace(
        new Map([["2026-01.csv", "new"], ["2026-02.csv", "added"]]),
      ));
    await withDataLock(folder, (data) => data.undo());
    assert.deepEqual(await Deno.readFile(file), bytes);
    await assert.rejects(() => Deno.stat(new URL("statements/2026-02.csv", folder)));
    await assert.rejects(
      () => withDataLock(folder, (data) => data.undo()),
      /Cannot undo: no update has been written since the last undo/,
    );
  });
});

Deno.test("undo() refuses when a file has been changed by hand since, and changes nothing", async () => {
  await withFolder(async (folder) => {
    await withDataLock(folder, (data) => data.replace(new Map([["2026-01.csv", "new"]])));
    const file = new URL("statements/2026-01.csv", folder);
    await Deno.writeTextFile(file, "by hand");
    await assert.rejects(
      () => withDataLock(folder, (data) => data.undo()),
      /Cannot undo: data\/statements\/2026-01\.csv has been changed/,
    );
    assert.equal(await Deno.readTextFile(file), "by hand");
  });
});

Deno.test("undo() puts nothing back from a copy that is not as it was kept, or is gone", async (t) => {
  const spoiled: [string, (copy: URL) => void][] = [
    ["cut", (copy) => Deno.writeTextFileSync(copy, "old")],
    ["with other figures", (copy) => Deno.writeTextFileSync(copy, "forged")],
    ["removed", (copy) => Deno.removeSync(copy)],
  ];
  for (const [how, spoil] of spoiled) {
    await t.step(how, () =>
      withFolder(async (folder) => {
        const file = new URL("statements/2026-01.csv", folder);
        await Deno.writeTextFile(file, "old figures");
        await withDataLock(folder, (data) => data.replace(new Map([["2026-01.csv", "new"]])));
        spoil(new URL(".update/last/old/2026-01.csv", folder));
        await assert.rejects(
          () => withDataLock(folder, (data) => data.undo()),
          /Cannot undo: the copy of data\/statements\/2026-01\.csv kept .* is damaged/,
        );
        assert.equal(await Deno.readTextFile(file), "new");
      }));
  }
});
