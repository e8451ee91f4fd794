import { describeCredential } from "../../protocol/credential/describe-credential.ts";
import { unixNow } from "../../roles/clock.ts";
import type { CommandSpec } from "../command.ts";
import { openCredential } from "../open-credential.ts";
import { credentialTexts as texts } from "../texts/credential.ts";
import { identityTexts } from "../texts/identity.ts";

export const command: CommandSpec = {
  name: "credential show",
  summary: texts.showSummary,
  details: texts.showDetails,
  examples: ["psephos credential show 3f2a"],
  arguments: [{ name: "<id>", description: texts.id }],
  options: [{ flags: "--identity <name>", description: identityTexts.option }],
  async run(context, input) {
    const credential = await openCredential(context, input);
    const { id, issuer, schema, subject, validFrom, validUntil } = credential;
    const [title = "", ...lines] = describeCredential({ credential, at: unixNow(), locale: context.language });
    return {
      lines: [context.style.bold(title), ...lines.map((line) => `  ${line}`), context.say(texts.credentialId, { id })],
      json: { credentialId: id, issuer, schema: schema.id, subject, validFrom, validUntil },
    };
  },
};
