import type { Json } from "../notebook/mod.ts";
import type { PageFact } from "./page_facts.ts";

/** A file a run has read, and the SHA-256 of what was in it, in hexadecimal. */
export interface ProvenanceFile {
  /** Path from the project's folder, with `/`. */
  path: string;
  /** The hash. */
  sha256: string;
}

/** Where the numbers of a page come from, as its footer says and its data block keeps. */
export interface Provenance {
  /** Newest date the data knows of, as in `2026-02-10`. */
  dataAsOf?: string;
  /** Name of the notebook's file. */
  notebook: string;
  /** SHA-256 of the notebook's cells, in hexadecimal. */
  notebookSha256: string;
  /** SHA-256 over the hashes of all data files read, in hexadecimal; absent when none was read. */
  dataSha256?: string;
  /** Values of the parameters cell with which the page was made. */
  parameters: { [name: string]: Json };
  /** Name of a part (Deno, V8, TypeScript, the toolkit) to its version. */
  versions: { [name: string]: string };
  /** When the run began, ISO 8601 in UTC. */
  startedAt: string;
  /** How long the run took, in milliseconds. */
  durationMilliseconds: number;
  /** Every file the run read: data and modules. */
  files: ProvenanceFile[];
  /** Numbers that the page stands for; absent when it states none. */
  facts?: PageFact[];
  /** Where and why the run failed; absent when it did not. */
  failure?: { cell: number; reason: string };
  /** Whether the run started child processes; what those read is not among `files`. */
  children?: boolean;
  /** How far the cells were kept in, by the operating system or by Deno alone; absent where they were not. */
  restricted?: "closed" | "weak";
}
