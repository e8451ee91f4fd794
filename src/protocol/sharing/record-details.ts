import { z } from "zod";
import { bytes32, unixSeconds } from "../json.ts";
import { code, line, parseCanonical, uuid } from "./forms.ts";
import type { SealedEntry } from "./log-entry.ts";

/** The personal part of a record, for the person and the department alone. */
export type RecordDetails = AccessDetails | WithdrawalDetails | ErasureDetails;

const MAX_ATTRIBUTES = 16;
const MAX_BASIS_LENGTH = 200;

const access = z.strictObject({
  kind: z.literal("access"),
  /** Unix seconds. */
  at: unixSeconds,
  /** One of both: the consent under which, or the law by which, the data were asked for. */
  consentId: uuid.optional(),
  legalBasis: line(MAX_BASIS_LENGTH).optional(),
  /** The data request behind it. */
  requestId: uuid.optional(),
  /** Salted hash of the official's name; the department can say whose it is. */
  official: bytes32.optional(),
  /** Why it was denied or failed; absent for what was granted. */
  reason: code.optional(),
  /** keccak256 of the presentation file that the person gave, if one. */
  proofHash: bytes32.optional(),
  /** Names of the attributes that were given out, or asked for where it was denied. */
  attributes: z.array(line(64)).max(MAX_ATTRIBUTES),
  /** By which way: "api", "desk", "file-transfer" … */
  channel: code,
});
const withdrawal = z.strictObject({ kind: z.literal("withdrawal"), at: unixSeconds, consentId: uuid });
const erasure = z.strictObject({ kind: z.literal("erasure"), at: unixSeconds, requestId: uuid });

const FORMS = { access, withdrawal, erasure } as const;

export type AccessDetails = z.output<typeof access>;
export type WithdrawalDetails = z.output<typeof withdrawal>;
export type ErasureDetails = z.output<typeof erasure>;

export function parseDetails(text: string, kind: SealedEntry["kind"]): RecordDetails {
  return parseCanonical<z.ZodType<RecordDetails>>(FORMS[kind], text, "record");
}
