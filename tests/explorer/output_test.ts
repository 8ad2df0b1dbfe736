import assert from "node:assert/strict";
import { inventoryPanel, panel, restartPanel, scenarioDesk } from "@silicon/balance/explorer";
import { bundle, checkInlineScript } from "../../src/explorer/_bundle.ts";
import { CHILD_PROCESS } from "../../src/kernel/mod.ts";
import { run, textOf, tiny } from "../kernel/_tiny.ts";
import { BASE } from "../scenario/_base.ts";
import { shownBy } from "./_panels.ts";

/** How many of the shared scripts are in an output. */
const scripts = (html: string) =>
  html.match(/customElements\.define\(|panelPlots\?\?=/g)?.length ?? 0;

Deno.test("panels put the shared script out once, and once again when all are run again", () => {
  const first = scenarioDesk(BASE, [], { id: "first" });
  const second = inventoryPanel(BASE, []);
  const third = restartPanel(BASE, []);
  const shown = [first, second, third, first, second, third]
    .map((panel) => scripts(shownBy(panel)["text/html"]!));
  // Another test file may have shown a panel before: each file runs in a process of its own.
  assert.deepEqual(shown, [1, 0, 0, 1, 0, 0]);
});

Deno.test("a panel that is run again brings the shared script, which may be gone with another's cell", () => {
  const first = scenarioDesk(BASE, [], { id: "first" });
  const second = inventoryPanel(BASE, []);
  for (const panel of [first, second]) shownBy(panel);
  assert.equal(scripts(shownBy(second)["text/html"]!), 1);
});

Deno.test("panel() puts its view's own script out with each output, and once the one that draws", () => {
  const own = panel({ title: "Own", inputs: {}, data: 1, view: ({ data }) => `${data}` });
  const other = panel({ title: "Other", inputs: {}, data: 1, view: ({ data }) => `${data}` });
  const shown = [own, other, own].map((panel) => shownBy(panel)["text/html"]!);
  for (const html of shown) assert.match(html, /globalThis\.panelViews/);
  // The one for all panels is out already; run again, an output brings both.
  assert.deepEqual(shown.map(scripts), [1, 0, 2]);
});

Deno.test("the shared scripts can stand in a page and leave room for one under 500 KB", () => {
  let characters = 0;
  for (const name of ["panels", "plot"] as const) {
    const { script, problem } = bundle(name);
    assert.equal(problem, undefined);
    checkInlineScript(script!);
    characters += script!.length;
    assert.doesNotMatch(script!, /\bimport\(|\bfetch\(|new Worker|importScripts|XMLHttpRequest/);
  }
  assert.ok(characters < 400_000, `${characters} characters`);
});

Deno.test("checkInlineScript() refuses what would end the element or hide what follows", () => {
  for (const text of ["a</script>", "a</SCRIPT ", "<script>", "<!-- x"]) {
    assert.throws(() => checkInlineScript(text), RangeError, text);
  }
});

Deno.test("bundle() makes a kept script again that is not what was kept", async () => {
  const { tag, script } = bundle("panels");
  const folder = new URL("../../.cache/explorer/", import.meta.url);
  const kept = [...Deno.readDirSync(folder)].map(({ name }) => name)
    .find((name) => name.startsWith(tag.split("-").at(-1)!) && name.endsWith(".panels.js"))!;
  const whole = Deno.readTextFileSync(new URL(kept, folder));
  assert.equal(whole.split("\n").slice(1).join("\n"), script);
  Deno.writeTextFileSync(new URL(kept, folder), whole.replace("customElements", "customElephants"));
  const auditFile = Deno.makeTempFileSync();
  try {
    const source = `import { bundle } from ${
      JSON.stringify(import.meta.resolve("../../src/explorer/_bundle.ts"))
    };\nconsole.log(bundle("panels").script)`;
    const ran = await run(tiny(source), { auditFile });
    assert.equal(textOf(ran, 0).trim(), script);
    // The toolkit's own child has read nothing that the run did not.
    assert.doesNotMatch(Deno.readTextFileSync(auditFile), new RegExp(CHILD_PROCESS));
  } finally {
    Deno.removeSync(auditFile);
  }
  assert.equal(Deno.readTextFileSync(new URL(kept, folder)), whole);
});
