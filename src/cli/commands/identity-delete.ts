import { deleteWallet } from "../../roles/holder/wallet-file.ts";
import type { CommandSpec } from "../command.ts";
import { identityTexts as texts } from "../texts/identity.ts";

export const command: CommandSpec = {
  name: "identity delete",
  summary: texts.deleteSummary,
  details: texts.deleteDetails,
  examples: ["psephos identity delete ada"],
  arguments: [{ name: "<name>", description: texts.name }],
  options: [{ flags: "--yes", description: texts.yes }],
  async run(context, input) {
    const name = input.text("name");
    await context.confirm({ yes: input.flag("yes"), question: context.say(texts.deleteQuestion, { name }) });
    await deleteWallet({ workspace: context.workspace, name });
    return { lines: [context.say(texts.deleted, { name })], json: { name } };
  },
};
