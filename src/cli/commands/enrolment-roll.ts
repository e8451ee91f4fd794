import { buildEnrolmentRoll } from "../../roles/registrar/enrolment-roll.ts";
import type { CommandSpec } from "../command.ts";
import { enrolmentTexts as texts } from "../texts/attestation.ts";

export const command: CommandSpec = {
  name: "enrolment roll",
  summary: texts.rollSummary,
  details: texts.rollDetails,
  examples: ["psephos enrolment roll 1 --to roll.json"],
  arguments: [{ name: "<enrolment>", description: texts.enrolmentId }],
  options: [{ flags: "--to <file>", description: texts.rollTo, required: true }],
  async run(context, input) {
    const [enrolmentId, file] = [input.id("enrolment"), input.text("to")];
    const { record, name } = await buildEnrolmentRoll({ chain: await context.chain(), enrolmentId, to: file });
    return {
      lines: [context.say(texts.built, { name, size: record.size, file }), context.say(texts.nextPublish, { file })],
      json: { enrolmentId, name, file, ...record },
    };
  },
};
