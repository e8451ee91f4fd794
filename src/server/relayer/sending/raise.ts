import { batchContract, encodeBatch } from "../../../chain/sending/batch-calls.ts";
import { raiseFee } from "../../../chain/sending/fees.ts";
import { signTransaction, type SignedTransaction } from "../../../chain/sending/raw-transactions.ts";
import { entriesOf, releaseThese } from "./entries.ts";
import { handOver } from "./hand-over.ts";
import type { Sending } from "./sending.ts";
import { insertTransaction, lockUnmined, type Submission } from "./submissions.ts";

/** Sends a submission again with the same nonce and a higher fee; at most one of the two can be mined. */
export async function raise(sending: Sending, submission: Submission): Promise<void> {
  const { store, settings, notes } = sending;
  const { market, head } = await sending.facts.fresh();
  const newest = submission.transactions.at(-1)!;
  const fee = raiseFee(newest.fee, { market, limits: settings });
  if (fee === undefined) {
    if (market.gasPrice > 0n) notes.hold = "fee-above-limit";
    return;
  }
  const isTooLarge = submission.gasLimit > head.gasLimit;
  const smaller = isTooLarge ? await halved(sending, submission) : undefined;
  const signed = await store.transaction(async (tx): Promise<SignedTransaction | undefined> => {
    const current = await lockUnmined(tx, submission.id);
    if (current?.newestHash !== newest.hash) return undefined;
    const { callData, gasLimit } = smaller ?? { callData: current.callData, gasLimit: submission.gasLimit };
    const transaction = signTransaction({
      connection: sending.chain,
      account: sending.account,
      to: batchContract(sending.chain, submission.kind),
      data: callData,
      nonce: submission.nonce,
      gasLimit,
      fee,
      hasBaseFee: market.baseFee !== undefined,
    });
    await insertTransaction(tx, { submissionId: submission.id, signed: transaction, fee });
    if (smaller === undefined) return transaction;
    await tx
      .updateTable("relay_submissions")
      .set({ call_data: callData, gas_limit: Number(gasLimit) })
      .where("id", "=", submission.id)
      .execute();
    await releaseThese(tx, smaller.released);
    return transaction;
  });
  if (signed === undefined) return;
  sending.meters.raised.inc();
  notes.sent.delete(submission.id);
  await handOver(sending, { id: submission.id, account: submission.account, ...signed });
}

/** Blocks have become smaller than the transaction: half of its entries go on, and the others wait again. */
async function halved(
  sending: Sending,
  { id, kind, target, gasLimit }: Submission,
): Promise<{ callData: string; gasLimit: bigint; released: string[] } | undefined> {
  const entries = await entriesOf(sending.store.database, id);
  if (entries.length < 2) return undefined;
  const items = entries.slice(0, entries.length >> 1);
  const size = { kind, words: items[0]!.words.length, count: items.length };
  const limit = sending.gas.limitFor(size);
  return {
    callData: encodeBatch({ kind, target, items }),
    gasLimit: limit < gasLimit ? limit : gasLimit,
    released: entries.slice(items.length).map((entry) => entry.id),
  };
}
