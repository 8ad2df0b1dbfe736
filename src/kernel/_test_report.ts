import type { ProcessLog } from "./_process_log.ts";

/** What `Deno.test` in a cell printed. */
export interface TestReport {
  text: string;
  failed: number;
  summary: string;
}

const SUMMARY = /^(?:ok|FAILED) \| (\d+) passed(?: \([^)]*\))?(?: \| (\d+) failed)?[^\n]*$/m;
const MILLISECONDS = 2000;

/** Reads the report of the tests in a cell, which the kernel prints to its own stdout before it replies. */
export async function readTestReport(log: ProcessLog): Promise<TestReport> {
  const text = await log.stdoutWith(SUMMARY, MILLISECONDS);
  const found = SUMMARY.exec(text);
  const passed = Number(found?.[1] ?? 0);
  const failed = Number(found?.[2] ?? 0);
  return { text, failed, summary: `${failed} of ${passed + failed} tests failed` };
}
