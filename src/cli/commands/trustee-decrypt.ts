import { decryptStep } from "../../roles/trustee/steps.ts";
import type { CommandSpec } from "../command.ts";
import { trusteeTexts as texts } from "../texts/ceremony.ts";
import { trusteeAt } from "../trustee-at.ts";

export const command: CommandSpec = {
  name: "trustee decrypt",
  summary: texts.decryptSummary,
  details: texts.decryptDetails,
  examples: ["psephos trustee decrypt 1 --account ada"],
  arguments: [{ name: "<election>", description: texts.electionId }],
  async run(context, input) {
    const electionId = input.id("election");
    const label = context.say(texts.checking);
    const done = await decryptStep({
      ...(await trusteeAt(context)),
      electionId,
      prover: context.prover(),
      onProgress: (progress) => context.progressCount({ label, ...progress }),
    });
    const { index, ballotCount } = done;
    return {
      lines: [context.say(texts.decrypted, { index, ballotCount }), context.say(texts.nextResult, { electionId })],
      json: { electionId, ...done },
    };
  },
};
