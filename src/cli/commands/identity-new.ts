import { newWallet } from "../../roles/holder/wallet-file.ts";
import type { CommandSpec } from "../command.ts";
import { fillTexts } from "../text.ts";
import { identityTexts as texts } from "../texts/identity.ts";

export const command: CommandSpec = {
  name: "identity new",
  summary: texts.newSummary,
  details: texts.newDetails,
  examples: ["psephos identity new ada"],
  arguments: [{ name: "<name>", description: texts.name }],
  async run(context, input) {
    const name = input.text("name");
    const passphrase = () => context.passphrase({ what: fillTexts(texts.what, { name }), isNew: true });
    const { wallet, file } = await newWallet({ workspace: context.workspace, name, passphrase });
    const { commitment } = wallet.identity;
    return {
      lines: [
        context.say(texts.made, { name }),
        context.say(texts.kept, { file }),
        context.say(texts.commitment, { commitment }),
        context.say(texts.next, { name }),
      ],
      json: { name, file, commitment },
    };
  },
};
