import { restoreWallet } from "../../roles/holder/wallet-backup.ts";
import type { CommandSpec } from "../command.ts";
import { identityTexts as texts } from "../texts/identity.ts";

export const command: CommandSpec = {
  name: "identity restore",
  summary: texts.restoreSummary,
  examples: ["psephos identity restore ada --from /media/stick/ada-identity.json"],
  arguments: [{ name: "<name>", description: texts.name }],
  options: [{ flags: "--from <file>", description: texts.restoreFrom, required: true }],
  async run(context, input) {
    const name = input.text("name");
    const { wallet, file } = await restoreWallet({
      workspace: context.workspace,
      name,
      from: input.text("from"),
      passphrase: () => context.passphrase({ what: texts.backupWhat }),
    });
    const { commitment } = wallet.identity;
    return {
      lines: [context.say(texts.restored, { name }), context.say(texts.commitment, { commitment })],
      json: { name, file, commitment },
    };
  },
};
