import { dropPrepared, openPrepared, requirePrepared } from "../../roles/voter/prepared-ballot.ts";
import { ciphertextsOf, type FilledBallot } from "../../roles/voter/fill-ballot.ts";
import { keepSent } from "../../roles/voter/sent-ballot.ts";
import type { CommandSpec, Outcome } from "../command.ts";
import type { Context } from "../context.ts";
import { FILL_IN_OPTIONS, fillIn } from "../fill-in.ts";
import type { Input } from "../input.ts";
import { preparedFileFor } from "../prepared-file.ts";
import { requireWayToSend, sendBallot } from "../services/send-ballot.ts";
import { RELAY_OPTIONS, relaysOf } from "../services/service-options.ts";
import { ballotTexts as texts } from "../texts/ballot.ts";
import { writeChallenge } from "../write-challenge.ts";

export const command: CommandSpec = {
  name: "ballot cast",
  summary: texts.castSummary,
  details: texts.castDetails,
  examples: [
    "psephos ballot cast 1 --files ./published --relay https://vote.example.org",
    "psephos ballot cast 1 --files ./published --choices-file choices.txt --passphrase-file pass.txt",
    "psephos ballot cast 1 --prepared",
  ],
  arguments: [{ name: "<election>", description: texts.electionId }],
  options: [...FILL_IN_OPTIONS, { flags: "--prepared", description: texts.prepared }, ...RELAY_OPTIONS],
  async run(context, input) {
    await requireWayToSend(context, input);
    if (input.flag("prepared")) return castPrepared(context, input);
    const { ballot } = await fillIn(context, input);
    if (context.interactive) {
      context.progress(context.say(texts.fingerprint, { hash: ballot.receipt.ballotHash }));
      const answer = await context.ask(context.say(texts.castOrTest));
      if (answer === "test") return testInstead(context, ballot);
      if (answer !== "cast") return { lines: [context.say(texts.stopped)], json: { cast: false } };
    }
    return sendBallot(context, { input, ballot });
  },
};

async function castPrepared(context: Context, input: Input): Promise<Outcome> {
  const file = await preparedFileFor(context, input);
  await requirePrepared(file);
  const ballot = await openPrepared({ file, passphrase: await context.passphrase({ what: texts.preparedWhat }) });
  if (relaysOf(input).length > 0) {
    // A relayer may have it though it never answered: nobody should open this ballot for testing from here on.
    await keepSent(context.workspace, ballot);
    await dropPrepared(file);
    return sendBallot(context, { input, ballot });
  }
  const outcome = await sendBallot(context, { input, ballot });
  await dropPrepared(file);
  return outcome;
}

async function testInstead(context: Context, ballot: FilledBallot): Promise<Outcome> {
  const { receipt, opening } = ballot;
  const to = `ballot-test-${receipt.ballotHash.slice(2, 10)}.json`;
  return writeChallenge(context, { to, challenge: { receipt, opening, ciphertexts: ciphertextsOf(ballot) } });
}
