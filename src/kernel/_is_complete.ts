import { loadParser } from "./_instrument.ts";
import type { Content } from "./_message.ts";

const COMPLETE = 0, INCOMPLETE = 1, INVALID = 2;
/** Text that goes on until it is closed, wherever the fault is seen. */
const OPEN = /^Unterminated(?:Comment|Template|JsxContent)$/;

/** Content of the reply to an `is_complete_request`: whether code can run as it is, or only once it goes on. */
export async function isComplete(code: string): Promise<Content> {
  const { parse } = await loadParser();
  const read = (text: string, end: number) =>
    [["jsx"], []].map((plugins) => {
      try {
        parse(text, {
          sourceType: "module",
          allowAwaitOutsideFunction: true,
          allowUndeclaredExports: true,
          plugins: [...plugins as ["jsx"], "typescript", "decorators"],
        });
        return COMPLETE;
      } catch (error) {
        const { reasonCode = "", pos = 0 } = error as { reasonCode?: string; pos?: number };
        if (reasonCode === "VarRedeclaration") return COMPLETE;
        return pos >= end || OPEN.test(reasonCode) ? INCOMPLETE : INVALID;
      }
    });
  const { length } = code.trimEnd();
  // Code that begins with a brace may be an object.
  const readings = [
    ...read(code, length),
    ...code.trimStart().startsWith("{") ? read(`(${code})`, length + 1) : [],
  ];
  switch (Math.min(...readings)) {
    case COMPLETE:
      return { status: "complete" };
    case INCOMPLETE:
      return { status: "incomplete", indent: "  " };
    default:
      return { status: "invalid" };
  }
}
