import { describeCredential } from "../../protocol/credential/describe-credential.ts";
import { unixNow } from "../../roles/clock.ts";
import { heldCredentials, importCredential } from "../../roles/holder/held-credentials.ts";
import { updateWallet } from "../../roles/holder/wallet-file.ts";
import { parseJson } from "../../roles/read-file.ts";
import type { CommandSpec } from "../command.ts";
import { fillTexts } from "../text.ts";
import { credentialTexts as texts } from "../texts/credential.ts";
import { identityTexts } from "../texts/identity.ts";

export const command: CommandSpec = {
  name: "credential import",
  summary: texts.importSummary,
  details: texts.importDetails,
  examples: ["psephos credential import ada-credential.json"],
  arguments: [{ name: "<file>", description: texts.importFile }],
  options: [{ flags: "--identity <name>", description: identityTexts.option }],
  async run(context, input) {
    const file = input.text("file");
    const json = parseJson({ text: await context.readText(file), source: file });
    const { wallet, name } = await updateWallet({
      workspace: context.workspace,
      name: input.optional("identity"),
      passphrase: (each) => context.passphrase({ what: fillTexts(identityTexts.what, { name: each }) }),
      change: (before) => importCredential(before, json),
    });
    const credential = heldCredentials(wallet).at(-1)!;
    const { id, issuer, schema, validUntil } = credential;
    const [title = "", validity = ""] = describeCredential({ credential, at: unixNow(), locale: context.language });
    return {
      lines: [
        context.say(texts.imported, { name }),
        `  ${title}`,
        `  ${validity}`,
        context.say(texts.deleteFile, { file }),
        context.say(texts.backUp, { name }),
      ],
      json: { identity: name, credentialId: id, issuer, schema: schema.id, validUntil },
    };
  },
};
