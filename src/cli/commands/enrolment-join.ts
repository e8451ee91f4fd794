import type { Presentation } from "../../protocol/credential/presentation-file.ts";
import { enrol, prepareEnrolment } from "../../roles/holder/enrol.ts";
import { updateWallet } from "../../roles/holder/wallet-file.ts";
import { withEnrolment } from "../../roles/holder/wallet-records.ts";
import { followEnrolment } from "../../roles/registrar/follow-enrolment.ts";
import type { CommandSpec, Outcome } from "../command.ts";
import type { Context } from "../context.ts";
import { formatDuration, formatTime } from "../format.ts";
import { handOver } from "../hand-over.ts";
import { policyTitle } from "../policy-lines.ts";
import { askConsent, openToProve, PROVE_OPTIONS } from "../prove-as.ts";
import { relayPresentation } from "../services/relay-presentation.ts";
import { RELAY_OPTIONS, relaysOf } from "../services/service-options.ts";
import { attestationTexts, enrolmentTexts as texts } from "../texts/attestation.ts";

export const command: CommandSpec = {
  name: "enrolment join",
  summary: texts.joinSummary,
  details: texts.joinDetails,
  examples: [
    "psephos enrolment join 1 --relay https://vote.example.org",
    "psephos enrolment join 1 --to for-sending.json",
    "psephos enrolment join 1 --account nobody",
  ],
  arguments: [{ name: "<enrolment>", description: texts.enrolmentId }],
  options: [...PROVE_OPTIONS, { flags: "--to <file>", description: attestationTexts.makeTo }, ...RELAY_OPTIONS],
  async run(context, input) {
    const file = input.optional("to");
    const isRelayed = file === undefined && relaysOf(input).length > 0;
    if (file === undefined && !isRelayed) await context.accountAddress();
    const chain = await context.chain();
    const enrolmentId = input.id("enrolment");
    const { asked, name, closesAt } = await followEnrolment({ chain, enrolmentId });
    const { verifier } = asked.parts[0].policy;
    const heading = context.say(texts.joinHeading, { name, verifier, title: policyTitle(context, asked) });
    await askConsent(context, { input, asked, heading, also: [`  · ${context.say(texts.joinNote)}`] });
    const proving = await openToProve(context, input);
    const { presentation, votingIdentity } = await prepareEnrolment({ ...proving, enrolmentId });
    const { pseudonym, now } = presentation.signals;
    const left = formatDuration(asked.terms.maxClockSkew, context.language);
    const contract = chain.deployment.addresses.enrolments;
    const entry = { chainId: BigInt(chain.chainId), contract, enrolmentId, pseudonym, enrolledAt: Number(now) };
    const remember = () =>
      updateWallet({ ...proving.access, change: (wallet) => withEnrolment(wallet, entry) }).then(() => undefined);
    const { lines, json } = isRelayed
      ? await relayPresentation(context, { input, presentation, onHandedOver: remember })
      : file === undefined
        ? await join(context, { presentation, name })
        : await handOver(context, { presentation, file, left });
    if (!isRelayed) await remember();
    const { commitment } = votingIdentity;
    return {
      lines: [...lines, context.say(texts.nextVote, { closes: formatTime(closesAt) })],
      json: { enrolmentId, name, identity: proving.name, pseudonym, commitment, ...json },
    };
  },
};

async function join(
  context: Context,
  { presentation, name }: { presentation: Presentation; name: string },
): Promise<Outcome> {
  const [chain, account] = [await context.chain(), await context.account()];
  context.progress(context.say(attestationTexts.sending));
  const { transactionHash } = await enrol({ chain, account, presentation });
  return { lines: [context.style.good(context.say(texts.joined, { name }))], json: { transactionHash } };
}
