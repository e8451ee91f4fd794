import { ownAttestations } from "../../roles/holder/own-attestations.ts";
import { openWallet } from "../../roles/holder/wallet-file.ts";
import { walletAccess } from "../ask-wallet.ts";
import { stateLine } from "../attestation-lines.ts";
import type { CommandSpec } from "../command.ts";
import { policyTitle } from "../policy-lines.ts";
import { attestationTexts as texts } from "../texts/attestation.ts";
import { identityTexts } from "../texts/identity.ts";

export const command: CommandSpec = {
  name: "attestation list",
  summary: texts.listSummary,
  examples: ["psephos attestation list"],
  options: [{ flags: "--identity <name>", description: identityTexts.option }],
  async run(context, input) {
    const chain = await context.chain();
    const { wallet, name } = await openWallet(walletAccess(context, input));
    const own = await ownAttestations({ chain, wallet });
    const lines = own.flatMap(({ policyId, policy, pseudonym, status }) => [
      context.say(texts.listRow, {
        policyId,
        title: context.style.bold(policyTitle(context, policy)),
        verifier: policy.parts[0].policy.verifier,
      }),
      `  ${stateLine(context, status)}`,
      `  ${context.say(texts.listNumber)}`,
      `  ${pseudonym}`,
    ]);
    return {
      lines: lines.length === 0 ? [context.say(texts.listEmpty)] : lines,
      json: {
        identity: name,
        attestations: own.map(({ policyId, pseudonym, provenAt, status }) => ({
          ...{ policyId, pseudonym, provenAt, state: status.state },
          expiresAt: status.record?.expiresAt ?? null,
        })),
      },
    };
  },
};
