import { readElection } from "../../../chain/elections.ts";
import { latestTime } from "../../../chain/time.ts";
import { translating } from "../../../chain/sending/errors.ts";
import { isPsephosError, PsephosError, type ErrorCode } from "../../../errors.ts";
import type { RelayReceipt } from "../../../protocol/relay-receipt.ts";
import { ciphertextsFrom, PROOF_WORDS } from "../../../protocol/words.ts";
import type { Chain } from "../../../roles/chain-session.ts";
import { requireElectionPhase } from "../../../roles/open-election.ts";
import { alreadyCast } from "../../../roles/voter/booth.ts";
import { castBallot } from "../../../roles/voter/cast.ts";
import { giveUpBallot, onItsWay } from "../../../roles/voter/give-up.ts";
import { dropPrepared } from "../../../roles/voter/prepared-ballot.ts";
import { keepRelayReceipt, keepSent, openSent, type SentBallot } from "../../../roles/voter/sent-ballot.ts";
import { getRelay } from "../../../server/client/endpoints.ts";
import { latestPromise, submitToRelay, type RelaySubmission } from "../../../server/client/relay.ts";
import { heldAccount } from "../held-account.ts";
import { heldChain, services, workspace } from "../session.ts";
import { checkedElection } from "./elections.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { castSearchIn, firstCast, preparedFile } from "./place.ts";
import { nothingPrepared, preparedAsSeen } from "./prepare.ts";
import { findKept, latestPromiseFor, type ReceiptPlace } from "./receipts.ts";

/**
 * Casts the ballot that waits, if it is the one that the person saw. First it is kept with its receipt, and from then on it alone can be sent: whatever breaks afterwards, the
 * very same ballot goes on when the receipt is opened. `trouble` is what kept it from being handed over at once.
 */
export async function castPrepared(
  seen: ReceiptPlace,
): Promise<{ ballotHash: string; trouble: ErrorCode | undefined }> {
  const { electionId } = seen;
  return oneAtATime(electionId, async () => {
    const { receipt, words } = await preparedAsSeen(seen);
    const file = await preparedFile(electionId);
    await requireCastable({ chain: await heldChain(), ballot: { receipt, words } });
    await keepSent(workspace, { receipt, words });
    await dropPrepared(file);
    const place = { electionId, ballotHash: receipt.ballotHash };
    return { ballotHash: receipt.ballotHash, trouble: await handOver(place).then(() => undefined, codeOf) };
  });
}

/** Without a connection it is kept and sent later; where the chain answers, it must be able to take it. */
async function requireCastable({ chain, ballot }: { chain: Chain; ballot: SentBallot }): Promise<void> {
  const { electionId, nullifier } = ballot.receipt;
  const record = await translating(readElection(chain, electionId)).catch(unlessOffline);
  if (record !== undefined) requireElectionPhase(record, "voting");
  if ((await firstCast(electionId, [nullifier]).catch(unlessOffline)) !== undefined) throw alreadyCast();
}

function unlessOffline(error: unknown): undefined {
  if (isPsephosError(error) && error.exitClass === "environment") return undefined;
  throw error;
}

function codeOf(error: unknown): ErrorCode {
  return isPsephosError(error) ? error.code : "UNEXPECTED";
}

/** Gives a kept ballot to the portal's relayer; the same ballot has one ticket, however often it is given. */
export async function handOver(place: ReceiptPlace): Promise<RelayReceipt> {
  const kept = await findKept(place);
  if (kept === undefined) throw nothingPrepared();
  const [chain, ballot, earlier] = [await heldChain(), await openSent(kept.file), await latestPromiseFor(kept)];
  const facts = await services.call(getRelay);
  const contract = chain.deployment.addresses.elections.toLowerCase();
  if (facts.chainId !== BigInt(chain.chainId) || facts.contracts.elections !== contract) {
    throw new PsephosError("RELAY_UNTRUSTED", "The sending service works for other contracts than this portal's.");
  }
  const { closesAt } = (await translating(readElection(chain, place.electionId))).config;
  const now = await translating(latestTime(chain));
  const latest = latestPromise({ now, longestDelaySeconds: facts.delaySeconds.max, closesAt });
  const submission = submissionOf(chain, ballot);
  const receipt = await submitToRelay({ client: services, relayer: facts.address, submission, latest, earlier });
  await keepRelayReceipt(kept.file, receipt);
  return receipt;
}

/** Casts a kept ballot from the account that is open here. Refused for certain, it takes its receipt with it, unless a service holds it too. */
export async function castKept(place: ReceiptPlace): Promise<void> {
  await oneAtATime(place.electionId, async () => {
    const kept = await findKept(place);
    if (kept === undefined) throw nothingPrepared();
    const ballot = await openSent(kept.file);
    const isCast = castSearchIn(place.electionId);
    await castBallot({ chain: await heldChain(), account: heldAccount(), workspace, ballot, isCast });
  });
}

/** What a relayer says of a ballot that it does not have and that no contract would take. */
export const NEVER_COUNTED: readonly ErrorCode[] = ["PROOF_INVALID", "POINT_INVALID"];

/**
 * Gives up a kept ballot that can never be counted, so that a new one can be made. It is handed over once more first: a relayer that has it
 * whole from an earlier time says so, whatever became of the copy here.
 */
export async function startAnew(place: ReceiptPlace): Promise<void> {
  await oneAtATime(place.electionId, async () => {
    const kept = await findKept(place);
    if (kept === undefined) throw nothingPrepared();
    const refusal = await handOver(place).then(
      () => onItsWay(),
      (error: unknown) => error,
    );
    if (!isPsephosError(refusal) || !NEVER_COUNTED.includes(refusal.code)) throw refusal;
    const { election } = await checkedElection(place.electionId);
    await giveUpBallot({ receiptFile: kept.file, election, isCast: castSearchIn(place.electionId) });
  });
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
