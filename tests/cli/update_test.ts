import assert from "node:assert/strict";
import { loadData, readSettled, STATEMENT_COLUMNS } from "@silicon/balance/statements";
import { withDataLock, workbookOf } from "../../src/intake/mod.ts";
import { BAD_FILES } from "../intake/_bad_files.ts";
import { contents, withDataCopy } from "./_data_folder.ts";
import type { Outcome } from "./_update_many.ts";

const UPDATE = new URL("../../src/cli/update.ts", import.meta.url).pathname;
const MANY = new URL("_update_many.ts", import.meta.url).pathname;
const HEADER = STATEMENT_COLUMNS.join();

/** Made-up figures of March 2026: February reported as percentages only, an outlook, and another publisher's polysilicon. */
const MARCH = [
  HEADER,
  "silicon_metal_production,mom,CN,2026-02,-26.0,%,actual,,SMM,2026-03-06,,made up",
  "silicon_metal_production,yoy,CN,2026-02,-4.0,%,actual,,SMM,2026-03-06,,made up",
  "polysilicon_production,level,CN,2026-02,78500,mt,actual,,CNIA Silicon Branch,2026-03-05,,made up",
  "silicon_metal_production,mom,CN,2026-03,15,%,forecast,about,SMM,2026-03-06,,made up",
  "silicon_metal_production,level,CN,2026-02,278000,mt,forecast,about,Made-up Metals,2026-02-20,,made up",
  "",
].join("\n");

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

async function ran(command: Deno.Command): Promise<Ran> {
  const { code, stdout, stderr } = await command.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), error: text(stderr) };
}

function command(...args: string[]): Deno.Command {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", UPDATE, ...args],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

function update(...args: string[]): Promise<Ran> {
  return ran(command(...args));
}

async function withFile(
  text: string | Uint8Array,
  name: string,
  use: (path: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/${name}`;
    await Deno.writeFile(path, typeof text === "string" ? new TextEncoder().encode(text) : text);
    await use(path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function rows(files: ReadonlyMap<string, string>, word: string): string[] {
  return [...files.values()].flatMap((text) => text.split("\n")).filter((line) =>
    line.includes(word)
  );
}

Deno.test("update without --write shows what is new, what it changes, old to new, and writes nothing", async () => {
  await withDataCopy(async (data) => {
    await withFile(MARCH, "march.csv", async (file) => {
      const before = contents(data);
      const { code, out } = await update(file, "--data", data);
      assert.equal(code, 0);
      assert.match(out, /^New \(4\)/m);
      assert.match(
        out,
        /^Outcomes of outlooks \(1\)\n.*-26\.0% MoM; was -27\.1 \(6 February 2026, forecast\)/m,
      );
      assert.match(
        out,
        /silicon_metal_production, SMM, 2026-02: 273\.7\d* kt \(forecast, .*\) -> 277\.9\d* kt \(derived/,
      );
      assert.match(out, /2026-02 Production: 273\.7 -> 277\.9 {2}\(forecast -> derived\)/);
      assert.match(out, /2026-02 Balance \(\+ build, - draw\): -5\.8 -> -1\.6/);
      assert.match(
        out,
        /Headline of February 2026, after: .*production fell by 97\.6 kt to 277\.9 kt/,
      );
      assert.match(out, /Nothing was changed/);
      assert.deepEqual(contents(data), before);
      await assert.rejects(() => Deno.stat(`${data}/.update`));
    });
  });
});

Deno.test("update --write adds by month of publication, in order, once; --undo puts every byte back", async () => {
  await withDataCopy(async (data) => {
    await withFile(MARCH, "march.csv", async (file) => {
      const before = contents(data);
      const old = await readSettled(new URL(`file://${data}/`));
      assert.equal((await update(file, "--data", data, "--write")).code, 0);
      const files = await readSettled(new URL(`file://${data}/`));
      const march = files.get("2026-03.csv")!.trimEnd().split("\n");
      assert.equal(march.length, 5);
      assert.deepEqual(march.slice(1), march.slice(1).toSorted());
      // February's file has one line more, and keeps all others in their order.
      const february = files.get("2026-02.csv")!.split("\n");
      const kept = february.filter((line) => !line.includes("Made-up Metals"));
      assert.equal(kept.join("\n"), old.get("2026-02.csv"));
      assert.equal(february.length, kept.length + 1);
      assert.equal(
        (await loadData(new URL(`file://${data}/`))).statements.length,
        (await loadData()).statements.length + 5,
      );

      const after = contents(data);
      const again = await update(file, "--data", data, "--write");
      assert.match(again.out, /Already there, not added again \(5\)/);
      assert.deepEqual(contents(data), after);

      assert.equal((await update("--undo", "--data", data)).code, 0);
      assert.deepEqual(contents(data), before);
      const twice = await update("--undo", "--data", data);
      assert.equal(twice.code, 1);
      assert.match(twice.error, /Cannot undo/);
      assert.deepEqual(contents(data), before);
    });
  });
});

Deno.test("update names findings with the likely repair", async () => {
  const text =
    `${HEADER}\nsilicon_metal_production,level,CN,2026-01,37550,mt,actual,,SMM,2026-03-06,,made up\n`;
  await withDataCopy(async (data) => {
    await withFile(text, "slip.csv", async (file) => {
      const { code, out } = await update(file, "--data", data);
      assert.equal(code, 0);
      assert.match(out, /^Revised \(1\)\n.*; was 375500/m);
      assert.match(out, /Findings \(\d+\)/);
      assert.match(
        out,
        /unlikely size: .*likely 375500|factor of 10: value 37550 should be 375500/,
      );
    });
  });
});

Deno.test("update refuses each broken file with one message at its line and column, and changes not one byte", async (t) => {
  await withDataCopy(async (data) => {
    const folder = await Deno.makeTempDir();
    try {
      const names = BAD_FILES.map(({ file }, i) => `${String(i).padStart(3, "0")}-${file}`);
      for (const [i, { bytes }] of BAD_FILES.entries()) {
        await Deno.writeFile(`${folder}/${names[i]}`, bytes());
      }
      const before = contents(data);
      const { out, error } = await ran(
        new Deno.Command(Deno.execPath(), {
          args: ["run", "-A", MANY, data, folder],
          stdin: "null",
          stdout: "piped",
          stderr: "piped",
        }),
      );
      assert.equal(error, "");
      const outcomes: Outcome[] = JSON.parse(out);
      assert.deepEqual(contents(data), before);
      await assert.rejects(() => Deno.stat(`${data}/.update`));
      for (const [i, { name, at, says }] of BAD_FILES.entries()) {
        await t.step(name, () => {
          const { file, code, said } = outcomes[i]!;
          assert.equal(file, names[i]);
          assert.equal(code, 1);
          const [message, ...rest] = said.split("\n");
          assert.ok(message!.startsWith(`${folder}/${file}:${at}`), said);
          assert.match(message!, says);
          assert.deepEqual(rest, ["Nothing was changed."]);
        });
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
});

Deno.test("update ends with code 1 for what is not there, 2 for wrong arguments", async () => {
  assert.equal((await update("/no/such/file.csv")).code, 1);
  assert.equal((await update()).code, 2);
  assert.equal((await update("--template", "March")).code, 2);
  assert.equal((await update("--from-text", "note.txt")).code, 2);
});

/** Kills a process as soon as a file that matches is there, so that kills fall inside an update however slow the machine. */
async function killedAt(process: Deno.ChildProcess, folder: string, name: RegExp): Promise<void> {
  let running = true;
  const ended = process.output().then(() => (running = false));
  while (
    running &&
    !Array.from(Deno.readDirSync(folder), (entry) => entry.name).some((n) => name.test(n))
  ) {
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  try {
    process.kill("SIGKILL");
  } catch {
    // It was done before.
  }
  await ended;
}

// .ci/run asks for 100.
const KILLS = Number(Deno.env.get("KILLS") ?? 8);

Deno.test("update --write killed at any moment leaves the old figures or the new ones, and the next run works", async () => {
  await withDataCopy(async (data) => {
    const folder = new URL(`file://${data}/`);
    await withFile(MARCH, "march.csv", async (file) => {
      const old = await readSettled(folder);
      await update(file, "--data", data, "--write");
      const added = await readSettled(folder);
      await update("--undo", "--data", data);
      const moments: readonly (readonly [string, RegExp])[] = [
        [".update", /^lock$/],
        [".update", /^staging-/],
        [".update", /^journal$/],
        ["statements", /^2026-03\.csv$/],
      ];
      const seen = { old: 0, added: 0 };
      for (let n = 0; n < KILLS; n++) {
        const [place, name] = moments[n % moments.length]!;
        await killedAt(command(file, "--data", data, "--write").spawn(), `${data}/${place}`, name);
        const files = await readSettled(folder);
        const isOld = files.size === old.size;
        assert.deepEqual(files, isOld ? old : added);
        seen[isOld ? "old" : "added"]++;
        await loadData(folder);
        if (!isOld) await withDataLock(folder, (locked) => locked.undo());
      }
      assert.ok(seen.old > 0 && seen.added > 0, JSON.stringify(seen));
      assert.equal((await update(file, "--data", data, "--write")).code, 0);
      assert.deepEqual(await readSettled(folder), added);
      const left = [...Deno.readDirSync(`${data}/.update`)].map(({ name }) => name).sort();
      assert.deepEqual(left, ["last", "lock"]);
    });
  });
});

Deno.test("two updates at once both arrive whole, and a figure that both bring arrives once", async () => {
  const one = MARCH;
  const two = [
    HEADER,
    MARCH.split("\n")[1],
    "dmc_production,level,CN,2026-02,162000,mt,actual,,SMM,2026-03-06,,made up",
    "",
  ].join("\n");
  await withDataCopy(async (data) => {
    await withFile(one, "one.csv", async (first) => {
      await withFile(two, "two.csv", async (second) => {
        const both = await Promise.all(
          [first, second].map((file) => update(file, "--data", data, "--write")),
        );
        assert.deepEqual(both.map(({ code }) => code), [0, 0]);
        const files = await readSettled(new URL(`file://${data}/`));
        assert.equal(rows(files, "made up").length, 6);
        assert.equal(rows(files, "CN,2026-02,-26.0").length, 1);
        await loadData(new URL(`file://${data}/`));
      });
    });
  });
});

Deno.test("update --write on a full disk changes nothing and says so", async (t) => {
  const mount = await Deno.makeTempDir();
  const sized = await ran(
    new Deno.Command("mount", { args: ["-t", "tmpfs", "-o", "size=1200k", "tmpfs", mount] }),
  )
    .catch(() => ({ code: 1 }));
  if (sized.code !== 0) {
    await Deno.remove(mount);
    // A small disk needs the rights to mount one.
    await t.step({ name: "no small disk to be had here", ignore: true, fn: () => {} });
    return;
  }
  try {
    await withDataCopy(async (data) => {
      await withFile(MARCH, "march.csv", async (file) => {
        const before = contents(data);
        const filler = await Deno.open(`${mount}/filler`, { create: true, write: true });
        try {
          for (;;) await filler.write(new Uint8Array(4096));
        } catch {
          // Full.
        } finally {
          filler.close();
        }
        const { code, error } = await update(file, "--data", data, "--write");
        assert.equal(code, 1);
        assert.match(error, /Cannot update: .*No space left.*nothing was changed/);
        assert.deepEqual(contents(data), before);
        await Deno.remove(`${mount}/filler`);
        assert.equal((await update(file, "--data", data, "--write")).code, 0);
      });
    }, mount);
  } finally {
    await ran(new Deno.Command("umount", { args: [mount] }));
    await Deno.remove(mount);
  }
});

Deno.test("update --template writes a sheet that update reads once it is filled in", async () => {
  await withDataCopy(async (data) => {
    const folder = await Deno.makeTempDir();
    try {
      for (const name of ["sheet.csv", "sheet.xlsx"]) {
        const path = `${folder}/${name}`;
        assert.equal((await update("--template", "2026-02", path, "--data", data)).code, 0);
        const empty = await update(path, "--data", data, "--published", "2026-03-06");
        assert.match(empty.out, /There is nothing to add/);
        assert.equal((await update("--template", "2026-02", path, "--data", data)).code, 1);
      }
      const sheet = await Deno.readTextFile(`${folder}/sheet.csv`);
      assert.match(sheet, /^silicon_metal_production,level,CN,2026-02,,375500,mt,actual,,SMM,,,$/m);
      const filled = sheet.replace("level,CN,2026-02,,375500", "level,CN,2026-02,278000,375500");
      const cells = filled.trimEnd().split("\n").map((line) => line.split(","));
      await Deno.writeTextFile(`${folder}/filled.csv`, filled);
      await Deno.writeFile(`${folder}/filled.xlsx`, workbookOf(cells));
      for (const name of ["filled.csv", "filled.xlsx"]) {
        const { code, out } = await update(
          `${folder}/${name}`,
          "--data",
          data,
          "--published",
          "2026-03-06",
        );
        assert.equal(code, 0);
        assert.match(
          out,
          /New \(1\)\n {2}SMM, 6 March 2026: silicon metal production 2026-02 278,000 mt/,
        );
        assert.match(out, /Rows without a value, left out: \d+/);
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
});

Deno.test("update --from-text shows words, audit and what it could not read, and writes only what was reviewed", async () => {
  const note =
    "Silicon metal output was 278,000 mt in February, down 26.0% MoM. Stocks fell by 5,000 mt. " +
    "The silicon metal market balance was loose in February.";
  await withDataCopy(async (data) => {
    await withFile(note, "note.txt", async (path) => {
      const before = contents(data);
      const asked = [
        "--from-text",
        path,
        "--published",
        "2026-03-06",
        "--publisher",
        "SMM",
        "--data",
        data,
      ];
      const { code, out } = await update(...asked);
      assert.equal(code, 0);
      assert.match(out, /Proposals \(3\)/);
      assert.match(
        out,
        /note\.txt:1:26 "Silicon metal output was 278,000 mt in February, down 26\.0% MoM\."/,
      );
      assert.match(out, /Not read \(1\)\n {2}5,000 mt: /);
      assert.match(
        out,
        /cannot say: balance_statement class 2026-02 loose; model: tight balance: /,
      );

      const unseen = await update(...asked, "--write");
      assert.equal(unseen.code, 1);
      assert.match(unseen.error, /nobody has reviewed/);
      assert.deepEqual(contents(data), before);

      const sheet = `${path}.csv`;
      assert.equal((await update(...asked, sheet)).code, 0);
      assert.deepEqual(contents(data), before);
      assert.equal((await update(sheet, "--data", data, "--write")).code, 0);
      const files = await readSettled(new URL(`file://${data}/`));
      assert.equal(files.get("2026-03.csv")!.trimEnd().split("\n").length, 4);
    });
  });
});

/** Made-up rows in shapes that each were slow in a way of their own; quadratic work on them takes minutes. */
const SHAPES: Readonly<Record<string, (i: number) => string>> = {
  "publishers of one figure": (i) => `level,CN,2026-02,${300000 + i},mt,actual,,P${i},2026-03-05`,
  "samples of one figure": (i) => `level,sample:R${i},2026-02,${300 + i},mt,actual,,SMM,2026-03-05`,
  "vintages of one figure": (i) => `level,CN,2000-01,${300000 + i},mt,actual,,SMM,${dayAt(i)}`,
  "months that contradict each other": (i) =>
    `${["level", "mom", "yoy"][i % 3]},CN,${monthAt(i % 311)},` +
    `${i % 3 === 0 ? `${100000 + (i * 37) % 50000},mt` : `${i % 50},%`},` +
    `actual,,SMM,2026-03-${String(1 + Math.floor(i / 933)).padStart(2, "0")}`,
};

function dayAt(i: number): string {
  return new Date(Date.UTC(2000, 1, 1) + i * 86_400_000).toISOString().slice(0, 10);
}

function monthAt(i: number): string {
  return `${2000 + Math.floor(i / 12)}-${String(i % 12 + 1).padStart(2, "0")}`;
}

for (const [shape, row] of Object.entries(SHAPES)) {
  Deno.test(`update looks at 10,000 figures without squaring the work: ${shape}`, async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => `silicon_metal_production,${row(i)},,`);
    await withDataCopy(async (data) => {
      await withFile([HEADER, ...rows, ""].join("\n"), "many.csv", async (file) => {
        const process = command(file, "--data", data, "--write").spawn();
        const late = setTimeout(() => process.kill("SIGKILL"), 60_000);
        const { code, stdout, stderr } = await process.output();
        clearTimeout(late);
        assert.equal(code, 0, new TextDecoder().decode(stderr));
        const out = new TextDecoder().decode(stdout);
        assert.match(out, /^Added 10000 figures to statements/m);
        assert.match(out, /^More than 200 figures: what each alone does .* is not told$/m);
        assert.match(out, /^Headline of February 2026/m);
      });
    });
  });
}

Deno.test("update takes 20,000 figures at once, and not one more", async () => {
  const rows = Array.from(
    { length: 20_001 },
    (_, i) => `silicon_metal_production,${SHAPES["samples of one figure"]!(i)},,`,
  );
  await withFile([HEADER, ...rows.slice(1), ""].join("\n"), "most.csv", async (file) => {
    assert.match((await update(file)).out, /20000 figures would be added/);
  });
  await withFile([HEADER, ...rows, ""].join("\n"), "more.csv", async (file) => {
    const { code, error } = await update(file);
    assert.equal(code, 1);
    assert.match(error, /more\.csv:20002:1: found "more than 20000 rows"/);
  });
});
