/** Program of the kernel "Deno (ordered)": front ends start it with the path of a connection file. */
import { OrderedKernel } from "./ordered_kernel.ts";
import type { ConnectionInfo } from "./_connection_info.ts";

const [file] = Deno.args;
if (file === undefined) {
  console.error("Cannot start the kernel: expected the path of a connection file");
  Deno.exit(1);
}
const info = JSON.parse(await Deno.readTextFile(file)) as ConnectionInfo;
if (info.transport !== "tcp" || info.signature_scheme !== "hmac-sha256") {
  console.error(
    `Cannot start the kernel: ${info.transport} with ${info.signature_scheme} is not supported`,
  );
  Deno.exit(1);
}
const kernel = new OrderedKernel(info);

Deno.addSignalListener("SIGINT", () => kernel.interrupt());
if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", () => kernel.close());

// A front end that was killed cannot shut its kernels down.
const parent = Deno.ppid;
const watch = setInterval(() => {
  if (Deno.ppid !== parent) kernel.close();
}, 1000);

await kernel.finished;
clearInterval(watch);
Deno.exit(0);
