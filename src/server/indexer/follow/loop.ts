import { randomInt } from "node:crypto";
import { isAborted, paused } from "./changes.ts";
import type { Follower, Look } from "./follower.ts";

export interface LoopOptions {
  readonly follower: Follower;
  readonly pollMs: number;
  /** Ends the loop. */
  readonly signal: AbortSignal;
  readonly onLook: (look: Look) => void;
  readonly onFailure: (error: unknown) => void;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

/** Looks again and again. After a failure with growing pauses that differ between processes, so that they do not all ask at once. */
export async function follow({ follower, pollMs, signal, onLook, onFailure }: LoopOptions): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      const look = await follower.look();
      failures = 0;
      onLook(look);
      if (!look.again) await paused(pollMs, signal);
    } catch (error) {
      // Whatever it was, the next look begins from what the database says.
      if (isAborted(signal)) return;
      onFailure(error);
      const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures++);
      await paused(randomInt(longest / 2, longest), signal);
    }
  }
}
