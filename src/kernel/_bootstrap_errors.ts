/**
 * The part of the bootstrap that says why something failed. Deno's kernel reports name, message and
 * stack of an error and loses its cause, its members, and what was thrown that is no error. Before
 * it reports it asks `instanceof Error` of what was thrown, and that question is answered here.
 */
export const BOOTSTRAP_ERRORS = `
  const bound = (method) => Function.prototype.call.bind(method);
  const text = String;
  const errorText = bound(Error.prototype.toString);
  const isInstance = bound(Function.prototype[Symbol.hasInstance]);
  const isError = bound(Object.prototype.isPrototypeOf).bind(undefined, Error.prototype);
  const map = bound(Array.prototype.map);
  const join = bound(Array.prototype.join);
  const split = bound(String.prototype.split);

  // Deno's own wording of a stack leaves out the name of a script, by which cells are told apart.
  Error.prepareStackTrace = (error, sites) =>
    errorText(error) + join(map(sites, (site) => "\\n    at " + site), "");

  const describe = (thrown) => {
    try {
      const shown = inspect(thrown, { colors: false });
      return isError(thrown)
        ? { ename: text(thrown.name), evalue: text(thrown.message), traceback: split(shown, "\\n") }
        : { ename: "Error", evalue: shown, traceback: split("Uncaught " + shown, "\\n") };
    } catch {
      // It does not want to be shown.
      return { ename: "Error", evalue: "something was thrown that cannot be shown", traceback: [] };
    }
  };

  let asked, kept;
  Object.defineProperty(Error, Symbol.hasInstance, {
    configurable: true,
    writable: true,
    value(thrown) {
      asked = thrown;
      return isInstance(this, thrown);
    },
  });
  const keepAsked = () => {
    kept = asked;
    asked = undefined;
  };
  // Code of a cell may have asked since: what is described must be what the kernel reported.
  const isReported = (thrown, reported) =>
    (text(isError(thrown) ? thrown.message : thrown) || "(none)") === reported;
  const describeReported = (reported) => {
    if (isReported(asked, reported)) return describe(asked);
    if (isReported(kept, reported)) return describe(kept);
  };
`;
