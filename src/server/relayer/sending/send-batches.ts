import { randomInt } from "node:crypto";
import { batchContract, encodeBatch } from "../../../chain/sending/batch-calls.ts";
import { offerFee, type FeeOffer } from "../../../chain/sending/fees.ts";
import { signTransaction, type SignedTransaction } from "../../../chain/sending/raw-transactions.ts";
import type { ChainFacts } from "./chain-facts.ts";
import { lockWaiting, markSubmitted, peekEntries, waitingGroups, type Entry, type EntryGroup } from "./entries.ts";
import { handOver } from "./hand-over.ts";
import { prepare } from "./prepare.ts";
import type { Hold, Sending } from "./sending.ts";
import { SIZES_BY_ATTEMPTS } from "./settings.ts";
import { shuffled } from "./shuffle.ts";
import { freeNonce, inFlight, insertSubmission, lockAccount } from "./submissions.ts";

/** Pages of waiting entries that senders choose from, so that two of them seldom prepare the same. */
const PAGES = 4;
/** What was not taken in full is tried again soon, not at once. */
const PAUSE_MS = 1_000;

/** One batch of each group that is ready. `true` if there may be more at once. */
export async function sendBatches(sending: Sending): Promise<boolean> {
  const { store, notes, meters } = sending;
  const groups = await waitingGroups(store.database);
  meters.waiting.set(groups.reduce((sum, { waiting }) => sum + waiting, 0));
  let hasMore = false;
  for (const group of shuffled(groups)) {
    const size = sizeOf(sending, group);
    // What reverted goes alone or nearly so: then a few that were put off would not wait at all.
    const isReady = group.isDue || (group.attempts === 0 && group.waiting >= size);
    if (!isReady || isSpent(group) || performance.now() < (notes.pauses.get(keyOf(group)) ?? 0)) continue;
    const isSent = await sendBatch(sending, { group, size });
    if (!isSent) notes.pauses.set(keyOf(group), performance.now() + PAUSE_MS);
    hasMore ||= isSent;
  }
  if (groups.length === 0) notes.hold = undefined;
  return hasMore;
}

function sizeOf({ settings }: Sending, { attempts }: EntryGroup): number {
  return Math.min(settings.batchSize, SIZES_BY_ATTEMPTS[attempts] ?? 1);
}

/** To be given up, unless other nodes say otherwise. */
function isSpent({ attempts }: EntryGroup): boolean {
  return attempts >= SIZES_BY_ATTEMPTS.length;
}

function keyOf({ kind, target, attempts }: EntryGroup): string {
  return `${kind}:${target}:${attempts}`;
}

/** `false` if nothing could be sent now. */
async function sendBatch(sending: Sending, { group, size }: { group: EntryGroup; size: number }): Promise<boolean> {
  const { store, settings, notes } = sending;
  const facts = await sending.facts.recent();
  const fee = offerFee(facts.market, settings);
  if (fee === undefined) return hold(sending, "fee-above-limit");
  const flying = await inFlight(store.database, sending.address);
  sending.meters.inFlight.set(flying.count);
  if (flying.count >= settings.maxInFlight) return false;
  const pages = Math.max(1, Math.min(PAGES, Math.floor(group.waiting / size)));
  const waiting = await peekEntries(store.database, { ...group, count: size, page: randomInt(pages) });
  if (waiting.length === 0) return false;
  const words = waiting[0]!.words.length;
  const most = sending.gas.mostItems({ kind: group.kind, words }, facts.head.gasLimit);
  if (most === 0) return hold(sending, "block-too-small");
  const entries = shuffled(waiting.slice(0, most));
  const gasLimit = sending.gas.limitFor({ kind: group.kind, words, count: entries.length });
  // What flies may cost less, but an account that runs empty in between blocks its own nonces.
  if (facts.balance < flying.cost + gasLimit * fee.maxFeePerGas) return hold(sending, "wallet-empty");
  notes.hold = undefined;

  const good = await prepare(sending, { kind: group.kind, target: BigInt(group.target), entries });
  // Asked at once again it would be told the same.
  if (good.length === 0) return false;
  await sending.onStep("relayer.batch-taken");
  const kept = await keep(sending, { group, entries: good, facts, fee });
  if (kept === undefined) return false;
  await sending.onStep("relayer.submission-stored");
  await handOver(sending, { ...kept, account: sending.address });
  return true;
}

function hold({ notes, log }: Sending, reason: Hold): false {
  if (notes.hold !== reason) log.warn({ reason }, "entries wait");
  notes.hold = reason;
  return false;
}

interface Kept extends SignedTransaction {
  readonly id: number;
}

interface BatchToKeep {
  readonly group: EntryGroup;
  readonly entries: readonly Entry[];
  readonly facts: ChainFacts;
  readonly fee: FeeOffer;
}

/**
 * Takes entries, a nonce and a signature into the store, all or nothing, before anybody else sees the transaction: whoever comes after a
 * crash finds either waiting entries or the bytes to send. Undefined if others took the entries meanwhile.
 */
async function keep(sending: Sending, { group, entries, facts, fee }: BatchToKeep): Promise<Kept | undefined> {
  const { store, chain, address, account } = sending;
  const { kind, target } = group;
  const kept = await store.transaction(async (tx): Promise<Kept | undefined> => {
    const nextNonce = await lockAccount(tx, { address, pendingNonce: facts.pendingNonce });
    const locked = await lockWaiting(tx, entries.map(({ id }) => id)); // prettier-ignore
    const items = entries.filter(({ id }) => locked.has(id));
    if (items.length === 0) return undefined;
    const nonce = await freeNonce(tx, { address, nextNonce, pendingNonce: facts.pendingNonce });
    await sending.onStep("relayer.nonce-reserved");
    const callData = encodeBatch({ kind, target: BigInt(target), items });
    const gasLimit = sending.gas.limitFor({ kind, words: items[0]!.words.length, count: items.length });
    const signed = signTransaction({
      connection: chain,
      account,
      to: batchContract(chain, kind),
      data: callData,
      nonce,
      gasLimit,
      fee,
      hasBaseFee: facts.market.baseFee !== undefined,
    });
    await sending.onStep("relayer.signed");
    const submission = { address, nonce, nextNonce, kind, target, callData, gasLimit, fee, signed };
    const id = await insertSubmission(tx, submission);
    await markSubmitted(tx, { ids: items.map((item) => item.id), submissionId: id });
    return { id, ...signed };
  });
  if (kept !== undefined) {
    sending.meters.submissions.inc();
    sending.meters.entries.inc({ state: "submitted" }, entries.length);
  }
  return kept;
}
