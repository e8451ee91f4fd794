import { openLog } from "../../chain/log-anchors.ts";
import { fileExists } from "../../roles/read-file.ts";
import { newKeeperKey, openKeeperKey } from "../../roles/record-keeper/keeper-key.ts";
import type { CommandSpec } from "../command.ts";
import type { Context } from "../context.ts";
import { fillTexts } from "../text.ts";
import { logTexts as texts } from "../texts/record.ts";

export const command: CommandSpec = {
  name: "log open",
  summary: texts.openSummary,
  details: texts.openDetails,
  examples: ['psephos log open "Housing office" --key log-key.json --account housing'],
  arguments: [{ name: "<name>", description: texts.name }],
  options: [{ flags: "--key <file>", description: texts.key, required: true }],
  async run(context, input) {
    const [name, file] = [input.text("name"), input.text("key")];
    const [chain, account] = [await context.chain(), await context.account()];
    await prepareKey(context, file);
    const { logId, transactionHash } = await openLog({ chain, account, name });
    return {
      lines: [
        context.style.good(context.say(texts.opened, { logId, name })),
        context.say(texts.keyKept, { file }),
        context.say(texts.nextTake, { file }),
      ],
      json: { logId, name, file, transactionHash },
    };
  },
};

/** An attempt that the chain refused leaves the key behind; the next one takes it, if the passphrase is right. */
async function prepareKey(context: Context, file: string): Promise<void> {
  const what = fillTexts(texts.keyWhat, { file });
  const isNew = !(await fileExists(file));
  const passphrase = await context.passphrase({ what, isNew });
  await (isNew ? newKeeperKey : openKeeperKey)({ file, passphrase });
}
