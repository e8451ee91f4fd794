import { writeForRelayer } from "../../roles/holder/attest.ts";
import { enrol, prepareEnrolment } from "../../roles/holder/enrol.ts";
import { updateWallet } from "../../roles/holder/wallet-file.ts";
import { withEnrolment } from "../../roles/holder/wallet-records.ts";
import { followEnrolment } from "../../roles/registrar/follow-enrolment.ts";
import type { CommandSpec } from "../command.ts";
import { formatDuration, formatTime } from "../format.ts";
import { policyTitle } from "../policy-lines.ts";
import { askConsent, openToProve, PROVE_OPTIONS } from "../prove-as.ts";
import { attestationTexts, enrolmentTexts as texts } from "../texts/attestation.ts";

export const command: CommandSpec = {
  name: "enrolment join",
  summary: texts.joinSummary,
  details: texts.joinDetails,
  examples: ["psephos enrolment join 1 --to for-sending.json", "psephos enrolment join 1 --account nobody"],
  arguments: [{ name: "<enrolment>", description: texts.enrolmentId }],
  options: [...PROVE_OPTIONS, { flags: "--to <file>", description: attestationTexts.makeTo }],
  async run(context, input) {
    const file = input.optional("to");
    if (file === undefined) await context.accountAddress();
    const chain = await context.chain();
    const enrolmentId = input.id("enrolment");
    const { asked, name, closesAt } = await followEnrolment({ chain, enrolmentId });
    const { verifier } = asked.parts[0].policy;
    const heading = context.say(texts.joinHeading, { name, verifier, title: policyTitle(context, asked) });
    await askConsent(context, { input, asked, heading, also: [`  · ${context.say(texts.joinNote)}`] });
    const proving = await openToProve(context, input);
    const { presentation, votingIdentity } = await prepareEnrolment({ ...proving, enrolmentId });
    const { pseudonym, now } = presentation.signals;
    let transactionHash: string | undefined;
    if (file === undefined) {
      const account = await context.account();
      context.progress(context.say(attestationTexts.sending));
      ({ transactionHash } = await enrol({ chain, account, presentation }));
    } else {
      await writeForRelayer({ presentation, to: file });
    }
    const contract = chain.deployment.addresses.enrolments;
    const entry = { chainId: BigInt(chain.chainId), contract, enrolmentId, pseudonym, enrolledAt: Number(now) };
    await updateWallet({ ...proving.access, change: (wallet) => withEnrolment(wallet, entry) });
    const left = formatDuration(asked.terms.maxClockSkew, context.language);
    return {
      lines: [
        ...(file === undefined
          ? [context.style.good(context.say(texts.joined, { name }))]
          : [
              context.say(attestationTexts.forRelayer, { file, left }),
              context.say(attestationTexts.nextRelay, { file }),
            ]),
        context.say(texts.nextVote, { closes: formatTime(closesAt) }),
      ],
      json: {
        ...{ enrolmentId, name, identity: proving.name, pseudonym, commitment: votingIdentity.commitment },
        ...(file === undefined ? { transactionHash } : { file }),
      },
    };
  },
};
