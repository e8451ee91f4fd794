import { z } from "zod";
import { bytes32, decimal, pointSchema, unixSeconds } from "../json.ts";
import { canonicalText, entryCount, parseCanonical } from "./forms.ts";

/**
 * One entry of a sharing log, all of it public. It has no personal datum, and nothing in it is the same for two records of one
 * person but what many people's records share: policy, ground, outcome, hour.
 */
export type LogEntry = OpeningEntry | SealedEntry;
export type SealedEntry = AccessEntry | WithdrawalEntry | ErasureEntry;

export const LOG_ENTRY_FORMAT = "psephos.log-entry/1";

const place = { format: z.literal(LOG_ENTRY_FORMAT), sequence: entryCount };

/** Unix seconds of a full hour; the exact time is in the box. */
const hour = unixSeconds.refine((value) => value % 3600 === 0, "must be a full hour");

/** Base64url of nonce, text in steps of 256 bytes and tag; read only by those who can open it. */
const MAX_BOX_LENGTH = Math.ceil(((12 + 64 * 256 + 16) * 4) / 3);
const box = z
  .string()
  .max(MAX_BOX_LENGTH)
  .regex(/^[A-Za-z0-9_-]+$/, "must be base64url");
const sealed = { hour, tag: bytes32, box };

const openingForm = z.strictObject({ ...place, kind: z.literal("opening"), ephemeralKey: pointSchema, tag: bytes32 });
const accessForm = z.strictObject({
  ...place,
  kind: z.literal("access"),
  policyId: decimal,
  ground: z.enum(["consent", "legal-basis"]),
  outcome: z.enum(["granted", "denied", "error"]),
  ...sealed,
});
const withdrawalForm = z.strictObject({ ...place, kind: z.literal("withdrawal"), policyId: decimal, ...sealed });
const erasureForm = z.strictObject({ ...place, kind: z.literal("erasure"), certificateHash: bytes32, ...sealed });

const entryForm = z.discriminatedUnion("kind", [openingForm, accessForm, withdrawalForm, erasureForm]);

/** A thread of records begins; to whom it belongs only she can tell. */
export type OpeningEntry = z.output<typeof openingForm>;
/** Somebody asked for a person's data, with or without success. */
export type AccessEntry = z.output<typeof accessForm>;
/** A consent was taken back. */
export type WithdrawalEntry = z.output<typeof withdrawalForm>;
/** The keys of a person's records were deleted; which records, the certificate says, and she has it. */
export type ErasureEntry = z.output<typeof erasureForm>;

export function entryText(entry: LogEntry): string {
  return canonicalText(entry);
}

/** Refuses an entry that is not written in its one form: its bytes are what the log's tree hashes. */
export function parseEntry(text: string): LogEntry {
  return parseCanonical(entryForm, text, "log entry");
}
