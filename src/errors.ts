/** How a failure ends a command: bad input, a rule that says no, an operation that broke, or the machine or chain around it. */
export type ExitClass = "input" | "refused" | "failed" | "environment";

/**
 * Every code of the project, with its exit class. Codes are stable: programs match on them, so one is never renamed or
 * reused. To add one, add a line to the block of its layer.
 */
export const ERROR_CODES = {
  // Arguments and mathematics
  ARGUMENT_INVALID: "input",
  POINT_INVALID: "input",
  TRUSTEE_INDEX_INVALID: "input",
  COUNT_NOT_FOUND: "failed",
  RANDOMNESS_BROKEN: "environment",

  // Protocol: files and rules
  JSON_MALFORMED: "input",
  ROLL_MALFORMED: "input",
  ROLL_DUPLICATE: "input",
  ROLL_TOO_LARGE: "input",
  VOTER_NOT_ON_ROLL: "refused",
  REGISTRATION_MALFORMED: "input",
  REGISTRATION_SIGNATURE_INVALID: "refused",
  REGISTRATION_NOT_ELIGIBLE: "refused",
  RULES_INVALID: "input",
  BALLOT_AGAINST_RULES: "refused",
  BALLOT_MALFORMED: "input",
  MANIFEST_MALFORMED: "input",
  RECEIPT_MALFORMED: "input",
  IDENTITY_MALFORMED: "input",
  ARCHIVE_MALFORMED: "input",
  ARCHIVE_VERSION: "input",
  ARCHIVE_TOO_LARGE: "input",
  REPORT_MALFORMED: "input",
  REPORT_SIGNATURE_INVALID: "refused",
  DEALING_INVALID: "refused",
  SHARE_INVALID: "failed",
  CEREMONY_INCOMPLETE: "refused",
  DECRYPTION_INCOMPLETE: "refused",
  VALUE_INVALID: "input",
  SCHEMA_MALFORMED: "input",
  CREDENTIAL_MALFORMED: "input",
  CREDENTIAL_SIGNATURE_INVALID: "refused",
  STATUS_LIST_MALFORMED: "input",
  ISSUER_NOT_TRUSTED: "refused",
  POLICY_MALFORMED: "input",
  POLICY_NOT_MET: "refused",
  DISCLOSURE_INVALID: "refused",
  SHARING_MALFORMED: "input",
  DATA_REQUEST_REFUSED: "refused",
  CONSENT_REFUSED: "refused",
  SUBJECT_NOT_PROVEN: "refused",
  RECORD_UNREADABLE: "refused",
  ACCESS_DENIED: "refused",
  LOG_DAMAGED: "environment",
  LOG_REWRITTEN: "refused",
  CREDENTIAL_REQUEST_MALFORMED: "input",
  CREDENTIAL_REQUEST_REFUSED: "refused",
  ISSUER_CERTIFICATE_MALFORMED: "input",
  ISSUER_CERTIFICATE_REFUSED: "refused",
  PRESENTATION_MALFORMED: "input",
  PRESENTATION_OTHER_POLICY: "refused",
  PRESENTATION_OTHER_CONTEXT: "refused",
  PRESENTATION_STALE: "refused",
  PRESENTATION_TOO_SOON: "refused",
  NONCE_REFUSED: "refused",
  POLICY_UNTRUSTED: "refused",
  TRUST_TREE_UNTRUSTED: "refused",
  ATTESTATION_MISSING: "refused",
  POLICY_ISOLATES: "refused",
  PRESENTATION_REQUEST_MALFORMED: "input",
  PRESENTATION_REQUEST_UNSUPPORTED: "refused",
  PRESENTATION_REQUEST_ORIGIN: "refused",
  PRESENTATION_REQUEST_POLICY: "refused",
  PRESENTATION_RESPONSE_MALFORMED: "input",

  // Proofs and artifacts
  ARTIFACT_MISSING: "environment",
  ARTIFACT_ALTERED: "environment",
  PROOF_MALFORMED: "input",
  PROOF_INVALID: "refused",
  PROVING_FAILED: "failed",
  CIRCUIT_REFUSED: "refused",
  VERIFYING_KEY_MALFORMED: "input",

  // Chain
  CHAIN_UNREACHABLE: "environment",
  CHAIN_ID_MISMATCH: "environment",
  CHAIN_UNSUPPORTED: "environment",
  DEVELOPMENT_KEYS_REFUSED: "refused",
  CONTRACT_REFUSED: "refused",
  TRANSACTION_FAILED: "failed",
  LOCAL_CHAIN_ONLY: "input",
  CHAIN_TIMEOUT: "environment",
  CHAIN_BUSY: "environment",
  CHAIN_STATE_DAMAGED: "environment",
  NODES_DISAGREE: "environment",
  INDEX_FAULTY: "environment",
  FUNDS_INSUFFICIENT: "environment",
  DEPLOYMENT_MALFORMED: "input",
  ACCOUNT_REFUSED: "input",
  PROPOSAL_REFUSED: "refused",

  // Files and the command line
  FILE_UNREADABLE: "input",
  FILE_UNWRITABLE: "environment",
  FILE_EXISTS: "input",
  NAME_INVALID: "input",
  SEALED_FILE_MALFORMED: "input",
  SEALED_FILE_REFUSED: "input",
  PASSPHRASE_REFUSED: "input",
  PASSPHRASE_MISSING: "input",
  PUBLIC_FILE_MISSING: "input",
  PUBLIC_FILE_ALTERED: "refused",
  CONFIRMATION_MISSING: "input",
  ACCOUNT_MISSING: "input",
  ACCOUNT_LOCKED: "input",
  DRAFT_MISSING: "input",
  DRAFT_MALFORMED: "input",
  DRAFT_INCOMPLETE: "input",
  IDENTITY_MISSING: "input",
  WALLET_MALFORMED: "input",
  CREDENTIAL_NOT_YOURS: "refused",
  CREDENTIAL_HELD: "refused",
  CREDENTIAL_MISSING: "input",
  FILE_BUSY: "environment",
  ISSUER_MISSING: "input",
  ISSUER_KEY_MALFORMED: "input",
  ISSUER_KEY_ENDED: "refused",
  ISSUER_LEDGER_MALFORMED: "input",
  SUBJECTS_MALFORMED: "input",
  CREDENTIAL_NOT_ISSUED: "refused",
  STATUS_LIST_FULL: "refused",
  DEPLOYMENT_MISSING: "input",
  DEPLOYMENT_UNTRUSTED: "refused",
  TIMES_INVALID: "input",
  THRESHOLD_INVALID: "input",
  TRUSTEE_UNKNOWN: "input",
  TRUSTEE_KEY_MISSING: "input",
  TRUSTEE_KEY_STALE: "refused",
  PHASE_WRONG: "refused",
  ALREADY_DONE: "refused",
  ALREADY_CAST: "refused",
  AGGREGATE_UNTRUSTED: "refused",
  MANIFEST_UNTRUSTED: "refused",
  BALLOT_PREPARED_MISSING: "input",
  BALLOTS_FILE_MALFORMED: "input",
  DEMONSTRATION_FAILED: "failed",
  USAGE: "input",
  INTERRUPTED: "failed",
  UNEXPECTED: "failed",

  // Services: HTTP
  NOT_FOUND: "refused",
  RATE_LIMITED: "environment",
  BUSY: "environment",
  BODY_TOO_LARGE: "input",
  MEDIA_TYPE_REFUSED: "input",
  METHOD_REFUSED: "input",
  REQUEST_MALFORMED: "input",
  REQUEST_TOO_SLOW: "environment",
  HOST_REFUSED: "refused",
  ORIGIN_REFUSED: "refused",
  IDEMPOTENCY_KEY_REUSED: "refused",
  INTERNAL: "failed",
  NOT_READY: "environment",
  SERVICE_UNREACHABLE: "environment",
  SERVICE_REFUSED: "refused",
  ANSWER_MALFORMED: "environment",

  // Services: state and configuration
  STORE_UNAVAILABLE: "environment",
  STORE_NEWER: "environment",
  STORE_BUSY: "environment",
  CONFIG_INVALID: "input",

  // Services: what the relayer takes
  ALREADY_RECEIVED: "refused",
  CLOSING_SOON: "refused",
  NOT_RELAYED: "refused",
  RELAY_UNTRUSTED: "refused",

  // Services: what the relayer sends
  RELAY_FAILED: "failed",

  // Services: what the portal's server keeps
  FILE_UNEXPECTED: "refused",
  STORAGE_FULL: "refused",
  LETTER_BOX_FULL: "refused",
  LETTER_ADDRESS_MALFORMED: "input",
  LETTER_REFUSED: "refused",

  // Portals: voter and wallet
  WALLET_LOCKED: "input",
  DESK_LOCKED: "input",
  BALLOT_ON_ITS_WAY: "refused",

  // Portals: letters between people and departments
  LETTER_MALFORMED: "input",
  DEPARTMENT_ADDRESS_MALFORMED: "input",
  DEPARTMENT_ADDRESS_REFUSED: "refused",
} as const satisfies Record<string, ExitClass>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** Facts about a failure for programs: line numbers, names, limits. Never a secret. */
export type ErrorDetail = Readonly<Record<string, string | number | boolean | bigint | readonly (string | number)[]>>;

export interface PsephosErrorOptions {
  readonly detail?: ErrorDetail;
  readonly cause?: unknown;
}

/** The one error that the project throws. The message is a short sentence and what to do next; it never holds a secret. */
export class PsephosError extends Error {
  override readonly name = "PsephosError";
  readonly code: ErrorCode;
  readonly detail: ErrorDetail;

  constructor(code: ErrorCode, message: string, options: PsephosErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.detail = options.detail ?? {};
  }

  get exitClass(): ExitClass {
    return ERROR_CODES[this.code];
  }

  /** Plain data for `--json` and HTTP answers: bigints as decimal strings, no stack, no cause. */
  toJSON(): { code: ErrorCode; message: string; detail: Record<string, unknown> } {
    const detail = Object.entries(this.detail).map(([key, value]): [string, unknown] => [
      key,
      typeof value === "bigint" ? value.toString() : value,
    ]);
    return { code: this.code, message: this.message, detail: Object.fromEntries<unknown>(detail) };
  }
}

export function isPsephosError(error: unknown, code?: ErrorCode): error is PsephosError {
  return error instanceof PsephosError && (code === undefined || error.code === code);
}

/** Guards that a caller kept its side. `name` is the argument as the caller wrote it; values are left out, they may be secret. */
export function requireArgument(holds: boolean, name: string, expected: string): asserts holds {
  if (!holds)
    throw new PsephosError("ARGUMENT_INVALID", `${name} must be ${expected}.`, { detail: { argument: name } });
}

export interface Range<T> {
  readonly name: string;
  readonly min: T;
  readonly max: T;
}

/** A safe integer from `min` to `max`, both inclusive. */
export function requireInteger(value: unknown, { name, min, max }: Range<number>): number {
  const inRange = Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max;
  requireArgument(inRange, name, `a whole number from ${min} to ${max}`);
  return value as number;
}

/** A bigint from `min` to `max`, both inclusive. */
export function requireBigint(value: unknown, { name, min, max }: Range<bigint>): bigint {
  const inRange = typeof value === "bigint" && value >= min && value <= max;
  requireArgument(inRange, name, `a bigint from ${min} to ${max}`);
  return value;
}
