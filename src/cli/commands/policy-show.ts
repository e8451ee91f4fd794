import { openPublishedPolicy } from "../../roles/published-policy.ts";
import type { CommandSpec } from "../command.ts";
import { policyLines, policyTitle } from "../policy-lines.ts";
import { policyTexts as texts } from "../texts/policy.ts";

export const command: CommandSpec = {
  name: "policy show",
  summary: texts.showSummary,
  details: texts.showDetails,
  examples: ["psephos policy show 1"],
  arguments: [{ name: "<policy>", description: texts.policyId }],
  async run(context, input) {
    const asked = await openPublishedPolicy({ chain: await context.chain(), policyId: input.id("policy") });
    const { policyId, terms, retired, text } = asked;
    return {
      lines: [
        context.style.bold(context.say(texts.heading, { policyId, title: policyTitle(context, asked) })),
        ...(retired ? [`  ${context.style.bad(context.say(texts.retiredMark))}`] : []),
        ...policyLines(context, asked),
        context.say(texts.hash, { hash: terms.policyHash }),
      ],
      json: { policyId, ...terms, retired, policy: JSON.parse(text) as unknown },
    };
  },
};
