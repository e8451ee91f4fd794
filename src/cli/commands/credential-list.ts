import { heldCredentials } from "../../roles/holder/held-credentials.ts";
import { askIdentity } from "../ask-identity.ts";
import type { CommandSpec } from "../command.ts";
import { formatDay } from "../format.ts";
import { shortId } from "../open-credential.ts";
import { credentialTexts as texts } from "../texts/credential.ts";
import { identityTexts } from "../texts/identity.ts";

export const command: CommandSpec = {
  name: "credential list",
  summary: texts.listSummary,
  examples: ["psephos credential list"],
  options: [{ flags: "--identity <name>", description: identityTexts.option }],
  async run(context, input) {
    const { wallet, name } = await askIdentity(context, input);
    const credentials = heldCredentials(wallet);
    const lines = credentials.map((credential) =>
      context.say(texts.listed, {
        id: shortId(credential),
        schema: credential.schema.label[context.language],
        until: formatDay(Number(credential.validUntil)),
        issuer: credential.issuer,
      }),
    );
    const listed = credentials.map(({ id, schema, issuer, validFrom, validUntil }) => {
      return { credentialId: id, schema: schema.id, issuer, validFrom, validUntil };
    });
    return {
      lines: lines.length > 0 ? lines : [context.say(texts.none)],
      json: { identity: name, credentials: listed },
    };
  },
};
