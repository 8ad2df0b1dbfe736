/** nbformat 4.5 as this project reads and writes it. Text fields are plain strings in memory; `readNotebook` joins lines. */

/** Values that JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A MIME bundle: MIME type to its content. Text types are strings; JSON types are JSON. */
export type MimeBundle = { [mime: string]: Json };

/** What a cell printed on one stream. */
export interface StreamOutput {
  /** Kind of output. */
  output_type: "stream";
  /** The stream it was written to; "stdin" for what the user was asked and answered, which front ends keep. */
  name: "stdout" | "stderr" | "stdin";
  /** What was written, consecutive writes joined. */
  text: string;
}

/** A displayed value (`display_data`), or the cell's last value (`execute_result`). */
export interface DisplayOutput {
  /** Kind of output: shown on the way, or the last value of the cell. */
  output_type: "display_data" | "execute_result";
  /** The same value in each format that the program offers. */
  data: MimeBundle;
  /** Metadata by MIME type, such as the size of an image. */
  metadata: { [key: string]: Json };
  /** Only on `execute_result`. */
  execution_count?: number | null;
}

/** An error that stopped the cell. */
export interface ErrorOutput {
  /** Kind of output. */
  output_type: "error";
  /** Class of the error, such as `TypeError`. */
  ename: string;
  /** Its message. */
  evalue: string;
  /** Message and stack, a line or more each. */
  traceback: string[];
}

/** Anything a cell can put under itself. */
export type Output = StreamOutput | DisplayOutput | ErrorOutput;

/** Cell metadata: `tags` are Jupyter's; the rest is free. */
export interface CellMetadata {
  /** Jupyter's tags, such as `parameters` or `skip`. */
  tags?: string[];
  /** Whatever else front ends keep. */
  [key: string]: Json | undefined;
}

/** A code cell. */
export interface CodeCell {
  /** Kind of cell. */
  cell_type: "code";
  /** Identity that survives moving the cell. */
  id: string;
  /** Tags and whatever front ends keep. */
  metadata: CellMetadata;
  /** The code. */
  source: string;
  /** Number of its run in the kernel's life; null before it ran. */
  execution_count: number | null;
  /** What it left, in order. */
  outputs: Output[];
}

/** A cell of prose. */
export interface MarkdownCell {
  /** Kind of cell. */
  cell_type: "markdown" | "raw";
  /** Identity that survives moving the cell. */
  id: string;
  /** Tags and whatever front ends keep. */
  metadata: CellMetadata;
  /** The prose. */
  source: string;
  /** Images pasted into the prose, by file name. */
  attachments?: { [name: string]: MimeBundle };
}

/** Either kind of cell. */
export type Cell = CodeCell | MarkdownCell;

/** A whole notebook. */
export interface Notebook {
  /** Major format. */
  nbformat: 4;
  /** Minor format, 5 or later once read. */
  nbformat_minor: number;
  /** Kernelspec, language and whatever front ends keep. */
  metadata: { [key: string]: Json };
  /** The cells in order. */
  cells: Cell[];
}
