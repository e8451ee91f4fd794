import { startOfDay } from "../clock.ts";
import { parseMoment } from "../moments.ts";
import type { Desk } from "./desk.ts";
import type { IssuingTerms } from "./issue-credential.ts";

/** What an officer allows beyond the ordinary. */
export type Allowances = Pick<IssuingTerms, "reissue" | "newHolder" | "afterRevocation">;

/** Terms of issuing as an officer states them: from today (UTC) until a moment, or as long as the key. */
export function issuingTerms(
  { key, ledger }: Desk,
  wish: Allowances & { at: number; until?: string | undefined },
): IssuingTerms {
  const { at, until, ...allowances } = wish;
  const validUntil = until === undefined ? key.endsAt : parseMoment({ text: until, name: "--until", now: at });
  return { key, ledger, at, ...allowances, validFrom: startOfDay(at), validUntil };
}
