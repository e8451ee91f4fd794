import { openEnrolment } from "../../roles/registrar/open-enrolment.ts";
import type { SharedScope } from "../../roles/registrar/shared-scope.ts";
import type { CommandSpec } from "../command.ts";
import type { Context } from "../context.ts";
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
    const onShared = (shared: SharedScope): void =>
      sharedLines(context, shared).forEach((line) => context.progress(line));
    const { shared, ...done } = await openEnrolment({ chain, account, policyId, name, ...times, onShared });
    const { enrolmentId, opensAt, closesAt } = done;
    const told = { enrolmentId, name, opens: formatTime(opensAt), closes: formatTime(closesAt) };
    return {
      lines: [context.style.good(context.say(texts.opened, told)), context.say(texts.nextJoin, { enrolmentId })],
      json: { policyId, name, ...done, sharedScope: shared.policies, sharedEnrolments: shared.enrolments },
    };
  },
};

function sharedLines(context: Context, { policies, enrolments }: SharedScope): string[] {
  const named = [
    ...(policies.length === 0 ? [] : [context.say(texts.sharedPolicies, { policies: policies.join(", ") })]),
    ...(enrolments.length === 0 ? [] : [context.say(texts.sharedEnrolments, { enrolments: enrolments.join(", ") })]),
  ];
  return [context.style.bad(context.say(texts.sharedScope)), ...named];
}
