import { sha256 } from "./_hash.ts";
import { writeWhole } from "./_write_whole.ts";

/** Writes a value with its checksum. */
export function writeChecked(path: string, value: unknown): void {
  const text = JSON.stringify(value);
  writeWhole(path, `{"sha256":"${sha256(text)}","value":${text}}\n`);
}

/** A value as it was written; undefined where there is none, or something has changed it. */
export function readChecked(path: string): unknown {
  try {
    const [, hash, text] = FORM.exec(Deno.readTextFileSync(path)) ?? [];
    return text !== undefined && sha256(text) === hash ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

const FORM = /^\{"sha256":"([0-9a-f]{64})","value":(.*)\}\n$/s;
