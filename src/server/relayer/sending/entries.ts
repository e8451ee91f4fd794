import { sql, type Transaction } from "kysely";
import type { BatchItem } from "../../../chain/sending/batch-calls.ts";
import type { ErrorCode } from "../../../errors.ts";
import type { Database } from "../../store/store.ts";
import type { Tables } from "../../store/tables.ts";
import type { EntryKind } from "../../store/tables/relay.ts";

/** Entries that can go in one transaction. */
export interface EntryGroup {
  readonly kind: EntryKind;
  /** Decimal. */
  readonly target: string;
  readonly attempts: number;
  readonly waiting: number;
  /** The first of them has waited for its time. */
  readonly isDue: boolean;
}

export interface Entry extends BatchItem {
  readonly id: string;
  readonly nullifier: bigint;
  /** Chain time from which the target takes no more, unix seconds. */
  readonly closesAt: number | undefined;
}

/** Where an entry was found on the chain. */
export interface Inclusion {
  readonly transactionHash: string;
  readonly blockNumber: number;
}

export async function waitingGroups(database: Database): Promise<EntryGroup[]> {
  const rows = await database
    .selectFrom("relay_entries")
    .where("state", "=", "received")
    .groupBy(["kind", "target", "attempts"])
    .select([
      "kind",
      "target",
      "attempts",
      sql<string>`count(*)`.as("waiting"),
      sql<boolean>`bool_or(due_at IS NULL OR due_at <= now())`.as("is_due"),
    ])
    .execute();
  return rows.map(({ is_due: isDue, waiting, ...group }) => ({ ...group, waiting: Number(waiting), isDue }));
}

const ENTRY_COLUMNS = ["id", "nullifier", "words", "commitment", "closes_at"] as const;

interface EntryRow {
  readonly id: string;
  readonly nullifier: string;
  readonly words: string[];
  readonly commitment: string | null;
  readonly closes_at: number | null;
}

function toEntry(row: EntryRow): Entry {
  return {
    id: row.id,
    nullifier: BigInt(row.nullifier),
    words: row.words.map(BigInt),
    ...(row.commitment === null ? {} : { commitment: BigInt(row.commitment) }),
    closesAt: row.closes_at ?? undefined,
  };
}

/** Those that are due first; `page` lets several senders look at different ones. Nothing is taken yet. */
export async function peekEntries(
  database: Database,
  { kind, target, attempts, count, page }: EntryGroup & { count: number; page: number },
): Promise<Entry[]> {
  const rows = await database
    .selectFrom("relay_entries")
    .select(ENTRY_COLUMNS)
    .where("state", "=", "received")
    .where("kind", "=", kind)
    .where("target", "=", target)
    .where("attempts", "=", attempts)
    .orderBy("due_at")
    .limit(count)
    .offset(page * count)
    .execute();
  return rows.map(toEntry);
}

/** Locks those that nobody has taken meanwhile, and returns their ids. */
export async function lockWaiting(tx: Transaction<Tables>, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom("relay_entries")
    .select("id")
    .where("id", "in", ids)
    .where("state", "=", "received")
    .forUpdate()
    .skipLocked()
    .execute();
  return new Set(rows.map(({ id }) => id));
}

export async function entriesOf(database: Database, submissionId: number): Promise<Entry[]> {
  const rows = await database
    .selectFrom("relay_entries")
    .select(ENTRY_COLUMNS)
    .where("submission_id", "=", submissionId)
    .where("state", "in", ["submitted", "included"])
    .execute();
  return rows.map(toEntry);
}

export async function markSubmitted(
  tx: Database,
  { ids, submissionId }: { ids: readonly string[]; submissionId: number },
): Promise<void> {
  await tx
    .updateTable("relay_entries")
    .set({ state: "submitted", submission_id: submissionId, due_at: null })
    .where("id", "in", ids)
    .execute();
}

/** `submissionId`: whose transaction it is; null for somebody else's. */
export async function markIncluded(
  tx: Database,
  { ids, submissionId, inclusion }: { ids: readonly string[]; submissionId: number | null; inclusion: Inclusion },
): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable("relay_entries")
    .set({
      state: "included",
      submission_id: submissionId,
      transaction_hash: inclusion.transactionHash,
      block_number: inclusion.blockNumber,
      due_at: null,
    })
    .where("id", "in", ids)
    .where("state", "in", ["received", "submitted", "included"])
    .execute();
}

const OUT_OF_TRANSACTION = {
  state: "received",
  submission_id: null,
  transaction_hash: null,
  block_number: null,
  due_at: sql<Date>`now()`,
} as const;

/** Back to waiting, due at once. */
export async function releaseEntries(
  tx: Database,
  { submissionId, isAttempt = false }: { submissionId: number; isAttempt?: boolean },
): Promise<void> {
  await tx
    .updateTable("relay_entries")
    .set({ ...OUT_OF_TRANSACTION, attempts: sql<number>`attempts + ${isAttempt ? 1 : 0}` })
    .where("submission_id", "=", submissionId)
    .where("state", "in", ["submitted", "included"])
    .execute();
}

export async function releaseThese(tx: Database, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable("relay_entries")
    .set(OUT_OF_TRANSACTION)
    .where("id", "in", ids)
    .where("state", "in", ["submitted", "included"])
    .execute();
}

/** Not before `seconds` from now, unless enough others wait. */
export async function postpone(
  database: Database,
  { ids, seconds }: { ids: readonly string[]; seconds: number },
): Promise<void> {
  await database
    .updateTable("relay_entries")
    .set({ due_at: sql<Date>`now() + make_interval(secs => ${seconds})` })
    .where("id", "in", ids)
    .where("state", "=", "received")
    .execute();
}

/** Over: its ticket says why, and the same voter or holder may hand in another. */
export async function refuseEntries(
  database: Database,
  { ids, code }: { ids: readonly string[]; code: ErrorCode },
): Promise<void> {
  if (ids.length === 0) return;
  await database
    .updateTable("relay_entries")
    .set({ state: "refused", reason: code, submission_id: null, due_at: null })
    .where("id", "in", ids)
    .where("state", "in", ["received", "submitted", "included"])
    .execute();
}

/** Entries that wait after so many attempts or more. */
export async function spentEntries(
  database: Database,
  attempts: number,
): Promise<(Entry & { kind: EntryKind; target: bigint })[]> {
  const rows = await database
    .selectFrom("relay_entries")
    .select([...ENTRY_COLUMNS, "kind", "target"])
    .where("state", "=", "received")
    .where("attempts", ">=", attempts)
    .limit(100)
    .execute();
  return rows.map((row) => ({ ...toEntry(row), kind: row.kind, target: BigInt(row.target) }));
}

/** Not before `seconds` from now, as if it had had so many attempts. */
export async function tryOnceMore(
  database: Database,
  { id, attempts, seconds }: { id: string; attempts: number; seconds: number },
): Promise<void> {
  await database
    .updateTable("relay_entries")
    .set({ attempts, due_at: sql<Date>`now() + make_interval(secs => ${seconds})` })
    .where("id", "=", id)
    .where("state", "=", "received")
    .execute();
}

/** Entries that stand on the chain through a transaction of somebody else. */
export async function includedElsewhere(
  database: Database,
): Promise<(Entry & Inclusion & { kind: EntryKind; target: bigint })[]> {
  const rows = await database
    .selectFrom("relay_entries")
    .select([...ENTRY_COLUMNS, "kind", "target", "transaction_hash", "block_number"])
    .where("state", "=", "included")
    .where("submission_id", "is", null)
    .limit(1_000)
    .execute();
  return rows.map((row) => ({
    ...toEntry(row),
    kind: row.kind,
    target: BigInt(row.target),
    transactionHash: row.transaction_hash!,
    blockNumber: Number(row.block_number),
  }));
}

export async function markFinal(database: Database, ids: readonly string[]): Promise<void> {
  await database
    .updateTable("relay_entries")
    .set({ state: "final" })
    .where("id", "in", ids)
    .where("state", "=", "included")
    .execute();
}

/** Where nothing closes, from when the entry was to be sent. */
export async function deleteFinished(
  database: Database,
  { chainTime, retentionSeconds }: { chainTime: number; retentionSeconds: number },
): Promise<void> {
  await database
    .deleteFrom("relay_entries")
    .where("state", "in", ["final", "refused"])
    .where(sql<boolean>`coalesce(closes_at, submit_by) + ${retentionSeconds}::bigint <= ${chainTime}::bigint`)
    .execute();
}
