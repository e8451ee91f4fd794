import { backUpWallet } from "../../roles/holder/wallet-backup.ts";
import type { CommandSpec } from "../command.ts";
import { fillTexts } from "../text.ts";
import { identityTexts as texts } from "../texts/identity.ts";

export const command: CommandSpec = {
  name: "identity backup",
  summary: texts.backupSummary,
  examples: ["psephos identity backup ada --to /media/stick/ada-identity.json"],
  arguments: [{ name: "[name]", description: texts.option }],
  options: [{ flags: "--to <file>", description: texts.backupTo, required: true }],
  async run(context, input) {
    const file = input.text("to");
    const { name, wallet } = await backUpWallet({
      workspace: context.workspace,
      name: input.optional("name"),
      to: file,
      passphrase: (each) => context.passphrase({ what: fillTexts(texts.what, { name: each }) }),
    });
    return {
      lines: [context.say(texts.backedUp, { name, file })],
      json: { name, file, commitment: wallet.identity.commitment },
    };
  },
};
