import { openWallet, updateWallet } from "../../roles/holder/wallet-file.ts";
import { heldCredential, removeCredential } from "../../roles/holder/held-credentials.ts";
import type { CommandSpec } from "../command.ts";
import { fillTexts } from "../text.ts";
import { credentialTexts as texts } from "../texts/credential.ts";
import { identityTexts } from "../texts/identity.ts";

export const command: CommandSpec = {
  name: "credential remove",
  summary: texts.removeSummary,
  examples: ["psephos credential remove 3f2a"],
  arguments: [{ name: "<id>", description: texts.id }],
  options: [
    { flags: "--identity <name>", description: identityTexts.option },
    { flags: "--yes", description: texts.yes },
  ],
  async run(context, input) {
    let typed: Promise<string> | undefined;
    const access = {
      workspace: context.workspace,
      name: input.optional("identity"),
      // Asked once, though the wallet is opened twice: people decide between.
      passphrase: (name: string) => (typed ??= context.passphrase({ what: fillTexts(identityTexts.what, { name }) })),
    };
    const { wallet, name } = await openWallet(access);
    const { id, issuer, schema } = heldCredential(wallet, input.text("id"));
    const question = context.say(texts.removeQuestion, { schema: schema.label[context.language], issuer });
    await context.confirm({ yes: input.flag("yes"), question });
    await updateWallet({ ...access, change: (before) => removeCredential(before, id) });
    return { lines: [context.say(texts.removed, { id })], json: { identity: name, credentialId: id } };
  },
};
