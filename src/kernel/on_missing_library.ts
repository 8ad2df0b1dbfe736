import { isBuiltin } from "node:module";

const OWN = "@silicon/balance";
const ADDRESS = /(["'`])((?:npm|jsr):[^"'`\s$]+)\1/g;

/**
 * What an error about a library should say: which one it is, and the one command that adds it. Other texts as they are.
 *
 * @param said message of the error
 * @param code the cell, or all cells, so that the command adds whatever they name
 * @param deno path of the deno that runs them
 * @returns the words for it
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * const said = 'Import "ms" not a dependency';
 * assert.match(onMissingLibrary(said, 'import ms from "ms"', "deno"), /deno add .*npm:ms$/);
 * ```
 */
export function onMissingLibrary(said: string, code: string, deno: string): string {
  // Whoever has no deno of their own has come by npx.
  const command = deno.includes("node_modules") ? `npx -y deno@${Deno.version.deno}` : "deno";
  const addresses = [...new Set([...code.matchAll(ADDRESS)].map(([, , address]) => address!))];
  if (said.includes("The lockfile is out of date")) {
    return addresses.length === 0
      ? `A library of deno.json is not in deno.lock; this adds it: ${command} install --frozen=false`
      : `${addresses.length === 1 ? "" : "One of "}${
        listed(addresses)
      } is not among the project's ` +
        `libraries; this adds it: ${command} cache --frozen=false ${addresses.join(" ")}`;
  }
  const named = /^Import "((?:@[^/"]+\/)?[^@./"][^/"]*)[^"]*" not a dependency/.exec(said)?.[1];
  if (named === OWN) {
    return `${OWN} is not known in this notebook's folder, which is in no project that has it: ` +
      "move the notebook into one, or give its folder a deno.json of its own, as README.md shows";
  }
  if (named !== undefined && !isBuiltin(named)) {
    return `${named} is not among the project's libraries; this adds it: ` +
      `${command} add --frozen=false --save-exact npm:${named}`;
  }
  const [, part, version] = /^Could not find npm package '(.+?)' matching '(.+?)'/.exec(said) ?? [];
  if (part !== undefined && !addresses.some((address) => packageOf(address) === part)) {
    const native = FOR_ONE_MACHINE.test(part) ? ", which holds native parts for one machine" : "";
    return `${listed(addresses) || "A library"} needs the package ${part} ${version}${native}, ` +
      "and the registry does not have it";
  }
  if (UNBUILT.test(said)) {
    const [, library = "A library"] = /\/npm\/[^/]+\/((?:@[^/]+\/)?[^/]+)\//.exec(said) ?? [];
    return `${library} has native parts that are made when it is installed, which Deno does not do ` +
      `here: ${said.split("\n")[0]}`;
  }
  return said;
}

const FOR_ONE_MACHINE = /(?:android|darwin|freebsd|linux|win32)|(?:arm64|x64)$/;
const UNBUILT =
  /^Cannot find module '[^']*\.node'|^Could not locate the bindings file|^No native build was found/;

function packageOf(address: string): string | undefined {
  return /^\w+:\/?((?:@[^/]+\/)?[^/@]+)/.exec(address)?.[1];
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
