import { votingIdentities } from "../roles/holder/wallet.ts";
import { openElectionForVoter, enterBooth } from "../roles/voter/booth.ts";
import { fillBallot, type FilledBallot } from "../roles/voter/fill-ballot.ts";
import { askChoices, choiceLines } from "./ask-choices.ts";
import { askIdentity } from "./ask-identity.ts";
import type { Context } from "./context.ts";
import type { Input } from "./input.ts";
import type { OptionSpec } from "./command.ts";
import { ballotTexts as texts } from "./texts/ballot.ts";
import { chooseProver } from "./services/choose-prover.ts";
import { PROVER_OPTIONS } from "./services/service-options.ts";
import { identityTexts } from "./texts/identity.ts";

/** Options of every command that fills in a ballot. */
export const FILL_IN_OPTIONS: readonly OptionSpec[] = [
  { flags: "--identity <name>", description: identityTexts.option },
  { flags: "--choices-file <file>", description: texts.choicesFile },
  { flags: "--files <dir>", description: texts.files, repeatable: true },
  ...PROVER_OPTIONS,
];

/** From the question to a sealed and proved ballot: shared by casting and preparing. */
export async function fillIn(context: Context, input: Input): Promise<{ ballot: FilledBallot; identity: string }> {
  const prover = await chooseProver(context, input);
  const chain = await context.chain();
  const request = {
    chain,
    workspace: context.workspace,
    electionId: input.id("election"),
    folders: input.list("files"),
  };
  context.progress(context.say(texts.readingRoll));
  const { election, manifest } = await openElectionForVoter(request);
  const { wallet, name } = await askIdentity(context, input);
  const booth = await enterBooth({ ...request, identities: votingIdentities(wallet), election, manifest });
  const values = await askChoices(context, { input, manifest });
  if (context.interactive) {
    for (const line of [context.say(texts.yourChoice), ...choiceLines(context, { manifest, values })]) {
      context.progress(line);
    }
  }
  context.progress(context.say(texts.encrypting));
  const ballot = await fillBallot({ chain, booth, values, prover });
  return { ballot, identity: name };
}
