import { latestTime } from "../../chain/time.ts";
import { openWallet, updateWallet } from "../../roles/holder/wallet-file.ts";
import { withAttestation } from "../../roles/holder/wallet-records.ts";
import { prepareWithdrawal, withdraw } from "../../roles/holder/withdraw.ts";
import { walletAccess } from "../ask-wallet.ts";
import type { CommandSpec } from "../command.ts";
import { attestationTexts as texts } from "../texts/attestation.ts";
import { identityTexts } from "../texts/identity.ts";
import { policyTexts } from "../texts/policy.ts";

export const command: CommandSpec = {
  name: "attestation withdraw",
  summary: texts.withdrawSummary,
  details: texts.withdrawDetails,
  examples: ["psephos attestation withdraw 1"],
  arguments: [{ name: "<policy>", description: texts.policyId }],
  options: [
    { flags: "--identity <name>", description: identityTexts.option },
    { flags: "--yes", description: policyTexts.yes },
  ],
  async run(context, input) {
    await context.accountAddress();
    const chain = await context.chain();
    const policyId = input.id("policy");
    const access = walletAccess(context, input);
    const { wallet } = await openWallet(access);
    await context.confirm({ yes: input.flag("yes"), question: context.say(texts.withdrawQuestion, { policyId }) });
    context.progress(context.say(texts.withdrawing));
    const { identity } = wallet;
    const withdrawal = await prepareWithdrawal({ chain, prover: context.prover(), identity, policyId });
    const { transactionHash } = await withdraw({ chain, account: await context.account(), withdrawal });
    // A later presentation must tell a later time than the withdrawal's.
    const provenAt = await latestTime(chain);
    const place = { chainId: BigInt(chain.chainId), contract: chain.deployment.addresses.attestations, policyId };
    const entry = { ...place, pseudonym: withdrawal.pseudonym, provenAt };
    await updateWallet({ ...access, change: (held) => withAttestation(held, entry) });
    return {
      lines: [context.style.good(context.say(texts.withdrawn, { policyId }))],
      json: { policyId, pseudonym: withdrawal.pseudonym, transactionHash },
    };
  },
};
