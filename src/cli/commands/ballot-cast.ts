import { castBallot, type CastDone } from "../../roles/voter/cast.ts";
import { ciphertextsOf } from "../../roles/voter/fill-ballot.ts";
import type { FilledBallot } from "../../roles/voter/fill-ballot.ts";
import { dropPrepared, openPrepared, requirePrepared } from "../../roles/voter/prepared-ballot.ts";
import type { CommandSpec, Outcome } from "../command.ts";
import type { Context } from "../context.ts";
import { FILL_IN_OPTIONS, fillIn } from "../fill-in.ts";
import type { Input } from "../input.ts";
import { preparedFileFor } from "../prepared-file.ts";
import { ballotTexts as texts } from "../texts/ballot.ts";
import { writeChallenge } from "../write-challenge.ts";

export const command: CommandSpec = {
  name: "ballot cast",
  summary: texts.castSummary,
  details: texts.castDetails,
  examples: [
    "psephos ballot cast 1 --files ./published",
    "psephos ballot cast 1 --files ./published --choices-file choices.txt --passphrase-file pass.txt",
    "psephos ballot cast 1 --prepared",
  ],
  arguments: [{ name: "<election>", description: texts.electionId }],
  options: [...FILL_IN_OPTIONS, { flags: "--prepared", description: texts.prepared }],
  async run(context, input) {
    // Whoever has no account should learn it before choosing, not after.
    await context.accountAddress();
    if (input.flag("prepared")) return castPrepared(context, input);
    const { ballot } = await fillIn(context, input);
    if (context.interactive) {
      context.progress(context.say(texts.fingerprint, { hash: ballot.receipt.ballotHash }));
      const answer = await context.ask(context.say(texts.castOrTest));
      if (answer === "test") return testInstead(context, ballot);
      if (answer !== "cast") return { lines: [context.say(texts.stopped)], json: { cast: false } };
    }
    const [chain, account] = [await context.chain(), await context.account()];
    context.progress(context.say(texts.casting));
    return castOutcome(context, await castBallot({ chain, account, workspace: context.workspace, ballot }));
  },
};

async function castPrepared(context: Context, input: Input): Promise<Outcome> {
  const file = await preparedFileFor(context, input);
  await requirePrepared(file);
  const ballot = await openPrepared({ file, passphrase: await context.passphrase({ what: texts.preparedWhat }) });
  const [chain, account] = [await context.chain(), await context.account()];
  context.progress(context.say(texts.casting));
  const done = await castBallot({ chain, account, workspace: context.workspace, ballot });
  await dropPrepared(file);
  return castOutcome(context, done);
}

async function testInstead(context: Context, ballot: FilledBallot): Promise<Outcome> {
  const { receipt, opening } = ballot;
  const to = `ballot-test-${receipt.ballotHash.slice(2, 10)}.json`;
  return writeChallenge(context, { to, challenge: { receipt, opening, ciphertexts: ciphertextsOf(ballot) } });
}

function castOutcome(context: Context, done: CastDone): Outcome {
  const { receipt, receiptFile: file, transactionHash, blockNumber, gasUsed } = done;
  return {
    lines: [
      context.style.good(context.say(texts.cast)),
      context.say(texts.receipt, { file }),
      context.say(texts.receiptMeaning, { file }),
    ],
    json: { cast: true, receipt, receiptFile: file, transactionHash, blockNumber, gasUsed },
  };
}
