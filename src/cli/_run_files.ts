import { isAbsolute, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { CHILD_PROCESS, CHILD_VARIABLE, denoCache, settingsOf } from "../kernel/mod.ts";
import { contentOf, fromProject, variableHash } from "./_hash.ts";

/** What a run depends on beside its cells. */
export interface RunFiles {
  /** Content of every path, as `contentOf` gives it; paths within the project are from its folder. */
  files: { [path: string]: string };
  /** Those of `files` that were read as data: no modules, no configuration. */
  data: string[];
  /** Hash of every environment variable that was asked for; `*` stands for all of them. */
  environment: { [name: string]: string };
  /** Whether child processes were started, whose own reading nobody sees. */
  children: boolean;
  /** Why it cannot be said what was in the files when the run read them. */
  unsettled?: string;
}

/** How the cells of a run see the file system. */
export interface RunView {
  /** Absolute path of the folder they run in. */
  folder: string;
  /** Folder from which the configuration of the run is looked for upwards. */
  configFolder: string;
  /** Where a path of a sandbox is outside; undefined for what only the sandbox has. Its environment is none of ours. */
  outside?: (path: string) => string | undefined;
}

/** Milliseconds between two looks at the audit of a run. */
const LOOK_EVERY = 100;

/** Folders of what is kept to save making it again: packages as the lock file says, scripts from sources that were read. */
const KEPT = [denoCache(), join(import.meta.dirname ?? "", "../../.cache/explorer")];

/**
 * Follows what a run reads while it goes on, by the kernel's permission audit: of each path it knows what was in it when
 * the run first touched it.
 */
export class RunWatch implements Disposable {
  readonly #auditFile: string;
  readonly #view: RunView;
  readonly #startedAt: Date;
  readonly #contents = new Map<string, string>();
  readonly #modules = new Set<string>();
  /** Files that came into being while the run went on. */
  readonly #ownFiles = new Set<string>();
  readonly #environment: RunFiles["environment"] = {};
  /** Folders that relative paths may start from: the run's own, and each that was looked at, which may have been gone to. */
  readonly #folders: Set<string>;
  readonly #timer: ReturnType<typeof setInterval>;
  #children = false;
  #offset = 0;
  #rest = "";
  #damaged = false;
  readonly #decoder = new TextDecoder();

  /**
   * @param auditFile file of the kernel's permission audit, which need not be there yet
   * @param view how its cells see the file system
   * @param startedAt when the run began
   */
  constructor(auditFile: string, view: RunView, startedAt: Date) {
    this.#startedAt = startedAt;
    this.#auditFile = auditFile;
    this.#view = view;
    this.#folders = new Set([view.folder]);
    this.#timer = setInterval(() => this.look(), LOOK_EVERY);
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  /** What the run depended on, now that it has ended. */
  ended(): RunFiles {
    this.#damaged ||= !this.look() || this.#rest !== "";
    const settings = settingsOf(this.#view.configFolder);
    for (const path of settings) this.#notice(path);
    let unsettled = this.#damaged ? "the last run's list of files was damaged" : undefined;
    const files: RunFiles["files"] = {};
    const data: string[] = [];
    for (const [path, first] of [...this.#contents].sort()) {
      const name = fromProject(path);
      const last = files[name] = contentOf(path);
      const temporary = last === "absent" && this.#ownFiles.has(path);
      if (!temporary && (last !== first || changedSince(path, this.#startedAt))) {
        unsettled ??= `${name} changed during the last run`;
      }
      // An update's journal says which texts are in force, and is none of them.
      const isOther = this.#modules.has(path) || settings.includes(path) ||
        path.includes("/.update/");
      if (/^[0-9a-f]{64}$/.test(last) && !isOther) data.push(name);
    }
    return {
      files,
      data,
      environment: this.#environment,
      children: this.#children,
      ...(unsettled === undefined ? {} : { unsettled }),
    };
  }

  /** Reads what is new in the audit; whether there is one. */
  look(): boolean {
    try {
      using file = Deno.openSync(this.#auditFile);
      file.seekSync(this.#offset, Deno.SeekMode.Start);
      const bytes = new Uint8Array(1 << 16);
      for (let n = file.readSync(bytes); n !== null; n = file.readSync(bytes)) {
        this.#offset += n;
        this.#rest += this.#decoder.decode(bytes.subarray(0, n), { stream: true });
      }
    } catch {
      return false;
    }
    const lines = this.#rest.split("\n");
    this.#rest = lines.pop()!;
    for (const line of lines) this.#read(line);
    return true;
  }

  #read(line: string): void {
    try {
      const { permission, value } = JSON.parse(line) as { permission: string; value?: string };
      if (permission === "env") this.#ask(value ?? "*");
      if (permission === "read" && value !== undefined) this.#touch(value);
    } catch {
      // Another process wrote into it, or the kernel was killed in the middle of a line.
      this.#damaged = true;
    }
  }

  #ask(variable: string): void {
    if (variable === OWN_VARIABLE || this.#view.outside !== undefined) return;
    if (variable === CHILD_VARIABLE) this.#children = true;
    this.#environment[variable] ??= variableHash(variable);
  }

  #touch(value: string): void {
    if (value === CHILD_PROCESS) this.#children = true;
    const module = value.startsWith("file:");
    const given = module ? fileURLToPath(value) : value;
    const { outside } = this.#view;
    for (const from of isAbsolute(given) ? ["/"] : [...this.#folders]) {
      const seen = resolve(from, given);
      const path = outside === undefined ? seen : outside(seen);
      if (path === undefined || DEVICES.test(path) || isOwn(path)) continue;
      if (module) this.#modules.add(path);
      if (this.#notice(path).startsWith("folder ")) this.#folders.add(seen);
    }
  }

  #notice(path: string): string {
    let content = this.#contents.get(path);
    if (content !== undefined) return content;
    // Before and after: it may come or go in between.
    if (bornSince(path, this.#startedAt)) this.#ownFiles.add(path);
    this.#contents.set(path, content = contentOf(path));
    if (bornSince(path, this.#startedAt)) this.#ownFiles.add(path);
    return content;
  }
}

/** Variable that asks for the audit itself. */
const OWN_VARIABLE = "DENO_AUDIT_PERMISSIONS";

const DEVICES = /^\/(proc|dev|sys)(\/|$)/;

/** The runtime itself, which its version speaks for, and what is kept. */
function isOwn(path: string): boolean {
  return path === Deno.execPath() || KEPT.some((folder) => path.startsWith(`${folder}/`));
}

/** Whether a file was written, or put in its place, since a time; whatever its own time says. */
function changedSince(path: string, time: Date): boolean {
  const info = statOf(path);
  if (info?.isFile !== true) return false;
  const [changed, written, born] = [info.ctime, info.mtime, info.birthtime].map(Number);
  if (written! >= +time || born! >= +time) return true;
  // Deno gives the change of a file in whole seconds: what it does not tell from the beginning counts as later, where the
  // file says that it was written long before.
  const SECOND = 1000;
  return changed! + SECOND > +time && changed! - written! > SECOND;
}

function bornSince(path: string, time: Date): boolean {
  return (statOf(path)?.birthtime ?? 0) >= time;
}

function statOf(path: string): Deno.FileInfo | undefined {
  try {
    return Deno.statSync(path);
  } catch {
    return undefined;
  }
}
