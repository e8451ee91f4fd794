import { commitStep } from "../../roles/trustee/steps.ts";
import type { CommandSpec } from "../command.ts";
import { ceremonyTexts, trusteeTexts as texts } from "../texts/ceremony.ts";
import { trusteeAt } from "../trustee-at.ts";

export const command: CommandSpec = {
  name: "trustee commit",
  summary: texts.commitSummary,
  details: texts.commitDetails,
  examples: ["psephos trustee commit 1 --account ada"],
  arguments: [{ name: "<ceremony>", description: ceremonyTexts.ceremonyId }],
  async run(context, input) {
    const ceremonyId = input.id("ceremony");
    const done = await commitStep({ ...(await trusteeAt(context)), ceremonyId });
    const { index, file } = done;
    return {
      lines: [
        context.say(texts.committed, { index }),
        context.say(texts.file, { file }),
        context.say(texts.nextDeal, { ceremonyId }),
      ],
      json: { ceremonyId, ...done },
    };
  },
};
