import { join } from "node:path";

/**
 * Folder in which Deno keeps packages, compiled modules and what programs store.
 *
 * @example
 * ```ts
 * import assert from "node:assert/strict";
 * assert.ok(denoCache().startsWith("/") || Deno.build.os === "windows");
 * ```
 */
export function denoCache(): string {
  const { env } = Deno;
  const own = env.get("DENO_DIR");
  if (own !== undefined && own !== "") return own;
  if (Deno.build.os === "darwin") return join(env.get("HOME") ?? "", "Library/Caches/deno");
  if (Deno.build.os === "windows") return join(env.get("LOCALAPPDATA") ?? "", "deno");
  return join(env.get("XDG_CACHE_HOME") ?? join(env.get("HOME") ?? "", ".cache"), "deno");
}
