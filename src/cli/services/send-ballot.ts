import { readElection } from "../../chain/elections.ts";
import { isPsephosError, PsephosError } from "../../errors.ts";
import type { Receipt } from "../../protocol/receipt.ts";
import { ciphertextsFrom, PROOF_WORDS } from "../../protocol/words.ts";
import type { Chain } from "../../roles/chain-session.ts";
import { castBallot } from "../../roles/voter/cast.ts";
import { dropSent, keepRelayReceipt, keepSent, type SentBallot } from "../../roles/voter/sent-ballot.ts";
import { watchBallot } from "../../roles/voter/watch-ballot.ts";
import type { RelaySubmission } from "../../server/client/relay.ts";
import type { Outcome } from "../command.ts";
import type { Context } from "../context.ts";
import type { Input } from "../input.ts";
import { ballotTexts as texts } from "../texts/ballot.ts";
import { relayTexts } from "../texts/relay.ts";
import { relayInTurn, relayJson, type Relayed } from "./relay-in-turn.ts";
import { relaysOf } from "./service-options.ts";

/** Sends a filled ballot: through the relayers of `--relay`, else from an account of the voter's own. */
export async function sendBallot(
  context: Context,
  { input, ballot }: { input: Input; ballot: SentBallot },
): Promise<Outcome> {
  return relaysOf(input).length === 0 ? castDirectly(context, ballot) : castByRelay(context, { input, ballot });
}

/** Whoever has no account should learn it before choosing, not after; a relayer needs none. */
export async function requireWayToSend(context: Context, input: Input): Promise<void> {
  if (relaysOf(input).length === 0) await context.accountAddress();
}

async function castDirectly(context: Context, ballot: SentBallot): Promise<Outcome> {
  const [chain, account] = [await context.chain(), await context.account()];
  context.progress(context.say(texts.casting));
  const done = await castBallot({ chain, account, workspace: context.workspace, ballot });
  const { receipt, receiptFile, transactionHash, blockNumber, gasUsed } = done;
  return {
    lines: [context.style.good(context.say(texts.cast)), ...receiptLines(context, receiptFile)],
    json: { cast: true, receipt, receiptFile, transactionHash, blockNumber, gasUsed },
  };
}

async function castByRelay(
  context: Context,
  { input, ballot }: { input: Input; ballot: SentBallot },
): Promise<Outcome> {
  const chain = await context.chain();
  const { receipt } = ballot;
  const isIncluded = watchBallot({ chain, receipt });
  const receiptFile = await keepSent(context.workspace, ballot);
  // One that is sent again may have come meanwhile.
  if (await isIncluded()) return relayedOutcome(context, { receipt, receiptFile, relayed: undefined });
  const { closesAt } = (await readElection(chain, receipt.electionId)).config;
  try {
    const relayed = await relayInTurn(context, {
      ...{ chain, relays: relaysOf(input), leave: input.flag("leave"), closesAt, isIncluded },
      submission: submissionOf(chain, ballot),
      keep: (promise) => keepRelayReceipt(receiptFile, promise),
    });
    return await relayedOutcome(context, { receipt, receiptFile, relayed });
  } catch (error) {
    if (!isPsephosError(error, "RELAY_FAILED")) throw error;
    if (context.accountName === undefined) {
      context.progress(context.say(relayTexts.otherWays, { file: receiptFile }));
      throw withReceipt(error, receiptFile);
    }
    // Both ways were typed, so this one is wanted; whoever sits there may think again.
    const question = context.say(relayTexts.directly, { account: context.accountName });
    await context.confirm({ yes: !context.interactive, question });
    return castDirectly(context, ballot);
  }
}

/** What the elections' contract takes, as relayers do. */
function submissionOf(chain: Chain, { receipt, words }: SentBallot): RelaySubmission {
  const ciphertexts = ciphertextsFrom(words.slice(PROOF_WORDS + 1), "ballot");
  return {
    ...{ kind: "ballot", chainId: BigInt(chain.chainId), contract: chain.deployment.addresses.elections },
    electionId: receipt.electionId,
    ballot: { proof: words.slice(0, PROOF_WORDS), nullifier: receipt.nullifier, ciphertexts },
  };
}

/** Without `relayed` it was counted before anybody was asked to send it. */
async function relayedOutcome(
  context: Context,
  { receipt, receiptFile, relayed }: { receipt: Receipt; receiptFile: string; relayed: Relayed | undefined },
): Promise<Outcome> {
  const isFinal = relayed?.isFinal ?? true;
  if (isFinal) await dropSent(receiptFile);
  const line = isFinal ? context.style.good(context.say(texts.cast)) : context.say(relayTexts.handedOver);
  return {
    lines: [line, ...receiptLines(context, receiptFile)],
    json: { cast: isFinal, receipt, receiptFile, ...(relayed === undefined ? {} : relayJson(relayed)) },
  };
}

function withReceipt({ code, message, detail, cause }: PsephosError, receiptFile: string): PsephosError {
  return new PsephosError(code, message, { detail: { ...detail, receiptFile }, cause });
}

function receiptLines(context: Context, file: string): string[] {
  return [context.say(texts.receipt, { file }), context.say(texts.receiptMeaning, { file })];
}
