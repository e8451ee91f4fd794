import { readRecorded, type BatchKind } from "../../../chain/sending/batch-calls.ts";
import type { ErrorCode } from "../../../errors.ts";
import { markIncluded, refuseEntries, type Entry } from "./entries.ts";
import type { Sending } from "./sending.ts";

/** Entries of one target. */
export interface Lot {
  readonly kind: BatchKind;
  readonly target: bigint;
  readonly entries: readonly Entry[];
}

export async function refuse(
  sending: Sending,
  { entries, code, kind }: { entries: readonly Entry[]; code: ErrorCode; kind: BatchKind },
): Promise<void> {
  if (entries.length === 0) return;
  await refuseEntries(sending.store.database, { ids: entries.map(({ id }) => id), code });
  sending.meters.entries.inc({ state: "refused" }, entries.length);
  sending.log.warn({ kind, code, count: entries.length }, "entries refused");
}

/**
 * Entries that the contract passes over: what they say stands on the chain already, whoever sent it, and then they are included; or
 * something else of the same voter or holder does, and then they are refused. Returns those of which the chain shows nothing.
 */
export async function lookUp(sending: Sending, { kind, target, entries }: Lot): Promise<Entry[]> {
  if (entries.length === 0) return [];
  const nullifiers = entries.map(({ nullifier }) => nullifier);
  const recorded = await readRecorded({ chain: sending.chain, kind, target, nullifiers });
  const absent: Entry[] = [];
  const outrun: Entry[] = [];
  for (const entry of entries) {
    const ofNullifier = recorded.filter(({ nullifier }) => nullifier === entry.nullifier);
    const same = ofNullifier.find((each) => each.says(entry.words));
    if (same !== undefined) {
      await markIncluded(sending.store.database, { ids: [entry.id], submissionId: null, inclusion: same });
      sending.meters.entries.inc({ state: "included" });
    } else {
      (ofNullifier.length > 0 ? outrun : absent).push(entry);
    }
  }
  await refuse(sending, { entries: outrun, kind, code: kind === "ballot" ? "ALREADY_CAST" : "ALREADY_DONE" });
  return absent;
}
