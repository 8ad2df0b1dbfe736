import assert from "node:assert/strict";

const MUTATE = new URL("mutate.ts", import.meta.url).pathname;

async function mutate(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", MUTATE, ...args],
    env: { NO_COLOR: "1" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), error: text(stderr) };
}

Deno.test("mutate --list draws the same changes every time, each with its place and its lines", async () => {
  const args = ["--list", "--only", "src/balance/market_state.ts", "--sample", "4"];
  const { code, out } = await mutate(...args);
  assert.equal(code, 0);
  assert.match(out, /^(src\/balance\/market_state\.ts:\d+ {2}[a-z ]+\n {2}-.+\n {2}\+.+\n){4}$/);
  assert.equal((await mutate(...args)).out, out);
});

Deno.test("mutate refuses what it does not draw from, and a sample that is no number", async () => {
  const elsewhere = await mutate("--only", "src/cli/check.ts");
  assert.equal(elsewhere.code, 2);
  assert.match(elsewhere.error, /--only must be .*, is src\/cli\/check\.ts/);
  const absent = await mutate("--only", "src/balance/absent.ts");
  assert.equal(absent.code, 2);
  assert.match(absent.error, /^Cannot draw from src\/balance\/absent\.ts: it is not there/);
  assert.equal((await mutate("--sample", "many")).code, 2);
});
