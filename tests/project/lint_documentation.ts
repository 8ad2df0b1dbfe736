/**
 * Lints the documentation of every room's public names, fields apart: those say something only where their name does not
 * tell it. Prints the findings, and fails when there are any.
 */
const src = new URL("../../src/", import.meta.url);
const rooms = [...Deno.readDirSync(src)].filter((entry) => entry.isDirectory).map(({ name }) =>
  name
);
const barrels = ["mod.ts", ...rooms.map((room) => `${room}/mod.ts`)]
  .map((path) => new URL(path, src).pathname)
  .filter((path) => {
    try {
      return Deno.statSync(path).isFile;
    } catch {
      return false; // the tasks of `cli` have no barrel
    }
  });
const { success, stderr } = new Deno.Command(Deno.execPath(), {
  args: ["doc", "--lint", ...barrels],
  env: { NO_COLOR: "1" },
}).outputSync();
if (!success) {
  // Types of packages that cannot be resolved are warned about at length; only errors matter here. A field's line is
  // indented.
  const errors = new TextDecoder().decode(stderr).split("\n\n").filter((part) =>
    /error\[/.test(part) && !/error\[missing-jsdoc\][^]*?\n *\d+ \| {2,}/.test(part)
  );
  console.error(errors.join("\n\n"));
  if (errors.length > 0) Deno.exit(1);
}
console.log(`Documentation of ${barrels.length} rooms is complete`);
