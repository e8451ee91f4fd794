import { registerStep } from "../../roles/trustee/steps.ts";
import type { CommandSpec } from "../command.ts";
import { ceremonyTexts, trusteeTexts as texts } from "../texts/ceremony.ts";
import { trusteeAt } from "../trustee-at.ts";

export const command: CommandSpec = {
  name: "trustee register",
  summary: texts.registerSummary,
  details: texts.registerDetails,
  examples: ["psephos trustee register 1 --account ada"],
  arguments: [{ name: "<ceremony>", description: ceremonyTexts.ceremonyId }],
  async run(context, input) {
    const ceremonyId = input.id("ceremony");
    const done = await registerStep({ ...(await trusteeAt(context)), ceremonyId });
    const { index, file } = done;
    return {
      lines: [
        context.say(texts.registered, { index }),
        context.say(texts.file, { file }),
        context.say(texts.nextCommit, { ceremonyId }),
      ],
      json: { ceremonyId, ...done },
    };
  },
};
