import { randomInt } from "node:crypto";
import { PsephosError } from "../../../errors.ts";
import type { RelayerSettings } from "../settings.ts";

/** Receipts name whole 5 minutes, so that they do not tell when an entry came. */
const PROMISE_STEP_SECONDS = 300;

export type DelaySettings = Pick<RelayerSettings, "minDelaySeconds" | "maxDelaySeconds" | "closingMarginSeconds">;

/**
 * When an entry is sent that came at chain time `now`, and what is promised. Near the close the delay shrinks; within the margin the
 * entry is refused: a promise that might be broken is none.
 */
export function schedule({ now, closesAt, settings }: { now: number; closesAt: number; settings: DelaySettings }): {
  submitBy: number;
  delaySeconds: number;
} {
  const room = closesAt - settings.closingMarginSeconds - now;
  if (room < 0) {
    throw new PsephosError(
      "CLOSING_SOON",
      "The close is too near to relay this surely. Send it to the chain yourself, now: cast directly.",
      { detail: { closesAt } },
    );
  }
  const max = Math.min(settings.maxDelaySeconds, room);
  const min = Math.min(settings.minDelaySeconds, max);
  const promised = Math.ceil((now + settings.maxDelaySeconds) / PROMISE_STEP_SECONDS) * PROMISE_STEP_SECONDS;
  return { submitBy: Math.min(promised, closesAt), delaySeconds: randomInt(min, max + 1) };
}
