import { findSchema } from "../../roles/find-schema.ts";
import { requestCredential } from "../../roles/holder/request-credential.ts";
import { askIdentity } from "../ask-identity.ts";
import type { CommandSpec } from "../command.ts";
import { credentialTexts as texts } from "../texts/credential.ts";
import { identityTexts } from "../texts/identity.ts";

export const command: CommandSpec = {
  name: "credential request",
  summary: texts.requestSummary,
  details: texts.requestDetails,
  examples: [
    "psephos credential request --schema resident-identity --issuer did:web:residents.example \\\n      --reference A-1001 --to request.json",
  ],
  options: [
    { flags: "--schema <name>", description: texts.schema, required: true },
    { flags: "--issuer <did>", description: texts.issuer, required: true },
    { flags: "--reference <code>", description: texts.reference, required: true },
    { flags: "--to <file>", description: texts.requestTo, required: true },
    { flags: "--identity <name>", description: identityTexts.option },
  ],
  async run(context, input) {
    const schema = findSchema(input.text("schema"));
    const [issuer, reference, file] = [input.text("issuer"), input.text("reference"), input.text("to")];
    const { identity, name } = await askIdentity(context, input);
    await requestCredential({ identity, wish: { schema: schema.id, issuer, reference }, to: file });
    return {
      lines: [
        context.say(texts.requested, { schema: schema.label[context.language], issuer, file }),
        context.say(texts.nextHandIn),
      ],
      json: { identity: name, schema: schema.id, issuer, reference, file, commitment: identity.commitment },
    };
  },
};
