import type { TransactionReceipt } from "ethers";
import type { Chain } from "../../../chain/contracts.ts";
import { recordedIn } from "../../../chain/sending/batch-calls.ts";
import { askAgain } from "../../../chain/sending/ask-again.ts";
import { entriesOf, includedElsewhere, markFinal, markIncluded, releaseThese, type Entry } from "./entries.ts";
import { receiptOf } from "./follow.ts";
import { finalNumber } from "./second-opinions.ts";
import type { Sending } from "./sending.ts";
import { settle } from "./settle.ts";
import { finishSubmission, reopenSubmission, type Submission } from "./submissions.ts";

/** Takes back what the chain took back, and calls final what it cannot take back any more. */
export async function watchMined(sending: Sending, mined: readonly Submission[]): Promise<void> {
  await noticeReorganisation(sending);
  const elsewhere = await includedElsewhere(sending.store.database);
  if (mined.length === 0 && elsewhere.length === 0) return;
  const final = await finalNumber(sending);
  const hashes = new Map<number, Promise<string | undefined>>();
  const hashOf = (number: number): Promise<string | undefined> => {
    let hash = hashes.get(number);
    if (hash === undefined) hashes.set(number, (hash = canonicalHash(sending.chain, number)));
    return hash;
  };
  for (const submission of mined) {
    const checked = sending.notes.minedIn.get(submission.transactionHash!);
    const isFinal = submission.blockNumber! <= final;
    if (checked === undefined) await checkAgain(sending, submission);
    else if (isFinal && checked !== (await hashOf(submission.blockNumber!))) await checkAgain(sending, submission);
    else if (isFinal) await finish(sending, submission);
  }
  await watchElsewhere(sending, { entries: elsewhere, final });
}

/** What was learnt from blocks holds as long as each new block descends from the last one seen. */
async function noticeReorganisation(sending: Sending): Promise<void> {
  const { head } = await sending.facts.recent();
  const previous = sending.notes.head;
  sending.notes.head = { number: head.number, hash: head.hash };
  if (previous === undefined || previous.hash === head.hash || previous.hash === head.parentHash) return;
  if (previous.number <= head.number && (await canonicalHash(sending.chain, previous.number)) === previous.hash) return;
  sending.log.warn({ block: previous.number }, "the chain was reorganised");
  sending.notes.minedIn.clear();
}

async function canonicalHash({ provider }: Chain, number: number): Promise<string | undefined> {
  return (await askAgain(() => provider.getBlock(number)))?.hash ?? undefined;
}

/** After a restart or a reorganisation: the receipt says in which block the transaction stands now, if in any. */
async function checkAgain(sending: Sending, submission: Submission): Promise<void> {
  const receipt = await receiptOf(sending.chain, submission);
  if (receipt !== undefined) {
    await settle(sending, { submission, receipt });
    return;
  }
  if (await sending.store.transaction((tx) => reopenSubmission(tx, submission.id))) {
    sending.meters.undone.inc();
    sending.log.warn({ submission: submission.id }, "a transaction was taken back, and is sent again");
  }
  // Handed to the node again at the next look.
  sending.notes.sent.delete(submission.id);
  sending.notes.missing.delete(submission.id);
}

async function finish(sending: Sending, { id, kind, target, transactionHash }: Submission): Promise<void> {
  if (sending.secondOpinions.length > 0) {
    const entries = await entriesOf(sending.store.database, id);
    if (!(await othersAgree(sending, { transactionHash: transactionHash!, kind, target, entries }))) return;
  }
  const finalCount = await sending.store.transaction((tx) => finishSubmission(tx, id));
  if (finalCount === undefined) return;
  sending.meters.entries.inc({ state: "final" }, finalCount);
  sending.notes.minedIn.delete(transactionHash!);
  sending.notes.sent.delete(id);
  await sending.onStep("relayer.final-stored");
}

interface Claim {
  readonly transactionHash: string;
  readonly kind: Submission["kind"];
  readonly target: bigint;
  readonly entries: readonly Entry[];
}

/** One node alone is not believed that something is final where others can be asked: each must show the same logs. */
async function othersAgree(sending: Sending, claim: Claim): Promise<boolean> {
  for (const chain of sending.secondOpinions) {
    const receipt = await chain.provider.getTransactionReceipt(claim.transactionHash).catch(() => undefined);
    if (receipt === undefined || receipt === null) {
      sending.notes.doubt = receipt === undefined ? "unanswered" : "contradicted";
      return false;
    }
    if (!shows(chain, { claim, receipt })) {
      sending.notes.doubt = "contradicted";
      sending.log.error({ transaction: claim.transactionHash }, "nodes disagree about a receipt");
      return false;
    }
  }
  sending.notes.doubt = undefined;
  return true;
}

function shows(chain: Chain, { claim, receipt }: { claim: Claim; receipt: TransactionReceipt }): boolean {
  const recorded = recordedIn(chain, { ...claim, logs: receipt.logs });
  return (
    receipt.status === 1 &&
    claim.entries.every(({ nullifier, words }) =>
      recorded.some((item) => item.nullifier === nullifier && item.says(words)),
    )
  );
}

/** Entries that somebody else's transaction took: the same care, without anything of our own to send again but the entry. */
async function watchElsewhere(
  sending: Sending,
  { entries, final }: { entries: Awaited<ReturnType<typeof includedElsewhere>>; final: number },
): Promise<void> {
  const { chain, store, notes } = sending;
  for (const entry of entries) {
    const isChecked = notes.minedIn.has(entry.transactionHash);
    if (isChecked && entry.blockNumber > final) continue;
    const receipt = await askAgain(() => chain.provider.getTransactionReceipt(entry.transactionHash));
    const claim = { ...entry, entries: [entry] };
    if (receipt === null || !shows(chain, { claim, receipt })) {
      await releaseThese(store.database, [entry.id]);
      continue;
    }
    notes.minedIn.set(entry.transactionHash, receipt.blockHash);
    if (receipt.blockNumber !== entry.blockNumber) {
      const inclusion = { transactionHash: receipt.hash, blockNumber: receipt.blockNumber };
      await markIncluded(store.database, { ids: [entry.id], submissionId: null, inclusion });
    } else if (entry.blockNumber <= final && (await othersAgree(sending, claim))) {
      await markFinal(store.database, [entry.id]);
      sending.meters.entries.inc({ state: "final" });
    }
  }
}
