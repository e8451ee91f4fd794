import { openWallet } from "../../roles/holder/wallet-file.ts";
import type { CommandSpec } from "../command.ts";
import { fillTexts } from "../text.ts";
import { identityTexts as texts } from "../texts/identity.ts";

export const command: CommandSpec = {
  name: "identity show",
  summary: texts.showSummary,
  examples: ["psephos identity show", "psephos identity show ada"],
  arguments: [{ name: "[name]", description: texts.option }],
  async run(context, input) {
    const { wallet, name } = await openWallet({
      workspace: context.workspace,
      name: input.optional("name"),
      passphrase: (each) => context.passphrase({ what: fillTexts(texts.what, { name: each }) }),
    });
    const { commitment, publicKey } = wallet.identity;
    return { lines: [context.say(texts.commitment, { commitment })], json: { name, commitment, publicKey } };
  },
};
