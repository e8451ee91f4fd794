import { openEnrolment } from "../../roles/registrar/open-enrolment.ts";
import type { CommandSpec } from "../command.ts";
import { formatTime } from "../format.ts";
import { attestationTexts, enrolmentTexts as texts } from "../texts/attestation.ts";

export const command: CommandSpec = {
  name: "enrolment open",
  summary: texts.openSummary,
  details: texts.openDetails,
  examples: ['psephos enrolment open 1 --name "Council 2026" --closes 7d --account housing'],
  arguments: [{ name: "<policy>", description: attestationTexts.policyId }],
  options: [
    { flags: "--name <name>", description: texts.name, required: true },
    { flags: "--opens <time>", description: texts.opens },
    { flags: "--closes <time>", description: texts.closes, required: true },
  ],
  async run(context, input) {
    const [policyId, name] = [input.id("policy"), input.text("name")];
    const [chain, account] = [await context.chain(), await context.account()];
    const times = { opens: input.optional("opens"), closes: input.text("closes") };
    const done = await openEnrolment({ chain, account, policyId, name, ...times });
    const { enrolmentId, opensAt, closesAt } = done;
    const told = { enrolmentId, name, opens: formatTime(opensAt), closes: formatTime(closesAt) };
    return {
      lines: [context.style.good(context.say(texts.opened, told)), context.say(texts.nextJoin, { enrolmentId })],
      json: { policyId, name, ...done },
    };
  },
};
