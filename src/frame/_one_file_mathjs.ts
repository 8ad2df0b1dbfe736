// danfo requires mathjs, which is over a thousand small files and most of the time this room takes to load. The same
// release also comes as one file; it is put where danfo's require looks first.
import { createRequire } from "node:module";
import mathjs from "mathjs/lib/browser/math.js";

const require = createRequire(import.meta.resolve("danfojs/dist/danfojs-base/core/frame.js"));
const filename = require.resolve("mathjs");
require.cache[filename] ??= {
  id: filename,
  filename,
  loaded: true,
  exports: mathjs,
} as NonNullable<typeof require.cache[string]>;
