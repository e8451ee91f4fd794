import { fundAccount, readAccountAddress, readBalance } from "../../roles/accounts.ts";
import { listAccounts } from "../../roles/chain-session.ts";
import type { CommandSpec } from "../command.ts";
import { formatCoins } from "../format.ts";
import { accountTexts as texts } from "../texts/account.ts";

export const command: CommandSpec = {
  name: "account show",
  summary: texts.showSummary,
  examples: ["psephos account show", "psephos account show ada"],
  arguments: [{ name: "[name]", description: texts.name }],
  options: [{ flags: "--fund", description: texts.fund }],
  async run(context, input) {
    const { workspace } = context;
    const name = input.optional("name");
    if (name === undefined) {
      const names = await listAccounts(workspace);
      const accounts = await Promise.all(
        names.map(async (each) => ({ name: each, address: await readAccountAddress({ workspace, name: each }) })),
      );
      const lines = accounts.map((each) => context.say(texts.made, each));
      return { lines: lines.length > 0 ? lines : [context.say(texts.none)], json: { accounts } };
    }
    const address = await readAccountAddress({ workspace, name });
    const connection = await context.connection();
    if (input.flag("fund")) await fundAccount({ connection, address });
    const balance = await readBalance({ connection, address });
    return {
      lines: [context.say(texts.made, { name, address }), context.say(texts.balance, { amount: formatCoins(balance) })],
      json: { name, address, balance },
    };
  },
};
