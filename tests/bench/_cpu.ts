import { freshConnectionInfo } from "../../src/kernel/_connection_info.ts";
import { readNotebook } from "../../src/notebook/mod.ts";
import { FrontEnd } from "../kernel/_front_end.ts";
import { run } from "./_row.ts";

/** CPU seconds, user and system, of a command and of all that it starts and waits for. */
export async function cpuSeconds(
  command: string,
  args: readonly string[],
  options: { cwd?: string } = {},
): Promise<number> {
  const script = '"$@" >/dev/null || exit; times';
  const [, ofChildren] = (await run("sh", ["-c", script, "sh", command, ...args], options))
    .trim().split("\n").slice(-2);
  return [...ofChildren!.matchAll(/(\d+)m([\d.]+)s/g)]
    .reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}

/** CPU seconds that Deno's own kernel needs to run the cells of a notebook, and do nothing else. */
export async function bareKernelSeconds(folder: string, notebook: string): Promise<number> {
  const info = freshConnectionInfo();
  const connection = await Deno.makeTempFile({ suffix: ".json" });
  await Deno.writeTextFile(connection, JSON.stringify(info));
  const kernel = new Deno.Command(Deno.execPath(), {
    args: ["jupyter", "--kernel", "--conn", connection],
    cwd: folder,
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  try {
    using frontEnd = await (await FrontEnd.connect(info)).ready();
    const text = await Deno.readTextFile(`${folder}/${notebook}`);
    for (const cell of readNotebook(text, notebook).cells) {
      if (cell.cell_type !== "code" || cell.source.trim() === "") continue;
      const { status } = (await frontEnd.run(cell.source)).reply.content;
      if (status !== "ok") throw new Error(`A cell of ${notebook} failed`);
    }
    await frontEnd.run("await Deno.jupyter.broadcast('spent', process.cpuUsage())");
    // It may come after the answer.
    const spent = () => frontEnd.published.find(({ header }) => header.msg_type === "spent");
    await frontEnd.until(() => spent() !== undefined);
    const { user, system } = spent()!.content;
    return (user + system) / 1e6;
  } finally {
    kernel.kill("SIGKILL");
    await kernel.status;
    await Deno.remove(connection);
  }
}
