import { printable } from "./_printable.ts";
import { writeWhole } from "./_write_whole.ts";

/** What a signature says it is for, so that one made for something else proves nothing here. */
const NAMESPACE = "silicon-balance-page";

/** Where the signature of a page stands. */
export function signatureOf(page: string): string {
  return `${page}.sig`;
}

/**
 * Writes the signature of a page beside it.
 *
 * @param key file of a private key that `ssh-keygen` knows
 * @throws {RangeError} when it cannot be signed with
 */
export async function signPage(page: string, key: string): Promise<void> {
  const made = await sshKeygen(
    ["-Y", "sign", "-f", key, "-n", NAMESPACE],
    Deno.readFileSync(page),
  );
  if (!made.success) throw new RangeError(`Cannot sign ${page} with ${key}: ${made.said}`);
  writeWhole(signatureOf(page), made.output);
}

/**
 * Who signed a page as it stands.
 *
 * @param content what the page holds, as it was read for all else that is said of it
 * @param signers file of names and public keys, as `man ssh-keygen` describes under ALLOWED SIGNERS
 * @returns the name, or why there is none
 */
export async function signerOf(
  page: string,
  content: Uint8Array<ArrayBuffer>,
  signers: string,
): Promise<{ name: string } | { fault: string }> {
  const signature = signatureOf(page);
  try {
    if (!Deno.statSync(signature).isFile) throw new Error();
    Deno.statSync(signers);
  } catch {
    return { fault: "no signature" };
  }
  const found = await sshKeygen(["-Y", "find-principals", "-f", signers, "-s", signature], content);
  if (!found.success) return { fault: "signed by no key that is known, or not signed" };
  for (const name of found.output.split("\n").filter((line) => line !== "")) {
    const args = ["-Y", "verify", "-f", signers, "-I", name, "-n", NAMESPACE, "-s", signature];
    if ((await sshKeygen(args, content)).success) return { name: printable(name) };
  }
  return { fault: "its signature is not of the page as it stands" };
}

/** Runs the tool with a page on its standard input. */
async function sshKeygen(
  args: string[],
  input: Uint8Array<ArrayBuffer>,
): Promise<{ success: boolean; output: string; said: string }> {
  let process: Deno.ChildProcess;
  try {
    process = new Deno.Command("ssh-keygen", {
      args,
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new RangeError("Cannot use signatures: ssh-keygen, of OpenSSH, is not there");
  }
  // The tool may end before it has read all, with a key that it cannot use.
  const fed = new Blob([input]).stream().pipeTo(process.stdin).catch(() => {});
  const [{ success, stdout, stderr }] = await Promise.all([process.output(), fed]);
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { success, output: text(stdout), said: printable(text(stderr).trim()) };
}
