import { dealStep } from "../../roles/trustee/steps.ts";
import type { CommandSpec } from "../command.ts";
import { ceremonyTexts, trusteeTexts as texts } from "../texts/ceremony.ts";
import { trusteeAt } from "../trustee-at.ts";

export const command: CommandSpec = {
  name: "trustee deal",
  summary: texts.dealSummary,
  details: texts.dealDetails,
  examples: ["psephos trustee deal 1 --account ada"],
  arguments: [{ name: "<ceremony>", description: ceremonyTexts.ceremonyId }],
  async run(context, input) {
    const ceremonyId = input.id("ceremony");
    const label = context.say(texts.proving);
    const done = await dealStep({
      ...(await trusteeAt(context)),
      ceremonyId,
      prover: context.prover(),
      onProgress: (progress) => context.progressCount({ label, ...progress }),
    });
    return {
      lines: [context.say(texts.dealt, { index: done.index }), context.say(texts.nextShow, { ceremonyId })],
      json: { ceremonyId, ...done },
    };
  },
};
