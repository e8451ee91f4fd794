import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

export interface Repetition {
  /** Begins the next round now. */
  wake(): void;
  /** Waits for the present round, if there is one. */
  stop(): Promise<void>;
}

const LONGEST_PAUSE_MS = 5_000;

/**
 * Runs `work` again and again; after a failure with growing pauses, which differ between processes so that they do not all ask a
 * struggling node at once. `work` says whether there is more to do at once.
 */
export function repeat({
  work,
  everyMs,
  onFailure,
  onSuccess,
}: {
  readonly work: () => Promise<boolean>;
  readonly everyMs: number;
  readonly onFailure: (error: unknown) => void;
  readonly onSuccess: () => void;
}): Repetition {
  const state = { isStopped: false, isWoken: false };
  // What happens meanwhile, which the compiler cannot see.
  const isWoken = (): boolean => state.isWoken;
  const isStopped = (): boolean => state.isStopped;
  let pause = new AbortController();
  const wake = (): void => {
    state.isWoken = true;
    pause.abort();
  };
  const run = async (): Promise<void> => {
    let failures = 0;
    while (!isStopped()) {
      state.isWoken = false;
      let hasMore = false;
      try {
        hasMore = await work();
        failures = 0;
        onSuccess();
      } catch (error) {
        failures += 1;
        onFailure(error);
      }
      if ((hasMore || isWoken()) && failures === 0) continue;
      pause = new AbortController();
      const longest = Math.min(everyMs * 2 ** Math.min(failures, 10), Math.max(LONGEST_PAUSE_MS, everyMs));
      const length = failures === 0 ? everyMs : randomInt(Math.ceil(longest / 2), Math.ceil(longest) + 1);
      if (!isStopped()) await sleep(length, undefined, { signal: pause.signal }).catch(ignoreAbort);
    }
  };
  const ended = run();
  return {
    wake,
    stop: async () => {
      state.isStopped = true;
      pause.abort();
      await ended;
    },
  };
}

function ignoreAbort(error: unknown): void {
  if ((error as Error).name !== "AbortError") throw error;
}
