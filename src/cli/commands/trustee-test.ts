import { testStep } from "../../roles/trustee/steps.ts";
import type { CommandSpec } from "../command.ts";
import { trusteeTexts as texts } from "../texts/ceremony.ts";
import { trusteeAt } from "../trustee-at.ts";

export const command: CommandSpec = {
  name: "trustee test",
  summary: texts.testSummary,
  details: texts.testDetails,
  examples: ["psephos trustee test 1 --account ada"],
  arguments: [{ name: "<election>", description: texts.electionId }],
  async run(context, input) {
    const electionId = input.id("election");
    const at = await trusteeAt(context);
    context.progress(context.say(texts.provingTest));
    const done = await testStep({ ...at, electionId, prover: context.prover() });
    return {
      lines: [context.say(texts.tested, { index: done.index, electionId })],
      json: { electionId, ...done },
    };
  },
};
