import { z } from "zod";
import { BARRIER } from "./_in_kernel.ts";
import type { Message } from "./_message.ts";

const isJson = (mime: string) => /^application\/(?:.*\+)?json$/.test(mime);
const LINES = z.union([z.string(), z.array(z.string()).transform((lines) => lines.join(""))]);

/** The same value in several formats. Front ends and pages take those that are not JSON as text. */
const BUNDLE = z.record(z.string(), z.unknown()).transform((bundle, context) =>
  Object.fromEntries(
    Object.entries(bundle).map(([mime, content]) => {
      const text = LINES.safeParse(content);
      if (isJson(mime) || text.success) {
        return [mime, text.success && !isJson(mime) ? text.data : content];
      }
      context.addIssue({ code: "custom", path: [mime], message: "expected text" });
      return [mime, content];
    }),
  )
);
const FIELDS = z.record(z.string(), z.unknown());
const SHOWN = z.looseObject({
  data: BUNDLE,
  metadata: FIELDS.nullish().transform((metadata) => metadata ?? {}),
  transient: z.looseObject({ display_id: z.string().optional() }).nullish().transform((one) =>
    one ?? {}
  ),
});
const ABSENT = z.object({ specifier: z.string(), name: z.string(), message: z.string() });

/** Content of the messages that the runner reads; whatever else a cell sends is handed on as it is. */
const CONTENT: { [type: string]: z.ZodType<Record<string, unknown>> } = {
  stream: z.object({ name: z.enum(["stdout", "stderr"]), text: z.string() }),
  display_data: SHOWN,
  execute_result: SHOWN,
  update_display_data: SHOWN,
  clear_output: z.looseObject({ wait: z.boolean().optional() }),
  error: z.object({ ename: z.string(), evalue: z.string(), traceback: z.array(z.string()) }),
  [BARRIER]: z.object({
    id: z.string(),
    memoryBytes: z.number(),
    tests: z.number(),
    unsure: z.array(ABSENT),
    left: z.array(z.object({ cell: z.number(), what: z.string() })).optional(),
  }),
};

/** A published message as it can be relied on: one that is not what it says it is becomes an error of its cell. */
export function readPublished(message: Message): Message {
  const { header } = message;
  const read = CONTENT[header.msg_type]?.safeParse(message.content);
  if (read === undefined) return message;
  if (read.success) return { ...message, content: read.data };
  const wrong = read.error.issues.map(({ path, message }) =>
    `${path.join(".") || "content"}: ${message.replace("Invalid input: ", "")}`
  ).join("; ");
  const ename = "MessageError";
  const evalue = `Cannot show what the cell sent as ${header.msg_type}: ${wrong}`;
  return {
    ...message,
    header: { ...header, msg_type: "error" },
    content: { ename, evalue, traceback: [`${ename}: ${evalue}`] },
  };
}
