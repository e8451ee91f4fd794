import { openPublishedPolicy } from "../../roles/published-policy.ts";
import { attestationStatus } from "../../roles/verifier/attestation-status.ts";
import { stateLine } from "../attestation-lines.ts";
import type { CommandSpec } from "../command.ts";
import { pseudonymFrom } from "../parse-pseudonym.ts";
import { policyTitle } from "../policy-lines.ts";
import { attestationTexts as texts } from "../texts/attestation.ts";

export const command: CommandSpec = {
  name: "attestation show",
  summary: texts.showSummary,
  details: texts.showDetails,
  examples: ["psephos attestation show 1 NUMBER"],
  arguments: [
    { name: "<policy>", description: texts.policyId },
    { name: "<number>", description: texts.pseudonym },
  ],
  async run(context, input) {
    const [policyId, pseudonym] = [input.id("policy"), pseudonymFrom(input)];
    const chain = await context.chain();
    const asked = await openPublishedPolicy({ chain, policyId });
    const status = await attestationStatus({ chain, policyId, pseudonym });
    const { verifier } = asked.parts[0].policy;
    const about = { policyId, verifier, title: policyTitle(context, asked) };
    return {
      lines: [stateLine(context, status), context.say(texts.underPolicy, about)],
      json: { policyId, pseudonym, state: status.state, ...status.record },
      exitCode: status.state === "valid" ? 0 : 1,
    };
  },
};
