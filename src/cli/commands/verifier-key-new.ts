import { newVerifierKey } from "../../roles/verifier/key-file.ts";
import type { CommandSpec } from "../command.ts";
import { fillTexts } from "../text.ts";
import { policyTexts, verifierKeyTexts as texts } from "../texts/policy.ts";

export const command: CommandSpec = {
  name: "verifier-key new",
  summary: texts.summary,
  details: texts.details,
  examples: ["psephos verifier-key new --to housing-key.json"],
  options: [{ flags: "--to <file>", description: texts.to, required: true }],
  async run(context, input) {
    const file = input.text("to");
    const what = fillTexts(policyTexts.keyWhat, { file });
    const { publicKey } = await newVerifierKey({ file, passphrase: await context.passphrase({ what, isNew: true }) });
    return {
      lines: [context.say(texts.made, { file }), context.say(texts.next, { file })],
      json: { file, publicKey },
    };
  },
};
