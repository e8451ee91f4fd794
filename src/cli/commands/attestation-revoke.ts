import { revokeAttestation } from "../../roles/verifier/revoke-attestation.ts";
import type { CommandSpec } from "../command.ts";
import { shorten } from "../format.ts";
import { pseudonymFrom } from "../parse-pseudonym.ts";
import { attestationTexts as texts } from "../texts/attestation.ts";
import { policyTexts } from "../texts/policy.ts";

export const command: CommandSpec = {
  name: "attestation revoke",
  summary: texts.revokeSummary,
  details: texts.revokeDetails,
  examples: ["psephos attestation revoke 1 NUMBER --reason false-statement --account housing"],
  arguments: [
    { name: "<policy>", description: texts.policyId },
    { name: "<number>", description: texts.pseudonym },
  ],
  options: [
    { flags: "--reason <code>", description: texts.reason, required: true },
    { flags: "--yes", description: policyTexts.yes },
  ],
  async run(context, input) {
    const [policyId, pseudonym, reason] = [input.id("policy"), pseudonymFrom(input), input.text("reason")];
    const chain = await context.chain();
    const question = context.say(texts.revokeQuestion, { policyId, pseudonym: shorten(pseudonym.toString()) });
    await context.confirm({ yes: input.flag("yes"), question });
    const account = await context.account();
    const { transactionHash } = await revokeAttestation({ chain, account, policyId, pseudonym, reason });
    return { lines: [context.say(texts.revoked)], json: { policyId, pseudonym, reason, transactionHash } };
  },
};
