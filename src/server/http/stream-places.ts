import { PsephosError } from "../../errors.ts";

const RETRY_SECONDS = 30;

export interface StreamLimits {
  readonly maxStreams: number;
  readonly maxStreamsPerCaller: number;
}

/** Takes a place for one more stream of `caller` and gives the way to leave it. Throws BUSY when all are taken, RATE_LIMITED when the caller has his. */
export function streamPlaces({ maxStreams, maxStreamsPerCaller }: StreamLimits): (caller: string) => () => void {
  const open = new Map<string, number>();
  let total = 0;
  return (caller) => {
    const own = open.get(caller) ?? 0;
    const detail = { retryAfterSeconds: RETRY_SECONDS };
    if (own >= maxStreamsPerCaller)
      throw new PsephosError("RATE_LIMITED", "Too many event streams from this address.", { detail });
    if (total >= maxStreams) throw new PsephosError("BUSY", "All places for event streams are taken.", { detail });
    open.set(caller, own + 1);
    total += 1;
    return () => {
      const left = open.get(caller)! - 1;
      if (left === 0) open.delete(caller);
      else open.set(caller, left);
      total -= 1;
    };
  };
}
