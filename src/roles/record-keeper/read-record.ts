import { PsephosError } from "../../errors.ts";
import { parseEntry, type SealedEntry } from "../../protocol/sharing/log-entry.ts";
import type { RecordDetails } from "../../protocol/sharing/record-details.ts";
import { isOnThread, openEntry } from "../../protocol/sharing/sealed-entry.ts";
import type { RecordKeeper } from "./keeper.ts";

/** A record with its details, for the department's own supervision. RECORD_UNREADABLE once it is erased. */
export async function readRecord(
  keeper: RecordKeeper,
  sequence: number,
): Promise<{ entry: SealedEntry; details: RecordDetails }> {
  const entry = parseEntry(await keeper.log.entry(sequence));
  if (entry.kind === "opening") {
    throw new PsephosError("RECORD_UNREADABLE", `Entry ${sequence} begins a thread; it is no record. Name another.`);
  }
  const held = keeper.threads.all().find(({ thread }) => isOnThread(entry, thread));
  if (held === undefined) {
    throw new PsephosError("RECORD_UNREADABLE", `Nobody but its person can read record ${sequence}: it was erased.`);
  }
  return { entry, details: openEntry(entry, held.thread) };
}
