import type { Kernel } from "./_kernel.ts";
import type { Content } from "./_message.ts";

const NAMES_BEFORE = /[\p{ID_Continue}$.]*$/u;
const REST_OF_NAME = /^[\p{ID_Continue}$]*/u;

/** Content of the reply to an `inspect_request`: the value of the names under the cursor, or how a function is written. */
export async function inspect(kernel: Kernel, { code, cursor_pos }: Content): Promise<Content> {
  const letters = [...String(code)];
  const cursor = typeof cursor_pos === "number" ? cursor_pos : letters.length;
  const [before] = NAMES_BEFORE.exec(letters.slice(0, cursor).join("")) ?? [""];
  const [after] = REST_OF_NAME.exec(letters.slice(cursor).join("")) ?? [""];
  const names = before + after;
  const found = /^[\p{ID_Start}$_]/u.test(names)
    ? await kernel.evaluate(names, true)
    : { status: "error" };
  return found["status"] === "ok"
    ? { ...found, found: true }
    : { status: "ok", found: false, data: {}, metadata: {} };
}
