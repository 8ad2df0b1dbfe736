import { HtmlValidate, StaticConfigLoader } from "html-validate";

const VALIDATOR = new HtmlValidate(
  new StaticConfigLoader({
    extends: ["html-validate:recommended"],
    // Tables carry their own style because they are shown in front ends as well.
    rules: {
      "no-inline-style": "off",
      // A matter of taste: what is sanitised comes out with <br />.
      "void-style": "off",
    },
  }),
);

/** What an HTML validator objects to in a page. */
export async function invalidities(html: string): Promise<string[]> {
  const { results } = await VALIDATOR.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ line, ruleId, message }) => `line ${line}: ${ruleId}: ${message}`)
  );
}
