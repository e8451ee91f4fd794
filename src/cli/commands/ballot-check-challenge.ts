import { PsephosError } from "../../errors.ts";
import { openCheckedElection } from "../../roles/open-election.ts";
import { checkChallenge, parseChallenge, type ChallengeVerdict } from "../../roles/voter/challenge.ts";
import { choiceLines } from "../ask-choices.ts";
import type { CommandSpec } from "../command.ts";
import type { Context } from "../context.ts";
import { findManifest } from "../find-manifest.ts";
import { ballotTexts as texts } from "../texts/ballot.ts";

export const command: CommandSpec = {
  name: "ballot check-challenge",
  summary: texts.checkChallengeSummary,
  details: texts.checkChallengeDetails,
  examples: ["psephos ballot check-challenge test-ballot.json --fingerprint 0x3f… --files ./published"],
  arguments: [{ name: "<file>", description: texts.challengeFile }],
  options: [
    { flags: "--fingerprint <hash>", description: texts.notedFingerprint },
    { flags: "--files <dir>", description: texts.files, repeatable: true },
  ],
  async run(context, input) {
    const source = input.text("file");
    const challenge = parseChallenge({ text: await context.readText(source), source });
    const noted = input.optional("fingerprint");
    if (noted !== undefined && !/^0x[0-9a-f]{64}$/.test(noted)) {
      throw new PsephosError("USAGE", "--fingerprint must be 0x and 64 hexadecimal digits, as it was shown.");
    }
    const chain = await context.chain();
    const { electionId } = challenge.receipt;
    const election = await openCheckedElection({ chain, electionId });
    const manifest = await findManifest(context, { input, election });
    const verdict = checkChallenge({ challenge, terms: election.terms, noted });
    const { values } = challenge.opening;
    return {
      lines: [
        context.say(texts.testedBallot),
        ...(manifest === undefined ? [`  ${values.join(", ")}`] : choiceLines(context, { manifest, values })),
        verdictLine(context, verdict),
      ],
      json: { ...verdict, electionId, values, options: manifest?.options.map(({ id }) => id) ?? null },
      exitCode: verdict.ok ? 0 : 1,
    };
  },
};

function verdictLine(context: Context, { ok, fingerprintFits }: ChallengeVerdict): string {
  if (ok) return context.style.good(context.say(texts.challengeGood));
  const text = fingerprintFits ? texts.challengeOtherContent : texts.challengeOtherFingerprint;
  return context.style.bad(context.say(text));
}
