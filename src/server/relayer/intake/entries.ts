import { randomUUID } from "node:crypto";
import { sql, type RawBuilder, type Transaction } from "kysely";
import { PsephosError, isPsephosError } from "../../../errors.ts";
import { reasonOf } from "../../store/refusals.ts";
import type { Database, Store } from "../../store/store.ts";
import type { Tables } from "../../store/tables.ts";
import type { EntryState } from "../../store/tables/relay.ts";
import type { Candidate } from "./candidate.ts";

/** What is kept of a candidate, as far as its sender may know. */
export interface Kept {
  readonly ticket: string;
  readonly state: EntryState;
  readonly contentHash: string;
  readonly submitBy: number;
}

export interface EntryView {
  readonly ticket: string;
  readonly state: EntryState;
  readonly transactionHash: string | null;
  readonly blockNumber: number | null;
  readonly reason: string | null;
}

/** For each candidate the entries that stand in its place: of its own content, or of another. Refused ones stand in nobody's way. */
export async function findKept(database: Database, candidates: readonly Candidate[]): Promise<(Kept | undefined)[]> {
  if (candidates.length === 0) return [];
  const { rows } = await keptQuery(candidates).execute(database);
  const byPlace = new Map(rows.map(({ place, ...kept }) => [place, kept]));
  return candidates.map((_, place) => byPlace.get(place));
}

/** Three questions, since attestations and withdrawals are told apart by their content, and others not: the index of each holds it alone. */
export function keptQuery(candidates: readonly Candidate[]): RawBuilder<Kept & { place: number }> {
  const wanted = candidates.map(({ kind, target, nullifier, contentHash }, place) => ({
    ...{ place, kind, target: String(target), nullifier: String(nullifier) },
    content: contentHash,
  }));
  const found = sql`w.place, e.id AS ticket, e.state, e.content_hash AS "contentHash", e.submit_by AS "submitBy"`;
  return sql`
    WITH w AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
        AS w(place integer, kind text, target text, nullifier numeric, content text))
    SELECT ${found} FROM w
    JOIN relay_entries e ON e.kind = w.kind AND e.target = w.target AND e.nullifier = w.nullifier
    WHERE e.state <> 'refused' AND e.kind <> 'attestation' AND e.kind <> 'withdrawal'
    UNION ALL
    SELECT ${found} FROM w
    JOIN relay_entries e ON e.target = w.target AND e.nullifier = w.nullifier AND e.content_hash = w.content
    WHERE e.state <> 'refused' AND e.kind = 'attestation' AND w.kind = 'attestation'
    UNION ALL
    SELECT ${found} FROM w
    JOIN relay_entries e ON e.target = w.target AND e.nullifier = w.nullifier AND e.content_hash = w.content
    WHERE e.state <> 'refused' AND e.kind = 'withdrawal' AND w.kind = 'withdrawal'`;
}

/**
 * Keeps all of them in one statement, or none. A candidate in whose place another came first is
 * left out: the answer has what stands there instead, and undefined where that is an enrolment of the same commitment.
 */
export function keep(store: Store, candidates: readonly Candidate[]): Promise<(Kept | undefined)[]> {
  return store.transaction(async (tx) => {
    const inserted = await insert(tx, candidates);
    const left = candidates.filter((_, place) => inserted[place] === undefined);
    const others = await findKept(tx, left);
    return inserted.map((kept) => kept ?? others.shift());
  });
}

/** Keeps them together; if the database cannot hold one of them, each for itself, so that one entry never costs the others. */
export async function keepEach(
  store: Store,
  candidates: readonly Candidate[],
): Promise<PromiseSettledResult<Kept | undefined>[]> {
  try {
    const kept = await keep(store, candidates);
    return kept.map((value) => ({ status: "fulfilled", value }));
  } catch (error) {
    if (!isUnstorable(error)) throw storeFailure(error);
  }
  const outcomes: PromiseSettledResult<Kept | undefined>[] = [];
  for (const candidate of candidates) {
    const alone = keep(store, [candidate]).then(([kept]) => kept, refuseEntry);
    outcomes.push(...(await Promise.allSettled([alone])));
  }
  return outcomes;
}

/** SQLSTATE class 22, data exception: it lies with an entry, not with the database. */
function isUnstorable(error: unknown): boolean {
  return reasonOf(error).startsWith("22");
}

function refuseEntry(error: unknown): never {
  if (!isUnstorable(error)) throw storeFailure(error);
  const message =
    "The relayer cannot keep this entry, so it was not taken. Send it to the chain yourself: cast directly.";
  // Without the driver's error, which holds the entry's content.
  throw new PsephosError("INTERNAL", message, { detail: { reason: reasonOf(error) } });
}

async function insert(tx: Transaction<Tables>, candidates: readonly Candidate[]): Promise<(Kept | undefined)[]> {
  const rows = candidates.map(toRow);
  // Two relayers that insert the same rows lock them in the same order.
  const ordered = rows.toSorted((one, other) => (one.nullifier < other.nullifier ? -1 : 1));
  const { rows: inserted } = await sql<{ id: string }>`
    INSERT INTO relay_entries
      (id, kind, target, nullifier, content_hash, words, commitment, submit_by, closes_at, state, due_at)
    SELECT id, kind, target, nullifier, content_hash, words, commitment, submit_by, closes_at, 'received',
      date_trunc('second', now()) + delay * interval '1 second'
    FROM jsonb_to_recordset(${JSON.stringify(ordered)}::jsonb) AS e(
      id uuid, kind text, target text, nullifier numeric, content_hash text, words jsonb, commitment numeric,
      submit_by bigint, closes_at bigint, delay integer)
    ON CONFLICT DO NOTHING
    RETURNING id`.execute(tx);
  const ids = new Set(inserted.map(({ id }) => id));
  return rows.map(({ id, content_hash: contentHash, submit_by: submitBy }) =>
    ids.has(id) ? { ticket: id, state: "received", contentHash, submitBy } : undefined,
  );
}

/** Numbers beyond 2^53 as text: JSON has no others. */
function toRow(candidate: Candidate) {
  const { kind, target, nullifier, contentHash, words, commitment, submitBy, closesAt, delaySeconds } = candidate;
  return {
    id: randomUUID(),
    kind,
    target: String(target),
    nullifier: String(nullifier),
    content_hash: contentHash,
    words: words.map(String),
    commitment: commitment === undefined ? null : String(commitment),
    submit_by: submitBy,
    closes_at: closesAt,
    delay: delaySeconds,
  };
}

export async function readEntries(database: Database, tickets: readonly string[]): Promise<EntryView[]> {
  const rows = await database
    .selectFrom("relay_entries")
    .select(["id", "state", "transaction_hash", "block_number", "reason"])
    .where("id", "in", tickets)
    .execute();
  return rows.map(({ id, state, reason, ...mined }) => {
    // Before it is mined, nobody can look a transaction up, and it may be replaced.
    const isMined = state === "included" || state === "final";
    return {
      ticket: id,
      state,
      transactionHash: isMined ? mined.transaction_hash : null,
      blockNumber: isMined ? mined.block_number : null,
      reason,
    };
  });
}

/** What went wrong with the database, as the caller may know it: nothing was kept. */
export function storeFailure(error: unknown): PsephosError {
  if (isPsephosError(error)) return error;
  const message = "The database does not answer, so nothing was taken. Send again later, or cast directly.";
  return new PsephosError("STORE_UNAVAILABLE", message, { cause: error });
}
