import { readRoll } from "../../chain/rolls.ts";
import type { CommandSpec } from "../command.ts";
import { formatTime } from "../format.ts";
import { rollTexts as texts } from "../texts/roll.ts";

export const command: CommandSpec = {
  name: "roll show",
  summary: texts.showSummary,
  examples: ["psephos roll show 1"],
  arguments: [{ name: "<roll>", description: texts.rollId }],
  async run(context, input) {
    const record = await readRoll(await context.chain(), input.id("roll"));
    const { rollId, size, totalWeight, registrar, publishedAt, root, fileHash } = record;
    return {
      lines: [
        context.say(texts.shown, { rollId, size, totalWeight, registrar, time: formatTime(publishedAt) }),
        context.say(texts.root, { root }),
        context.say(texts.fileHash, { fileHash }),
      ],
      json: { ...record },
    };
  },
};
