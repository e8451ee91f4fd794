import type { TransactionReceipt } from "ethers";
import type { Chain } from "../../../chain/contracts.ts";
import { askAgain } from "../../../chain/sending/ask-again.ts";
import { readMinedNonce } from "./chain-facts.ts";
import { releaseEntries } from "./entries.ts";
import { handOver } from "./hand-over.ts";
import { raise } from "./raise.ts";
import type { Sending } from "./sending.ts";
import { settle } from "./settle.ts";
import { endSubmission, openSubmissions, rawTransaction, type Submission } from "./submissions.ts";

/** Brings an account's transactions on: hands them to the node again, raises fees, and writes down what was mined. */
export async function follow(sending: Sending, account: string): Promise<readonly Submission[]> {
  const { store, chain, address } = sending;
  const submissions = await openSubmissions(store.database, account);
  const unmined = submissions.filter(({ state }) => state !== "mined");
  if (unmined.length > 0) {
    const minedNonce =
      account === address ? (await sending.facts.recent()).minedNonce : await readMinedNonce(chain, account);
    for (const submission of unmined) {
      if (submission.nonce < minedNonce) await findReceipt(sending, submission);
      else await push(sending, { submission, isNext: submission.nonce === minedNonce });
    }
    if (account === address) await closeGap(sending, unmined);
  }
  return submissions.filter(({ state }) => state === "mined");
}

async function findReceipt(sending: Sending, submission: Submission): Promise<void> {
  const receipt = await receiptOf(sending.chain, submission);
  if (receipt !== undefined) {
    await settle(sending, { submission, receipt });
    return;
  }
  const { missing } = sending.notes;
  const since = missing.get(submission.id) ?? performance.now();
  missing.set(submission.id, since);
  // A node may know the nonce before the receipt; a moment's patience saves a batch from being sent twice.
  if (performance.now() - since >= sending.settings.lostAfterMs) await giveUpNonce(sending, submission);
}

export async function receiptOf(
  { provider }: Chain,
  { transactions }: Submission,
): Promise<TransactionReceipt | undefined> {
  for (const { hash } of [...transactions].reverse()) {
    const receipt = await askAgain(() => provider.getTransactionReceipt(hash));
    if (receipt?.hash === hash) return receipt;
  }
  return undefined;
}

/** Somebody else sent with this account: the entries wait again. Were one of ours mined after all, the chain takes each entry once. */
async function giveUpNonce(sending: Sending, { id, nonce }: Submission): Promise<void> {
  await sending.store.transaction(async (tx) => {
    if (await endSubmission(tx, { id, state: "replaced" })) await releaseEntries(tx, { submissionId: id });
  });
  sending.notes.missing.delete(id);
  sending.meters.lost.inc();
  sending.log.warn({ submission: id, nonce }, "another program sends with the relayer's account");
  await sending.facts.fresh();
}

/**
 * A reorganisation can free a nonce below ours that somebody else had used: then no later one is mined. The entries of the first wait again,
 * and take the free nonce.
 */
async function closeGap(sending: Sending, unmined: readonly Submission[]): Promise<void> {
  const { minedNonce, pendingNonce } = await sending.facts.recent();
  const first = unmined[0]!;
  const { missing } = sending.notes;
  if (first.nonce < minedNonce) return;
  if (first.nonce === minedNonce || pendingNonce > minedNonce) {
    missing.delete(first.id);
    return;
  }
  const since = missing.get(first.id) ?? performance.now();
  missing.set(first.id, since);
  if (performance.now() - since < sending.settings.lostAfterMs) return;
  await sending.store.transaction(async (tx) => {
    if (await endSubmission(tx, { id: first.id, state: "failed" }))
      await releaseEntries(tx, { submissionId: first.id });
  });
  missing.delete(first.id);
  sending.log.warn({ submission: first.id, nonce: minedNonce }, "a nonce below the first transaction is free");
}

async function push(
  sending: Sending,
  { submission, isNext }: { submission: Submission; isNext: boolean },
): Promise<void> {
  const { id, state, account, transactions } = submission;
  const { settings, notes, address } = sending;
  if (notes.underWay.has(id)) return;
  const sent = notes.sent.get(id);
  const now = performance.now();
  const isMine = account === address;
  // Only the next nonce can be mined: those behind it wait for it, not for a better fee.
  if (isMine && isNext && sent !== undefined && now - sent.first >= settings.bumpAfterSeconds * 1_000) {
    await raise(sending, submission);
    return;
  }
  if (state === "broadcast" && sent !== undefined && now - sent.last < settings.rebroadcastAfterMs) return;
  const { hash } = transactions.at(-1)!;
  const raw = await rawTransaction(sending.store.database, hash);
  if (raw === undefined) return;
  const outcome = await handOver(sending, { id, account, hash, raw });
  if (isMine && outcome === "underpriced") await raise(sending, submission);
}
