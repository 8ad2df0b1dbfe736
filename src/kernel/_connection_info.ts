/** A Jupyter connection file. */
export interface ConnectionInfo {
  transport: "tcp";
  ip: string;
  shell_port: number;
  control_port: number;
  iopub_port: number;
  stdin_port: number;
  hb_port: number;
  signature_scheme: "hmac-sha256";
  key: string;
}

/** Names of the five sockets of a kernel. */
export type Channel = "shell" | "control" | "iopub" | "stdin" | "hb";

/**
 * Ports below those that systems give to outgoing connections: between our choosing a port and the
 * kernel's binding it, nobody is given it by chance.
 */
const FIRST_PORT = 10_000;
const LAST_PORT = 32_000;

/** Connection info on the loopback interface, with ports that were free a moment ago and a key of its own. */
export function freshConnectionInfo(): ConnectionInfo {
  return {
    transport: "tcp",
    ip: "127.0.0.1",
    shell_port: freePort(),
    control_port: freePort(),
    iopub_port: freePort(),
    stdin_port: freePort(),
    hb_port: freePort(),
    signature_scheme: "hmac-sha256",
    key: crypto.randomUUID(),
  };
}

function freePort(): number {
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * (LAST_PORT - FIRST_PORT));
    try {
      Deno.listen({ hostname: "127.0.0.1", port }).close();
      return port;
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
}
