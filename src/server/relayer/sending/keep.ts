import { batchContract, encodeBatch } from "../../../chain/sending/batch-calls.ts";
import type { FeeOffer } from "../../../chain/sending/fees.ts";
import { signTransaction, type SignedTransaction } from "../../../chain/sending/raw-transactions.ts";
import type { ChainFacts } from "./chain-facts.ts";
import { lockWaiting, markSubmitted, type Entry, type EntryGroup } from "./entries.ts";
import type { Sending } from "./sending.ts";
import { freeNonce, insertSubmission, lockAccount } from "./submissions.ts";

/** Of one submission, kept and not yet handed to the node. */
export interface Kept extends SignedTransaction {
  readonly id: number;
}

export interface BatchesToKeep {
  readonly group: EntryGroup;
  /** Each for a transaction of its own. */
  readonly batches: readonly (readonly Entry[])[];
  readonly facts: ChainFacts;
  readonly fee: FeeOffer;
}

/**
 * Takes entries, nonces and signatures into the store, all or nothing, before anybody else sees a transaction: whoever comes after a
 * crash finds either waiting entries or the bytes to send. Without the entries that others took meanwhile; in the order of the nonces.
 */
export async function keep(sending: Sending, { group, batches, facts, fee }: BatchesToKeep): Promise<Kept[]> {
  const { store, chain, address, account, gas, meters } = sending;
  const { kind, target } = group;
  const to = batchContract(chain, kind);
  const { pendingNonce } = facts;
  const hasBaseFee = facts.market.baseFee !== undefined;
  const taken = await store.transaction(async (tx) => {
    const kept: (Kept & { count: number })[] = [];
    let nextNonce = await lockAccount(tx, { address, pendingNonce });
    const locked = await lockWaiting(tx, batches.flat().map(({ id }) => id)); // prettier-ignore
    for (const batch of batches) {
      const items = batch.filter(({ id }) => locked.has(id));
      if (items.length === 0) continue;
      const nonce = await freeNonce(tx, { address, nextNonce, pendingNonce });
      await sending.onStep("relayer.nonce-reserved");
      const callData = encodeBatch({ kind, target: BigInt(target), items });
      const gasLimit = gas.limitFor({ kind, words: items[0]!.words.length, count: items.length });
      const draft = { to, data: callData, nonce, gasLimit, fee, hasBaseFee };
      const signed = signTransaction({ connection: chain, account, ...draft });
      await sending.onStep("relayer.signed");
      const submission = { address, nonce, nextNonce, kind, target, callData, gasLimit, fee, signed };
      const id = await insertSubmission(tx, submission);
      await markSubmitted(tx, { ids: items.map((item) => item.id), submissionId: id });
      nextNonce = Math.max(nextNonce, nonce + 1);
      kept.push({ id, count: items.length, ...signed });
    }
    return kept;
  });
  meters.submissions.inc(taken.length);
  meters.entries.inc({ state: "submitted" }, taken.reduce((sum, { count }) => sum + count, 0)); // prettier-ignore
  return taken;
}
