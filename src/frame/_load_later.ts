// danfo requires a neural network library and a mathematics one, over six megabytes and most of the time this room
// would take to load, for arithmetic that no table needs to be made, cut or shown. What stands here in their place loads
// each when something of it is asked for.
import { createRequire } from "node:module";

/** Every table is asked whether it is made of a tensor; before the library is loaded none can be. */
class Tensor {}

// Not by the name `require`, by which tools look for what a module imports.
const danfo = createRequire(import.meta.resolve("danfojs/dist/danfojs-base/core/frame.js"));

for (const name of ["@tensorflow/tfjs", "mathjs", "table"]) {
  const filename = danfo.resolve(name);
  let library: Record<PropertyKey, unknown> | undefined;
  const exports = new Proxy({}, {
    get(_, key) {
      // What danfo's compiler asks of every module, before it is used.
      if (key === "__esModule") return true;
      if (library === undefined && key === "Tensor") return Tensor;
      if (library === undefined) {
        delete danfo.cache[filename];
        library = danfo(filename) as Record<PropertyKey, unknown>;
      }
      return library[key];
    },
  });
  danfo.cache[filename] ??= { id: filename, filename, loaded: true, exports } as NonNullable<
    typeof danfo.cache[string]
  >;
}
