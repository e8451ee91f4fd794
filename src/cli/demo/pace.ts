import type { WorkProgress } from "../../roles/demo/narrator.ts";

/** Rates are told only for work that is long enough to wait for, and only once they are steady. */
const WORTH_TELLING = { total: 10, seconds: 3 };

export interface Pace {
  /** Things done in a second, with one decimal. */
  readonly rate: string;
  /** Seconds that are left at this rate. */
  readonly left: number;
}

/** Speed of each kind of work as measured so far, and what is left of it; undefined while it is too early to say. */
export function remainingTime(now: () => number = () => performance.now()) {
  const startedAt = new Map<string, { at: number; done: number }>();
  return (work: string, { done, total }: WorkProgress): Pace | undefined => {
    const start = startedAt.get(work);
    if (start === undefined || done < start.done) {
      startedAt.set(work, { at: now(), done });
      return undefined;
    }
    const seconds = (now() - start.at) / 1000;
    const isTooEarly = seconds < WORTH_TELLING.seconds || done === start.done;
    if (isTooEarly || done >= total || total < WORTH_TELLING.total) return undefined;
    const rate = (done - start.done) / seconds;
    return { rate: rate.toFixed(1), left: Math.ceil((total - done) / rate) };
  };
}
