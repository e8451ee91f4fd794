import { broadcast, type BroadcastOutcome, type SignedTransaction } from "../../../chain/sending/raw-transactions.ts";
import { releaseEntries } from "./entries.ts";
import type { Sending } from "./sending.ts";
import { endSubmission, markBroadcast } from "./submissions.ts";

/** Broadcasts what is kept, whichever account signed it. What no node takes is undone: its entries wait again, and its nonce is free. */
export async function handOver(
  sending: Sending,
  { id, account, hash, raw }: SignedTransaction & { id: number; account: string },
): Promise<BroadcastOutcome> {
  const { store, notes, log } = sending;
  notes.underWay.add(id);
  const outcome = await broadcast(sending.chain, raw).finally(() => notes.underWay.delete(id));
  const last = performance.now();
  notes.sent.set(id, { first: notes.sent.get(id)?.first ?? last, last });
  if (outcome === "taken") {
    await markBroadcast(store.database, { id, hash });
    await sending.onStep("relayer.broadcast");
  } else if (outcome !== "nonce-used") {
    // A used nonce mostly means that the transaction was mined already; the receipt tells.
    log.warn({ submission: id, outcome }, "the node did not take a transaction");
  }
  // Of another account it says nothing about this one's coins.
  if (outcome === "unpaid" && account === sending.address) notes.hold = "wallet-empty";
  if (outcome === "unpaid" || outcome === "too-large") await undo(sending, id);
  return outcome;
}

async function undo({ store, facts }: Sending, id: number): Promise<void> {
  await store.transaction(async (tx) => {
    if (await endSubmission(tx, { id, state: "failed" })) await releaseEntries(tx, { submissionId: id });
  });
  await facts.fresh();
}
