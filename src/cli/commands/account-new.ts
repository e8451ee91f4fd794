import { createAccount, fundAccount } from "../../roles/accounts.ts";
import type { CommandSpec } from "../command.ts";
import { fillTexts } from "../text.ts";
import { accountTexts as texts } from "../texts/account.ts";

export const command: CommandSpec = {
  name: "account new",
  summary: texts.newSummary,
  details: texts.newDetails,
  examples: ["psephos account new ada --fund"],
  arguments: [{ name: "<name>", description: texts.name }],
  options: [{ flags: "--fund", description: texts.fund }],
  async run(context, input) {
    const name = input.text("name");
    const connection = input.flag("fund") ? await context.connection() : undefined;
    const passphrase = () => context.passphrase({ what: fillTexts(texts.what, { name }), isNew: true });
    const { address, file } = await createAccount({ workspace: context.workspace, name, passphrase });
    if (connection !== undefined) await fundAccount({ connection, address });
    return {
      lines: [
        context.say(texts.made, { name, address }),
        context.say(texts.kept, { file }),
        connection === undefined ? context.say(texts.nextFund, { name }) : context.say(texts.funded),
      ],
      json: { name, address, file, funded: connection !== undefined },
    };
  },
};
