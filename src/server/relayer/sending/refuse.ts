import { readRecorded, type BatchKind } from "../../../chain/sending/batch-calls.ts";
import type { ErrorCode } from "../../../errors.ts";
import { markIncluded, refuseEntries, type Entry } from "./entries.ts";
import { finalNumber, othersRefuse } from "./second-opinions.ts";
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

export interface NotRecorded {
  /** The chain shows nothing of them. */
  readonly absent: Entry[];
  /** Something else of the same voter or holder is there, but may go again, or other nodes do not show it. */
  readonly unsure: Entry[];
}

/**
 * Entries that the contract passes over: what they say stands on the chain already, whoever sent it, and then they are included; or
 * something else of the same voter or holder does, for good, and then they are refused. Returns the others.
 */
export async function lookUp(sending: Sending, { kind, target, entries }: Lot): Promise<NotRecorded> {
  const [absent, unsure, outrun]: [Entry[], Entry[], Entry[]] = [[], [], []];
  if (entries.length === 0) return { absent, unsure };
  const nullifiers = entries.map(({ nullifier }) => nullifier);
  const recorded = await readRecorded({ chain: sending.chain, kind, target, nullifiers });
  const final = await finalNumber(sending);
  for (const entry of entries) {
    const ofNullifier = recorded.filter(({ nullifier }) => nullifier === entry.nullifier);
    const same = ofNullifier.find((each) => each.says(entry.words));
    if (same !== undefined) {
      await markIncluded(sending.store.database, { ids: [entry.id], submissionId: null, inclusion: same });
      sending.meters.entries.inc({ state: "included" });
    } else if (ofNullifier.length === 0) {
      absent.push(entry);
    } else {
      const isForGood = ofNullifier.some(({ blockNumber }) => blockNumber <= final);
      const isOver = isForGood && (await othersRefuse(sending, { kind, target, entries: [entry] }));
      (isOver ? outrun : unsure).push(entry);
    }
  }
  await refuse(sending, { entries: outrun, kind, code: kind === "ballot" ? "ALREADY_CAST" : "ALREADY_DONE" });
  return { absent, unsure };
}
