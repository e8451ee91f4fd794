import { openPublishedPolicy } from "../../roles/published-policy.ts";
import { retirePolicy } from "../../roles/verifier/retire-policy.ts";
import type { CommandSpec } from "../command.ts";
import { policyTitle } from "../policy-lines.ts";
import { policyTexts as texts } from "../texts/policy.ts";

export const command: CommandSpec = {
  name: "policy retire",
  summary: texts.retireSummary,
  examples: ["psephos policy retire 1 --account housing"],
  arguments: [{ name: "<policy>", description: texts.policyId }],
  options: [{ flags: "--yes", description: texts.yes }],
  async run(context, input) {
    const chain = await context.chain();
    const policyId = input.id("policy");
    const title = policyTitle(context, await openPublishedPolicy({ chain, policyId }));
    await context.confirm({
      yes: input.flag("yes"),
      question: context.say(texts.retireQuestion, { policyId, title }),
    });
    const { transactionHash } = await retirePolicy({ chain, account: await context.account(), policyId });
    return { lines: [context.say(texts.retired, { policyId })], json: { policyId, transactionHash } };
  },
};
