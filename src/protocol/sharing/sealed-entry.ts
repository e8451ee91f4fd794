import { PsephosError } from "../../errors.ts";
import { fromBase64url, toBase64url } from "../credential/base64url.ts";
import { openBox, sealBox } from "./box.ts";
import { canonicalText } from "./forms.ts";
import { toHex } from "./hex.ts";
import type { AccessEntry, ErasureEntry, SealedEntry, WithdrawalEntry } from "./log-entry.ts";
import { parseDetails, type RecordDetails } from "./record-details.ts";
import { recordKey, recordTag, type Thread } from "./thread.ts";

type PublicPart<Entry extends SealedEntry> = Omit<Entry, "tag" | "box">;
export type PublicSealedEntry = PublicPart<AccessEntry> | PublicPart<WithdrawalEntry> | PublicPart<ErasureEntry>;

export interface SealEntryInput<Part extends PublicSealedEntry> {
  readonly entry: Part;
  readonly details: RecordDetails;
  readonly thread: Thread;
  /** 12 fresh random bytes. */
  readonly nonce: Uint8Array;
}

type Sealed<Part> = Part & { readonly tag: string; readonly box: string };

/** Tags the entry for the thread's person and seals the details for her and whoever else holds the thread. */
export function sealEntry<Part extends PublicSealedEntry>(input: SealEntryInput<Part>): Sealed<Part> {
  const { entry, details, thread, nonce } = input;
  const tagged = { ...entry, tag: toHex(recordTag(thread, entry.sequence)) };
  const key = recordKey(thread, entry.sequence);
  const box = sealBox({ text: canonicalText(details), key, nonce, about: canonicalText(tagged) });
  return { ...tagged, box: toBase64url(box) };
}

export function isOnThread(entry: SealedEntry, thread: Thread): boolean {
  return entry.tag === toHex(recordTag(thread, entry.sequence));
}

/** Refuses a box that does not open with the thread, and details of another kind than the entry's. */
export function openEntry(entry: SealedEntry, thread: Thread): RecordDetails {
  const { box, ...tagged } = entry;
  const key = recordKey(thread, entry.sequence);
  const bytes = fromBase64url(box);
  const text = bytes && openBox({ box: bytes, key, about: canonicalText(tagged) });
  if (text === undefined) {
    const message = `Record ${entry.sequence} does not open with this key. It is another person's, or was altered.`;
    throw new PsephosError("RECORD_UNREADABLE", message, { detail: { sequence: entry.sequence } });
  }
  return parseDetails(text, entry.kind);
}
