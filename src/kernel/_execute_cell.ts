import { CELL, THROWN } from "./_in_kernel.ts";
import { type Executed, type Kernel, UNPARSED } from "./_kernel.ts";
import { type Content, type Message, newMessage } from "./_message.ts";
import { onMissingLibrary } from "./on_missing_library.ts";
import { type KernelPlace, notTypes } from "./_not_types.ts";
import { readTestReport } from "./_test_report.ts";
import { whyUnparsed } from "./_why_unparsed.ts";

/** A cell to run. */
export interface CellToRun {
  source: string;
  /** Number by which its doings are told from those of other cells. */
  number: number;
  /** What its value is counted as. */
  count: number;
}

/** How a cell ended that its kernel survived. */
export interface ExecutedCell extends Executed {
  /** Content of the first `error` message; absent when the cell ended well. */
  error?: Content;
}

/** Receives a message with the number of the cell whose doing it is. */
export type Publish = (message: Message, cell: number) => void;

/** What only says that a request is being worked on; whoever passes messages on says so themselves. */
export const BOOKKEEPING = new Set(["status", "execute_input"]);

/**
 * Runs a cell and publishes all that belongs to it, before it returns: what the kernel sent, the
 * report of its tests, and an `error` for every way of failing, also those the kernel keeps quiet.
 * What earlier cells do meanwhile is published with their numbers.
 *
 * @throws {KernelDied} when the kernel ends meanwhile
 */
export async function executeCell(
  kernel: Kernel,
  { source, number, count }: CellToRun,
  place: KernelPlace,
  publish: Publish,
): Promise<ExecutedCell> {
  let error: Content | undefined;
  let isTold = false;
  let untold: Message | undefined;
  const ofTests: string[] = [];
  const pass = (message: Message, cell = number) => {
    if (message.header.msg_type !== "error" || cell !== number) return publish(message, cell);
    const content = explained(message.content, place.code ?? source, place.deno);
    error ??= content;
    publish({ ...message, content }, cell);
  };
  const fail = (ename: string, evalue: string, ...more: string[]) => {
    const traceback = [`${ename}: ${evalue}`, ...more];
    pass(newMessage("error", { ename, evalue, traceback }, kernel.session));
  };
  kernel.onPublished = (published) => {
    const { message, cell, ended } = originOf(published);
    isTold ||= ended === true;
    if (ended === "test") return void ofTests.push("", ...message.content["traceback"]);
    if (BOOKKEEPING.has(message.header.msg_type)) return;
    // Deno tells of an error by a way of its own, on which it overtakes what was printed before.
    if (message.header.msg_type === "error" && cell === undefined) untold = message;
    else pass(message, cell);
  };
  const executed = await kernel.execute(source, number, count);
  if (untold !== undefined && !isTold) pass(withTraceback(untold));
  if (executed.barrier.tests > 0) {
    const report = await readTestReport(kernel.log);
    pass(newMessage("stream", { name: "stdout", text: report.text }, kernel.session));
    if (report.failed > 0) fail("TestFailure", report.summary, ...ofTests);
  }
  const { status, ename, evalue } = executed.reply.content;
  if (status === "error" && error === undefined) {
    if (evalue !== UNPARSED) fail(ename, evalue);
    else if (kernel.interrupted) fail("Interrupted", "the cell was stopped");
    else {
      const why = await whyUnparsed(source, place.cwd, place.deno);
      fail(why.ename, why.evalue);
    }
  }
  for (const { message } of await notTypes(executed.barrier.unsure, place)) {
    fail("SyntaxError", message);
  }
  return { ...executed, ...(error && { error }) };
}

/** An error that says which library is missing, where one is. */
function explained(content: Content, code: string, deno: string): Content {
  const { ename, evalue, traceback } = content;
  const said = onMissingLibrary(evalue, code, deno);
  if (said === evalue) return content;
  const frames = traceback.flatMap((line: string) => line.split("\n"))
    .filter((line: string) => /^\s+at /.test(line))
    .map((line: string) => line.replace(/ \{$/, ""));
  return { ename, evalue: said, traceback: [`${ename}: ${said}`, ...frames] };
}

/** A published message without what the kernel's own end wrote on it; `cell` is absent for what Deno sent itself. */
export function originOf(
  published: Message,
): { message: Message; cell: number | undefined; ended: unknown } {
  const { [CELL]: cell, [THROWN]: ended, ...metadata } = published.metadata;
  return {
    message: { ...published, metadata },
    cell: typeof cell === "number" ? cell : undefined,
    ended,
  };
}

function withTraceback(error: Message): Message {
  const { ename, evalue, traceback } = error.content;
  if (traceback.some((line: string) => line !== "")) return error;
  return { ...error, content: { ename, evalue, traceback: [`${ename}: ${evalue}`] } };
}
