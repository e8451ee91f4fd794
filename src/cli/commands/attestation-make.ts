import type { Presentation } from "../../protocol/credential/presentation-file.ts";
import { attest, attestationPlace } from "../../roles/holder/attest.ts";
import { present } from "../../roles/holder/present.ts";
import { updateWallet } from "../../roles/holder/wallet-file.ts";
import { attestationUnder, withAttestation } from "../../roles/holder/wallet-records.ts";
import { openPublishedPolicy } from "../../roles/published-policy.ts";
import type { CommandSpec, Outcome } from "../command.ts";
import type { Context } from "../context.ts";
import { formatDuration, formatTime } from "../format.ts";
import { handOver } from "../hand-over.ts";
import { policyTitle } from "../policy-lines.ts";
import { askConsent, openToProve, PROVE_OPTIONS } from "../prove-as.ts";
import { relayPresentation } from "../services/relay-presentation.ts";
import { RELAY_OPTIONS, relaysOf } from "../services/service-options.ts";
import { attestationTexts as texts } from "../texts/attestation.ts";

export const command: CommandSpec = {
  name: "attestation make",
  summary: texts.makeSummary,
  details: texts.makeDetails,
  examples: [
    "psephos attestation make 1 --relay https://vote.example.org",
    "psephos attestation make 1 --to for-sending.json",
    "psephos attestation make 1 --account nobody",
  ],
  arguments: [{ name: "<policy>", description: texts.policyId }],
  options: [...PROVE_OPTIONS, { flags: "--to <file>", description: texts.makeTo }, ...RELAY_OPTIONS],
  async run(context, input) {
    const file = input.optional("to");
    // Whoever has no account should learn it before proving, not after.
    const isRelayed = file === undefined && relaysOf(input).length > 0;
    if (file === undefined && !isRelayed) await context.accountAddress();
    const chain = await context.chain();
    const policyId = input.id("policy");
    const asked = await openPublishedPolicy({ chain, policyId });
    await askConsent(context, { input, asked, heading: policyTitle(context, asked), also: [] });
    const proving = await openToProve(context, input);
    const place = attestationPlace(chain, policyId);
    const contract = chain.deployment.addresses.attestations;
    const onChain = { chainId: BigInt(chain.chainId), contract, policyId };
    const provenAfter = attestationUnder(proving.wallet, onChain)?.provenAt;
    const presentation = await present({ ...proving, asked, context: place, provenAfter });
    const { pseudonym, now } = presentation.signals;
    const left = formatDuration(asked.terms.maxClockSkew, context.language);
    const entry = { ...onChain, pseudonym, provenAt: Number(now) };
    const remember = () =>
      updateWallet({ ...proving.access, change: (wallet) => withAttestation(wallet, entry) }).then(() => undefined);
    const { lines, json } = isRelayed
      ? await relayPresentation(context, { input, presentation, onHandedOver: remember })
      : file === undefined
        ? await record(context, presentation)
        : await handOver(context, { presentation, file, left });
    if (!isRelayed) await remember();
    return {
      lines: [
        ...lines,
        context.say(texts.number, { pseudonym }),
        ...(file === undefined ? [context.say(texts.nextShow, { policyId })] : []),
      ],
      json: { policyId, pseudonym, identity: proving.name, provenAt: Number(now), ...json },
    };
  },
};

async function record(context: Context, presentation: Presentation): Promise<Outcome> {
  const [chain, account] = [await context.chain(), await context.account()];
  context.progress(context.say(texts.sending));
  const { expiresAt, transactionHash } = await attest({ chain, account, presentation });
  const line = context.say(texts.recorded, { until: formatTime(expiresAt) });
  return { lines: [context.style.good(line)], json: { expiresAt, transactionHash } };
}
