import assert from "node:assert/strict";
import { Project } from "./_project.ts";

Deno.test("preview serves the pages and tells them when they changed", async () => {
  using project = new Project();
  project.write("data/n", "1");
  project.notebook("01_a", "# A", 'console.log("value", Deno.readTextFileSync("../data/n"))');
  const server = project.start("preview", "--port", "0");
  const errors = new Response(server.stderr).text();
  const lines = server.stdout.pipeThrough(new TextDecoderStream()).getReader();
  try {
    let said = "";
    while (!/http:\/\/127\.0\.0\.1:\d+\//.test(said)) said += (await lines.read()).value ?? "";
    const origin = said.match(/http:\/\/127\.0\.0\.1:\d+/)![0];

    const page = await (await fetch(`${origin}/01_a.html`)).text();
    assert.match(page, />value 1<\/pre>/);
    assert.match(page, /connect-src 'self'/);
    assert.doesNotMatch(project.read("site/01_a.html"), /connect-src/);
    for (const path of ["/..%2Fdeno.json", "/.records%2F01_a.json", "/deno.json", "/none.html"]) {
      const response = await fetch(origin + path);
      await response.body?.cancel();
      assert.equal(response.status, 404, path);
    }

    for (const path of ["/%", "/%E0%A4%A", "/%ff.html"]) {
      const response = await fetch(origin + path);
      await response.body?.cancel();
      assert.equal(response.status, 400, path);
    }
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"]) {
      for (const path of ["/01_a.html", "/changes", "/none"]) {
        const response = await fetch(origin + path, { method });
        await response.body?.cancel();
        assert.equal(response.status, 405, `${method} ${path}`);
        assert.equal(response.headers.get("allow"), "GET, HEAD");
      }
    }
    const head = await fetch(`${origin}/01_a.html`, { method: "HEAD" });
    assert.equal(head.status, 200);
    assert.equal(await head.text(), "");
    assert.match(head.headers.get("content-security-policy")!, /frame-ancestors 'none'/);

    const changes = (await fetch(`${origin}/changes`)).body!.pipeThrough(new TextDecoderStream())
      .getReader();
    await changes.read();
    project.write("data/n", "2");
    assert.match((await changes.read()).value!, /^data: \[.*"01_a\.html".*\]\n\n$/);
    assert.match(await (await fetch(origin)).text(), /01_a\.html/);
    assert.match(await (await fetch(`${origin}/01_a.html`)).text(), />value 2<\/pre>/);
    await changes.cancel();
  } finally {
    server.kill("SIGTERM");
    await lines.cancel();
    await server.status;
    await errors;
  }
});
