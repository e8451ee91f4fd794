import { PsephosError } from "../../../errors.ts";
import { FairQueue } from "../../prover/fair-queue.ts";

const RETRY_SECONDS = 2;

export interface TurnLimits {
  /** Nothing is begun while so much weight is under way; the last one begun may go over it. */
  readonly atATime: number;
  /** Pieces of work. */
  readonly waiting: number;
}

export interface Turn {
  readonly caller: string;
  readonly signal: AbortSignal;
  /** How much of the room this work takes; 1 unless told. */
  readonly weight?: number;
}

interface Waiting {
  readonly weight: number;
  readonly start: () => void;
}

/** Runs work of so much weight at a time, callers by turns; BUSY when too much waits. */
export function turns({ atATime, waiting }: TurnLimits) {
  const queue = new FairQueue<Waiting>();
  let running = 0;
  const next = (): void => {
    while (running < atATime) {
      const item = queue.take();
      if (item === undefined) return;
      running += item.weight;
      item.start();
    }
  };
  const turn = ({ caller, signal, weight }: Required<Turn>): Promise<void> =>
    new Promise((resolve, reject) => {
      const item: Waiting = {
        weight,
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
  return async <Result>({ caller, signal, weight = 1 }: Turn, work: () => Promise<Result>): Promise<Result> => {
    if (signal.aborted || queue.size >= waiting) throw busy();
    await turn({ caller, signal, weight });
    try {
      return await work();
    } finally {
      running -= weight;
      next();
    }
  };
}

function busy(): PsephosError {
  return new PsephosError("BUSY", "The node is asked more than it can answer. Try again soon.", {
    detail: { retryAfterSeconds: RETRY_SECONDS },
  });
}
