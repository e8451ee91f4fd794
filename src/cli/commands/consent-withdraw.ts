import { PsephosError } from "../../errors.ts";
import { parseConsent } from "../../protocol/sharing/consent.ts";
import { canonicalText } from "../../protocol/sharing/forms.ts";
import { withdrawalText } from "../../protocol/sharing/withdrawal.ts";
import { withdrawConsent } from "../../roles/holder/consent.ts";
import { openWallet } from "../../roles/holder/wallet-file.ts";
import { writeFileWhole } from "../../roles/write-file.ts";
import { walletAccess } from "../ask-wallet.ts";
import type { CommandSpec } from "../command.ts";
import { attestationTexts } from "../texts/attestation.ts";
import { identityTexts } from "../texts/identity.ts";
import { consentTexts as texts, logTexts } from "../texts/record.ts";

export const command: CommandSpec = {
  name: "consent withdraw",
  summary: texts.withdrawSummary,
  details: texts.withdrawDetails,
  examples: ["psephos consent withdraw urn:uuid:… --to withdrawal.json"],
  arguments: [{ name: "<permission>", description: logTexts.consentId }],
  options: [
    { flags: "--identity <name>", description: identityTexts.option },
    { flags: "--to <file>", description: texts.withdrawTo, required: true },
  ],
  async run(context, input) {
    const [wanted, file] = [input.text("permission"), input.text("to")];
    const { wallet } = await openWallet(walletAccess(context, input));
    const consent = wallet.consents.map((json) => parseConsent(canonicalText(json))).find(({ id }) => id === wanted);
    if (consent === undefined) throw new PsephosError("CONSENT_REFUSED", context.say(texts.unknown));
    context.progress(context.say(attestationTexts.withdrawing));
    const withdrawal = await withdrawConsent({ prover: context.prover(), identity: wallet.identity, consent });
    await writeFileWhole({ file, data: `${withdrawalText(withdrawal)}\n`, secrecy: "public" });
    return { lines: [context.say(texts.withdrawn, { file })], json: { consentId: wanted, file } };
  },
};
