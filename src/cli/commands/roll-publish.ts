import { readFileBytes } from "../../roles/read-file.ts";
import { publishRoll } from "../../roles/registrar/publish-roll.ts";
import type { CommandSpec } from "../command.ts";
import { rollTexts as texts } from "../texts/roll.ts";

export const command: CommandSpec = {
  name: "roll publish",
  summary: texts.publishSummary,
  details: texts.publishDetails,
  examples: ["psephos roll publish roll.json --account registrar"],
  arguments: [{ name: "<file>", description: texts.file }],
  async run(context, input) {
    const file = await readFileBytes(input.text("file"));
    const chain = await context.chain();
    const account = await context.account();
    const { rollId, name, record, publicFile, transactionHash } = await publishRoll({
      chain,
      account,
      workspace: context.workspace,
      file,
    });
    const { size, totalWeight } = record;
    return {
      lines: [
        context.say(texts.published, { name, rollId, size, totalWeight }),
        context.say(texts.publicFile, { file: publicFile }),
      ],
      json: { rollId, name, ...record, file: publicFile, transactionHash },
    };
  },
};
