import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";
import { count, recorded, recordPage } from "./recorded.ts";
import { address, integerText } from "./words.ts";

/** What the index names as the subject of an event. */
export const AUDIT_SUBJECTS = [
  "election",
  "ceremony",
  "roll",
  "department",
  "issuer-key",
  "governor",
  "policy",
  "attestation",
  "enrolment",
  "log",
  "proposal",
  "verifying-key",
  "unknown",
] as const;
export type AuditSubject = (typeof AUDIT_SUBJECTS)[number];

/** Who acted, as far as the contracts let anyone know: what somebody is, never a person. */
export const AUDIT_ROLES = [
  "organizer",
  "trustee",
  "registrar",
  "voter or relayer",
  "holder or relayer",
  "department",
  "governor",
  "department or governor",
  "log operator",
  "authority member",
  "anyone",
  "unknown",
] as const;
export type AuditRole = (typeof AUDIT_ROLES)[number];

const MAX_UNIX_SECONDS = 2 ** 40;
const time = integerText({ min: 0, max: MAX_UNIX_SECONDS });

const filters = {
  /** Name of an event, such as ElectionCreated. */
  event: z
    .string()
    .regex(/^[A-Za-z]{1,60}$/, "must be the name of an event")
    .optional(),
  /** Kind and id, such as election:3, or a kind alone. */
  subject: z
    .string()
    .regex(new RegExp(`^(${AUDIT_SUBJECTS.join("|")})(:[0-9a-zA-Z]{1,78})?$`), "must be a kind, or kind:id")
    .optional(),
  role: z.enum(AUDIT_ROLES).optional(),
  /** Inclusive, unix seconds of the chain. */
  from: time.optional(),
  /** Exclusive. */
  to: time.optional(),
};

export const auditEntry = z
  .strictObject({
    recorded,
    /** Place among the block's logs. */
    logIndex: count,
    /** By what the deployment calls it; "authority" for the governor's contract. */
    contract: z.string(),
    event: z.string(),
    subject: z.strictObject({ kind: z.enum(AUDIT_SUBJECTS), id: z.string() }),
    role: z.enum(AUDIT_ROLES),
    /** Where the event itself publishes who acted. */
    account: address.nullable(),
    /** What the event says, without proofs and ciphertexts. */
    facts: z.record(z.string(), z.string()),
  })
  .meta({ id: "AuditEntry" });

export type AuditEntry = z.output<typeof auditEntry>;

export const listAuditTrail = defineEndpoint({
  name: "listAuditTrail",
  method: "GET",
  path: "/v1/audit-trail",
  tag: "Audit trail",
  summary: "Who did what, when, in which transaction; the newest first",
  description:
    "Everything that the contracts logged. Who: the role that the contract demands, and the account where the event publishes it; nothing of who sent a ballot or a presentation.",
  cost: "read",
  query: pageQuery.extend(filters),
  success: { status: 200, body: recordPage(auditEntry) },
  problems: ["REQUEST_MALFORMED"],
});

/** Longest table that is given at once. */
export const CSV_ROWS = 5_000;

export const exportAuditTrail = defineEndpoint({
  name: "exportAuditTrail",
  method: "GET",
  path: "/v1/audit-trail.csv",
  tag: "Audit trail",
  summary: "The audit trail as a table for spreadsheets, the oldest first",
  description: `At most ${CSV_ROWS} rows; ask for the rest from the last row's time on. A cell that a spreadsheet would take for a formula begins with an apostrophe.`,
  cost: "read",
  query: z.strictObject(filters),
  success: { status: 200, body: z.string(), mediaType: "text/csv" },
  problems: ["REQUEST_MALFORMED"],
});
