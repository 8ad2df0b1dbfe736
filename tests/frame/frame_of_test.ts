Deno.test("frameOf() gives frames whose own statistics still work", () => {
  // danfo computes them with mathjs, which is loaded in another form than it asks for.
  const frame = frameOf([{ kt: 1 }, { kt: 2 }, { kt: 6 }]) as unknown as {
    column(name: string): { mean(): number; median(): number; std(): number };
  };
  const column = frame.column("kt");
  assert.equal(column.mean(), 3);
  assert.equal(column.median(), 2);
  assert.ok(Math.abs(column.std() - Math.sqrt(7)) < 1e-12);
});
