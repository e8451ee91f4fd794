import type { Consent } from "./consent.ts";

/** A consent as it stands with the department. Unix seconds. */
export interface HeldConsent {
  readonly consent: Consent;
  readonly withdrawnAt?: number | undefined;
  /** Of the last access that was granted under it. */
  readonly lastUsedAt?: number | undefined;
}

export type ConsentStatus = "active" | "withdrawn" | "expired";

export function consentStatus({ consent, withdrawnAt }: HeldConsent, now: number): ConsentStatus {
  if (withdrawnAt !== undefined) return "withdrawn";
  return now >= consent.expiresAt ? "expired" : "active";
}

/** Why data are not given out. Recorded as the reason of a denied access. */
export type Denial =
  | "consent-unknown"
  | "consent-other-policy"
  | "consent-not-started"
  | "consent-expired"
  | "consent-withdrawn"
  | "consent-used"
  | "consent-too-soon";

/** Undefined where the consent permits an access under the policy at `now`. */
export function denialOf(
  held: HeldConsent | undefined,
  { policyId, now }: { policyId: bigint; now: number },
): Denial | undefined {
  if (held === undefined) return "consent-unknown";
  const { consent } = held;
  if (consent.policyId !== policyId) return "consent-other-policy";
  if (now < consent.startsAt) return "consent-not-started";
  const status = consentStatus(held, now);
  if (status !== "active") return `consent-${status}`;
  return tooOften(held, now);
}

function tooOften({ consent, lastUsedAt }: HeldConsent, now: number): Denial | undefined {
  if (lastUsedAt === undefined) return undefined;
  const { use, startsAt } = consent;
  if (use.kind === "once") return "consent-used";
  const period = (at: number): number => Math.floor((at - startsAt) / use.everySeconds);
  // A clock that was set back does not open a period again.
  return period(now) <= period(lastUsedAt) ? "consent-too-soon" : undefined;
}
