import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { prepare, tool, workplace } from "./_jupyter.ts";

await prepare();

/** Runs the suite and prints how each test ended. */
const RUN = `
import sys, unittest
sys.path.insert(0, sys.argv[1])
import conformance

class Result(unittest.TextTestResult):
    def addSuccess(self, test):
        print("ok", test._testMethodName)
    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error: print("failed", subtest)
    def addSkip(self, test, reason):
        print("skipped", test._testMethodName, "-", reason)

suite = unittest.defaultTestLoader.loadTestsFromModule(conformance)
result = unittest.TextTestRunner(resultclass=Result).run(suite)
sys.exit(not result.wasSuccessful())
`;

Deno.test("Jupyter's public suite for kernels passes, all of it but pager and welcome", async () => {
  await using place = await workplace();
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const lines = (await tool(place, "python", "-B", "-c", RUN, folder)).trim().split("\n");
  const named = (word: string) =>
    lines.flatMap((line) => line.startsWith(`${word} `) ? line.split(" ").slice(1, 2) : []);
  assert.deepEqual(named("ok"), [
    "test_clear_output",
    "test_completion",
    "test_display_data",
    "test_error",
    "test_execute_result",
    "test_execute_stderr",
    "test_execute_stdout",
    "test_history",
    "test_inspect",
    "test_is_complete",
    "test_kernel_info",
  ]);
  assert.deepEqual(named("skipped"), ["test_pager", "test_recv_iopub_welcome_msg"]);
  assert.equal(lines.length, 13);
});
