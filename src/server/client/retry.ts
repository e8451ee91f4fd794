import { isPsephosError, type ErrorCode, type PsephosError } from "../../errors.ts";

/** What passes by itself. */
const PASSING: readonly ErrorCode[] = ["SERVICE_UNREACHABLE", "BUSY", "RATE_LIMITED", "REQUEST_TOO_SLOW"];

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8000;
/** A service that wants more patience than that is reported instead of waited for. */
export const LONGEST_WAIT_MS = 30_000;

/** How long to wait before try number `failures` + 1, or undefined when trying again is of no use. */
export function pauseMs(error: unknown, failures: number): number | undefined {
  if (!isPsephosError(error) || !PASSING.includes(error.code)) return undefined;
  const askedMs = askedSeconds(error) * 1000;
  if (askedMs > LONGEST_WAIT_MS) return undefined;
  const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
  // Spread out, so that clients which failed together do not come back together.
  return askedMs + longest * (0.5 + fraction() / 2);
}

function askedSeconds({ detail }: PsephosError): number {
  const { retryAfterSeconds } = detail;
  return typeof retryAfterSeconds === "number" ? retryAfterSeconds : 0;
}

/** Uniform from 0 to 1. */
function fraction(): number {
  return globalThis.crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32;
}

/** Rejects with the signal's reason when it aborts. */
export async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    function onAbort() {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    }
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
