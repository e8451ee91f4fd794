import { sql, type Transaction } from "kysely";
import type { BatchKind } from "../../../chain/sending/batch-calls.ts";
import type { FeeOffer } from "../../../chain/sending/fees.ts";
import type { SignedTransaction } from "../../../chain/sending/raw-transactions.ts";
import type { Database } from "../../store/store.ts";
import type { Tables } from "../../store/tables.ts";

/** What uses one nonce of an account. Its transactions differ in their fee; the newest has the highest. */
export interface Submission {
  readonly id: number;
  readonly account: string;
  readonly nonce: number;
  readonly kind: BatchKind;
  readonly target: bigint;
  readonly gasLimit: bigint;
  readonly state: "signed" | "broadcast" | "mined";
  /** Of the one that was mined. */
  readonly transactionHash: string | null;
  readonly blockNumber: number | null;
  /** Oldest first. */
  readonly transactions: readonly { readonly hash: string; readonly fee: FeeOffer }[];
}

const OPEN_STATES = ["signed", "broadcast", "mined"] as const;
const UNMINED_STATES = ["signed", "broadcast"] as const;

/** Of an account, those that are not over, by nonce. */
export async function openSubmissions(database: Database, account: string): Promise<Submission[]> {
  const rows = await database
    .selectFrom("relay_submissions as s")
    .innerJoin("relay_transactions as t", "t.submission_id", "s.id")
    .where("s.account", "=", account)
    .where("s.state", "in", OPEN_STATES)
    .orderBy("s.nonce")
    .orderBy("t.max_fee_per_gas")
    .orderBy("t.priority_fee")
    .select(["s.id", "s.account", "s.nonce", "s.kind", "s.target", "s.gas_limit", "s.state"])
    .select(["s.transaction_hash", "s.block_number", "t.hash", "t.max_fee_per_gas", "t.priority_fee"])
    .execute();
  const found = new Map<number, Submission>();
  for (const row of rows) {
    const { id } = row;
    const fee = { maxFeePerGas: BigInt(row.max_fee_per_gas), priorityFee: BigInt(row.priority_fee) };
    found.set(id, {
      id,
      account: row.account,
      nonce: row.nonce,
      kind: row.kind,
      target: BigInt(row.target),
      gasLimit: BigInt(row.gas_limit),
      state: row.state as Submission["state"],
      transactionHash: row.transaction_hash,
      blockNumber: row.block_number,
      transactions: [...(found.get(id)?.transactions ?? []), { hash: row.hash, fee }],
    });
  }
  return [...found.values()];
}

export async function otherAccounts(database: Database, account: string): Promise<string[]> {
  const rows = await database
    .selectFrom("relay_submissions")
    .select("account")
    .distinct()
    .where("account", "<>", account)
    .where("state", "in", OPEN_STATES)
    .execute();
  return rows.map((row) => row.account);
}

export async function rawTransaction(database: Database, hash: string): Promise<string | undefined> {
  const row = await database.selectFrom("relay_transactions").select("raw").where("hash", "=", hash).executeTakeFirst();
  return row?.raw;
}

/** Until the transaction ends, nobody else signs for the account. */
export async function lockAccount(
  tx: Transaction<Tables>,
  { address, pendingNonce }: { address: string; pendingNonce: number },
): Promise<number> {
  await tx
    .insertInto("relay_accounts")
    .values({ address, next_nonce: pendingNonce })
    .onConflict((conflict) => conflict.column("address").doNothing())
    .execute();
  const row = await tx
    .selectFrom("relay_accounts")
    .select("next_nonce")
    .where("address", "=", address)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.next_nonce;
}

export interface InFlight {
  readonly count: number;
  /** Wei that they may cost. */
  readonly cost: bigint;
}

export async function inFlight(database: Database, account: string): Promise<InFlight> {
  const row = await database
    .selectFrom("relay_submissions as s")
    .where("s.account", "=", account)
    .where("s.state", "in", UNMINED_STATES)
    .select([
      sql<string>`count(*)`.as("count"),
      sql<string | null>`sum(s.gas_limit * (SELECT max(max_fee_per_gas) FROM relay_transactions t WHERE t.submission_id = s.id))`.as("cost"), // prettier-ignore
    ])
    .executeTakeFirstOrThrow();
  return { count: Number(row.count), cost: BigInt(row.cost ?? 0) };
}

/**
 * The lowest nonce that is free. Nodes give `pendingNonce` up to the first gap in what they know: unless one of ours belongs there and was
 * only dropped, filling it lets all later ones be mined. A submission that failed without being mined leaves its nonce free.
 */
export async function freeNonce(
  tx: Transaction<Tables>,
  { address, nextNonce, pendingNonce }: { address: string; nextNonce: number; pendingNonce: number },
): Promise<number> {
  if (pendingNonce >= nextNonce) return pendingNonce;
  const rows = await tx
    .selectFrom("relay_submissions")
    .select("nonce")
    .where("account", "=", address)
    .where("nonce", ">=", pendingNonce)
    .where((where) => where.or([where("state", "<>", "failed"), where("block_number", "is not", null)]))
    .execute();
  const used = new Set(rows.map((row) => row.nonce));
  let nonce = pendingNonce;
  while (used.has(nonce)) nonce += 1;
  return Math.min(nonce, nextNonce);
}

export interface NewSubmission {
  readonly address: string;
  readonly nonce: number;
  readonly nextNonce: number;
  readonly kind: BatchKind;
  readonly target: string;
  readonly callData: string;
  readonly gasLimit: bigint;
  readonly fee: FeeOffer;
  readonly signed: SignedTransaction;
}

/** Keeps what was signed before anybody else has it, and returns the submission's id. */
export async function insertSubmission(tx: Transaction<Tables>, submission: NewSubmission): Promise<number> {
  const { address, nonce, kind, target, callData, gasLimit } = submission;
  const content = { kind, target, call_data: callData, gas_limit: Number(gasLimit), state: "signed" } as const;
  const row = await tx
    .insertInto("relay_submissions")
    .values({ account: address, nonce, ...content })
    .onConflict((conflict) =>
      conflict
        .columns(["account", "nonce"])
        .doUpdateSet({ ...content, transaction_hash: null, block_number: null })
        .where("relay_submissions.state", "=", "failed"),
    )
    .returning("id")
    .executeTakeFirstOrThrow();
  const id = row.id;
  await tx.deleteFrom("relay_transactions").where("submission_id", "=", id).execute();
  await insertTransaction(tx, { submissionId: id, ...submission });
  await tx
    .updateTable("relay_accounts")
    .set({ next_nonce: Math.max(submission.nextNonce, nonce + 1) })
    .where("address", "=", address)
    .execute();
  return id;
}

export async function insertTransaction(
  tx: Database,
  { submissionId, signed, fee }: { submissionId: number; signed: SignedTransaction; fee: FeeOffer },
): Promise<void> {
  const price = { max_fee_per_gas: String(fee.maxFeePerGas), priority_fee: String(fee.priorityFee) };
  await tx
    .insertInto("relay_transactions")
    .values({ hash: signed.hash, submission_id: submissionId, raw: signed.raw, ...price })
    .execute();
}

/** Locks it if it is not mined; another process may have been faster. */
export async function lockUnmined(
  tx: Transaction<Tables>,
  id: number,
): Promise<{ callData: string; newestHash: string } | undefined> {
  const row = await tx
    .selectFrom("relay_submissions")
    .select("call_data")
    .where("id", "=", id)
    .where("state", "in", UNMINED_STATES)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const newest = await tx
    .selectFrom("relay_transactions")
    .select("hash")
    .where("submission_id", "=", id)
    .orderBy("max_fee_per_gas", "desc")
    .orderBy("priority_fee", "desc")
    .executeTakeFirstOrThrow();
  return { callData: row.call_data, newestHash: newest.hash };
}

export async function markBroadcast(database: Database, { id, hash }: { id: number; hash: string }): Promise<void> {
  await database
    .updateTable("relay_submissions")
    .set({ state: "broadcast" })
    .where("id", "=", id)
    .where("state", "=", "signed")
    .execute();
  await database
    .updateTable("relay_transactions")
    .set({ sent_at: sql<Date>`now()` })
    .where("hash", "=", hash)
    .execute();
}

/** `false`: it was not open any more, and nothing changed. */
export async function endSubmission(
  tx: Database,
  {
    id,
    state,
    mined,
  }: {
    id: number;
    state: "mined" | "failed" | "replaced";
    mined?: { transactionHash: string; blockNumber: number };
  },
): Promise<boolean> {
  const result = await tx
    .updateTable("relay_submissions")
    .set({ state, transaction_hash: mined?.transactionHash ?? null, block_number: mined?.blockNumber ?? null })
    .where("id", "=", id)
    .where(
      "state",
      "in",
      state === "mined" ? OPEN_STATES : [...UNMINED_STATES, ...(mined === undefined ? [] : (["mined"] as const))],
    ) // prettier-ignore
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The chain took its block back: it waits to be mined again. */
export async function reopenSubmission(tx: Database, id: number): Promise<boolean> {
  const result = await tx
    .updateTable("relay_submissions")
    .set({ state: "broadcast", transaction_hash: null, block_number: null })
    .where("id", "=", id)
    .where("state", "=", "mined")
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) return false;
  await tx
    .updateTable("relay_entries")
    .set({ state: "submitted", transaction_hash: null, block_number: null })
    .where("submission_id", "=", id)
    .where("state", "=", "included")
    .execute();
  return true;
}

/** The signed bytes and the call are not needed again: the chain has them. Returns how many entries are final by it; undefined if it was not mined. */
export async function finishSubmission(tx: Database, id: number): Promise<number | undefined> {
  const result = await tx
    .updateTable("relay_submissions")
    .set({ state: "final", call_data: "0x" })
    .where("id", "=", id)
    .where("state", "=", "mined")
    .executeTakeFirst();
  if (result.numUpdatedRows === 0n) return undefined;
  const entries = await tx
    .updateTable("relay_entries")
    .set({ state: "final" })
    .where("submission_id", "=", id)
    .where("state", "=", "included")
    .executeTakeFirst();
  await tx.deleteFrom("relay_transactions").where("submission_id", "=", id).execute();
  return Number(entries.numUpdatedRows);
}

/** Those that no entry names any more. */
export async function deleteOrphans(database: Database): Promise<void> {
  await database
    .deleteFrom("relay_submissions as s")
    .where("s.state", "in", ["final", "replaced", "failed"])
    .where((where) =>
      where.not(
        where.exists(where.selectFrom("relay_entries as e").select("e.id").whereRef("e.submission_id", "=", "s.id")),
      ),
    )
    .execute();
}
