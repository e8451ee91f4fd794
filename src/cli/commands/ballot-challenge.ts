import { ciphertextsOf } from "../../roles/voter/fill-ballot.ts";
import { dropPrepared, openPrepared, requirePrepared } from "../../roles/voter/prepared-ballot.ts";
import type { CommandSpec } from "../command.ts";
import { preparedFileFor } from "../prepared-file.ts";
import { ballotTexts as texts } from "../texts/ballot.ts";
import { identityTexts } from "../texts/identity.ts";
import { writeChallenge } from "../write-challenge.ts";

export const command: CommandSpec = {
  name: "ballot challenge",
  summary: texts.challengeSummary,
  details: texts.challengeDetails,
  examples: ["psephos ballot challenge 1 --to test-ballot.json"],
  arguments: [{ name: "<election>", description: texts.electionId }],
  options: [
    { flags: "--to <file>", description: texts.challengeTo, required: true },
    { flags: "--identity <name>", description: identityTexts.option },
  ],
  async run(context, input) {
    const file = await preparedFileFor(context, input);
    await requirePrepared(file);
    const ballot = await openPrepared({ file, passphrase: await context.passphrase({ what: texts.preparedWhat }) });
    const { receipt, opening } = ballot;
    const challenge = { receipt, opening, ciphertexts: ciphertextsOf(ballot) };
    const outcome = await writeChallenge(context, { to: input.text("to"), challenge });
    await dropPrepared(file);
    return outcome;
  },
};
