import { PsephosError } from "../../../errors.ts";
import { FairQueue } from "../../prover/fair-queue.ts";

const RETRY_SECONDS = 2;

export interface TurnLimits {
  readonly atATime: number;
  readonly waiting: number;
}

interface Waiting {
  readonly start: () => void;
}

/** Runs so much work at a time, callers by turns; BUSY when too much waits. */
export function turns({ atATime, waiting }: TurnLimits) {
  const queue = new FairQueue<Waiting>();
  let running = 0;
  const next = (): void => {
    if (running >= atATime) return;
    const item = queue.take();
    if (item === undefined) return;
    running += 1;
    item.start();
  };
  const turn = (caller: string, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const item: Waiting = {
        start: () => {
          signal.removeEventListener("abort", leave);
          resolve();
        },
      };
      const leave = (): void => {
        if (queue.remove(caller, item)) reject(busy());
      };
      signal.addEventListener("abort", leave, { once: true });
      queue.push(caller, item);
      next();
    });
  return async <Result>(
    { caller, signal }: { readonly caller: string; readonly signal: AbortSignal },
    work: () => Promise<Result>,
  ): Promise<Result> => {
    if (signal.aborted || queue.size >= waiting) throw busy();
    await turn(caller, signal);
    try {
      return await work();
    } finally {
      running -= 1;
      next();
    }
  };
}

function busy(): PsephosError {
  return new PsephosError("BUSY", "The node is asked more than it can answer. Try again soon.", {
    detail: { retryAfterSeconds: RETRY_SECONDS },
  });
}
