import { setTimeout as sleep } from "node:timers/promises";
import type { Connection } from "../../chain/provider.ts";
import { latestTime } from "../../chain/time.ts";
import { PsephosError } from "../../errors.ts";

export interface LaterTime {
  readonly connection: Connection;
  /** Of the recorded presentation, or of its withdrawal; unix seconds. Undefined where nothing was ever recorded. */
  readonly provenAfter: number | undefined;
  /** How long to wait for the chain. */
  readonly patienceMs?: number;
  readonly signal?: AbortSignal;
}

/** Several blocks of any chain that makes some. */
const PATIENCE_MS = 45_000;
const LOOK_MS = 1_000;

/**
 * Waits until the chain's time is later than that of what is recorded: a presentation of the same second counts for nothing. Refuses with
 * PRESENTATION_TOO_SOON on a chain that makes no block meanwhile.
 */
export async function untilLaterTime(wait: LaterTime): Promise<void> {
  const { connection, provenAfter, patienceMs = PATIENCE_MS, signal } = wait;
  const deadline = performance.now() + patienceMs;
  while (provenAfter !== undefined && (await latestTime(connection)) <= provenAfter) {
    signal?.throwIfAborted();
    if (performance.now() >= deadline) throw tooSoon(provenAfter);
    await sleep(Math.min(LOOK_MS, patienceMs));
  }
}

/** Before anything is proved. */
export function requireLaterTime({ latest, provenAfter }: { latest: number; provenAfter: number | undefined }): void {
  if (provenAfter !== undefined && latest <= provenAfter) throw tooSoon(provenAfter);
}

function tooSoon(provenAfter: number): PsephosError {
  const message =
    "The chain's time has not moved on since the last entry of this person: a new one must be later. Try again after its next block.";
  return new PsephosError("PRESENTATION_TOO_SOON", message, { detail: { provenAfter } });
}
