import { FAULT } from "./_bootstrap.ts";
import type { Executed, Kernel } from "./_kernel.ts";
import { UNPARSED } from "./_kernel.ts";
import { type Content, type Message, newMessage } from "./_message.ts";
import { readTestReport } from "./_test_report.ts";
import { whyUnparsed } from "./_why_unparsed.ts";

/** Where and by what a kernel runs. */
export interface KernelPlace {
  cwd: string;
  deno: string;
}

/** How a cell ended that its kernel survived. */
export interface ExecutedCell extends Executed {
  /** Content of the first `error` message; absent when the cell ended well. */
  error?: Content;
}

/** What only says that a request is being worked on; whoever passes messages on says so themselves. */
const BOOKKEEPING = new Set(["status", "execute_input"]);

/**
 * Runs a cell and publishes all that belongs to it, before it returns: what the kernel sent, the
 * report of its tests, and an `error` for every way of failing, also those the kernel keeps quiet.
 *
 * @throws {KernelDied} when the kernel ends meanwhile
 */
export async function executeCell(
  kernel: Kernel,
  source: string,
  cell: number,
  place: KernelPlace,
  publish: (message: Message) => void,
): Promise<ExecutedCell> {
  let error: Content | undefined;
  const pass = (message: Message) => {
    if (message.header.msg_type === "error") error ??= message.content;
    publish(message);
  };
  const fail = (ename: string, evalue: string) => {
    const traceback = [`${ename}: ${evalue}`];
    pass(newMessage("error", { ename, evalue, traceback }, kernel.session));
  };
  kernel.onPublished = (message) => {
    const known = asPublic(message);
    if (known) pass(known);
  };
  const executed = await kernel.execute(source, cell);
  if (executed.barrier.tests > 0) {
    const report = await readTestReport(kernel.log);
    pass(newMessage("stream", { name: "stdout", text: report.text }, kernel.session));
    if (report.failed > 0) fail("TestFailure", report.summary);
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
  return { ...executed, ...(error && { error }) };
}

/** A message as front ends know it: faults are errors; undefined for bookkeeping. */
export function asPublic(message: Message): Message | undefined {
  if (BOOKKEEPING.has(message.header.msg_type)) return undefined;
  const isError = message.header.msg_type === FAULT || message.header.msg_type === "error";
  if (!isError) return message;
  const { ename, evalue, traceback } = message.content;
  const lines = (traceback as string[]).some((line) => line !== "");
  return {
    ...message,
    header: { ...message.header, msg_type: "error" },
    content: { ename, evalue, traceback: lines ? traceback : [`${ename}: ${evalue}`] },
  };
}
