import { erasureRequestText } from "../../protocol/sharing/erasure.ts";
import { requestErasure } from "../../roles/holder/request-erasure.ts";
import { openWallet } from "../../roles/holder/wallet-file.ts";
import { openPublishedPolicy } from "../../roles/published-policy.ts";
import { writeFileWhole } from "../../roles/write-file.ts";
import { walletAccess } from "../ask-wallet.ts";
import type { CommandSpec } from "../command.ts";
import { attestationTexts } from "../texts/attestation.ts";
import { identityTexts } from "../texts/identity.ts";
import { erasureTexts as texts } from "../texts/record.ts";

export const command: CommandSpec = {
  name: "erasure request",
  summary: texts.requestSummary,
  details: texts.requestDetails,
  examples: ["psephos erasure request 1 --to erasure.json"],
  arguments: [{ name: "<policy>", description: texts.policy }],
  options: [
    { flags: "--identity <name>", description: identityTexts.option },
    { flags: "--to <file>", description: texts.to, required: true },
  ],
  async run(context, input) {
    const file = input.text("to");
    const asked = await openPublishedPolicy({ chain: await context.chain(), policyId: input.id("policy") });
    const { verifier, scope } = asked.parts[0].policy;
    const { wallet } = await openWallet(walletAccess(context, input));
    context.progress(context.say(attestationTexts.withdrawing));
    const request = await requestErasure({
      ...{ prover: context.prover(), identity: wallet.identity, verifier, scope },
      targets: ["access-records", "consents"],
    });
    await writeFileWhole({ file, data: `${erasureRequestText(request)}\n`, secrecy: "public" });
    const { id } = request;
    return { lines: [context.say(texts.requested, { id, verifier, file })], json: { requestId: id, verifier, file } };
  },
};
