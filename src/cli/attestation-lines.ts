import type { AttestationStatus } from "../roles/verifier/attestation-status.ts";
import type { Context } from "./context.ts";
import { formatTime } from "./format.ts";
import type { Text } from "./text.ts";
import { attestationTexts as texts } from "./texts/attestation.ts";

const STATES: Readonly<Record<AttestationStatus["state"], Text>> = {
  valid: texts.stateValid,
  expired: texts.stateExpired,
  withdrawn: texts.stateWithdrawn,
  revoked: texts.stateRevoked,
  none: texts.stateNone,
};

/** Yes or no, with the reason for a no. */
export function stateLine(context: Context, { state, record }: AttestationStatus): string {
  const times = { at: formatTime(record?.attestedAt ?? 0), until: formatTime(record?.expiresAt ?? 0) };
  const text = context.say(STATES[state], times);
  return state === "valid" ? context.style.good(text) : context.style.bad(text);
}
