import { startOfDay } from "../clock.ts";
import { parseMoment } from "../moments.ts";
import type { Desk } from "./desk.ts";
import type { IssuingTerms } from "./issue-credential.ts";

/** Terms of issuing as an officer states them: from today (UTC) until a moment, or as long as the key. */
export function issuingTerms(
  { key, ledger }: Desk,
  wish: { at: number; until?: string | undefined; reissue: boolean },
): IssuingTerms {
  const { at, until, reissue } = wish;
  const validUntil = until === undefined ? key.endsAt : parseMoment({ text: until, name: "--until", now: at });
  return { key, ledger, at, reissue, validFrom: startOfDay(at), validUntil };
}
