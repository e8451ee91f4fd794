import { isPsephosError, PsephosError } from "../../errors.ts";

/** SQLSTATE classes of PostgreSQL's appendix A, and the system's codes, in words an operator can act on. */
const TROUBLES: readonly (readonly [codes: RegExp, trouble: string])[] = [
  [/^53100$/, "its disk is full. Make room, then it goes on by itself"],
  [/^53/, "it has no room or connections left. Raise its limits, or lower database.poolSize"],
  [/^58/, "its files cannot be read or written. Look at its disk and its own log"],
  [/^25006$/, "it takes no changes. Name the primary server, not a replica"],
  [/^28/, "it refuses the user or the password. Check database.url"],
  [/^3D000$/, "it has no database of that name. Make it, or check database.url"],
  [
    /^(08|57P0|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|LOST)/,
    "it does not answer. Start it, or check database.url",
  ],
  [/^(ENOTFOUND|EAI_AGAIN)$/, "its host has no address. Check database.url"],
];

/** What the driver says when a connection goes away, without a code. */
const LOST = /connection terminated|connection ended|not queryable|timeout exceeded when trying to connect/i;

/** Failures of the database itself become STORE_UNAVAILABLE with `detail.reason`; others, as of a constraint, stay as they are. */
export function translated(error: unknown): unknown {
  const reason = reasonOf(error);
  const [, trouble] = TROUBLES.find(([codes]) => codes.test(reason)) ?? [];
  if (trouble === undefined) return error;
  // Neither the driver's error nor its message goes on: they hold parameters, and some the address.
  return new PsephosError("STORE_UNAVAILABLE", `The database cannot be used: ${trouble}.`, { detail: { reason } });
}

/** SQLSTATE or the system's code; empty when there is none. */
export function reasonOf(error: unknown): string {
  if (isPsephosError(error)) return error.code === "STORE_UNAVAILABLE" ? String(error.detail["reason"]) : "";
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  if (!(error instanceof Error)) return "";
  if ("code" in error && typeof error.code === "string") return error.code;
  return LOST.test(error.message) ? "LOST" : "";
}
