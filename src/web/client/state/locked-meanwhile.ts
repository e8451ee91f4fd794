import { isPsephosError, type ErrorCode } from "../../../errors.ts";

const CODES: ReadonlySet<ErrorCode> = new Set(["WALLET_LOCKED", "ACCOUNT_LOCKED", "DESK_LOCKED"]);

/**
 * What a page asked by itself came too late: something had locked itself. That is nothing that went wrong; the gate around it shows the same
 * in a moment, and lets it be opened again.
 */
export function isLockedMeanwhile(error: unknown): boolean {
  return isPsephosError(error) && CODES.has(error.code);
}
