import type { TransactionReceipt } from "ethers";
import { recordedIn } from "../../../chain/sending/batch-calls.ts";
import { entriesOf, markIncluded, releaseEntries, releaseThese, type Entry } from "./entries.ts";
import { lookUp } from "./refuse.ts";
import type { Sending } from "./sending.ts";
import { endSubmission, type Submission } from "./submissions.ts";

/** Writes down what a mined transaction did: for each entry what the contract itself logged, never what was hoped for. */
export async function settle(
  sending: Sending,
  { submission, receipt }: { submission: Submission; receipt: TransactionReceipt },
): Promise<void> {
  await sending.onStep("relayer.receipt-read");
  if (receipt.status === 1) await settleAccepted(sending, { submission, receipt });
  else await settleReverted(sending, { submission, receipt });
  sending.notes.missing.delete(submission.id);
}

async function settleAccepted(
  sending: Sending,
  { submission, receipt }: { submission: Submission; receipt: TransactionReceipt },
): Promise<void> {
  const { store, chain, gas } = sending;
  const { id, kind, target } = submission;
  const entries = await entriesOf(store.database, id);
  const recorded = recordedIn(chain, { kind, target, logs: receipt.logs });
  const isRecorded = ({ nullifier, words }: Entry): boolean =>
    recorded.some((item) => item.nullifier === nullifier && item.says(words));
  const accepted = entries.filter(isRecorded);
  const inclusion = { transactionHash: receipt.hash, blockNumber: receipt.blockNumber };
  const { absent, unsure } = await lookUp(sending, {
    kind,
    target,
    entries: entries.filter((entry) => !isRecorded(entry)),
  });
  await store.transaction(async (tx) => {
    if (!(await endSubmission(tx, { id, state: "mined", mined: inclusion }))) return;
    await markIncluded(tx, { ids: accepted.map((entry) => entry.id), submissionId: id, inclusion });
    await releaseThese(tx, [...absent, ...unsure].map((entry) => entry.id)); // prettier-ignore
  });
  sending.notes.minedIn.set(receipt.hash, receipt.blockHash);
  if (accepted.length > 0 && accepted.length === recorded.length) {
    gas.learn({ kind, words: accepted[0]!.words.length, count: accepted.length }, receipt.gasUsed);
  }
  if (submission.state !== "mined") sending.meters.entries.inc({ state: "included" }, accepted.length);
  await sending.onStep("relayer.included-stored");
}

/** It paid and changed nothing: most likely somebody else sent the same first, or time ran out. What it held is judged anew. */
async function settleReverted(
  sending: Sending,
  { submission: { id, kind }, receipt }: { submission: Submission; receipt: TransactionReceipt },
): Promise<void> {
  const mined = { transactionHash: receipt.hash, blockNumber: receipt.blockNumber };
  await sending.store.transaction(async (tx) => {
    if (!(await endSubmission(tx, { id, state: "failed", mined }))) return;
    await releaseEntries(tx, { submissionId: id, isAttempt: true });
  });
  sending.gas.forget(kind);
  sending.meters.reverted.inc();
  sending.log.warn({ submission: id, transaction: receipt.hash }, "a transaction reverted");
  await sending.onStep("relayer.included-stored");
}
