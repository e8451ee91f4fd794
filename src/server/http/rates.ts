import { PsephosError } from "../../errors.ts";
import type { RequestCost } from "../api/endpoint.ts";
import type { HttpConfig } from "./config.ts";

const WINDOW_MS = 60_000;
/** Counts kept at a time; the one begun longest ago is forgotten first. */
const MAX_COUNTS = 20_000;

export type RateCheck = (caller: string, cost: RequestCost) => void;

/** Counts a caller's requests of one cost, over all operations; throws RATE_LIMITED with the seconds to wait. */
export function rateCheck(rates: HttpConfig["rates"], now: () => number = () => performance.now()): RateCheck {
  const limits: Record<RequestCost, number> = {
    free: 0,
    read: rates.readPerMinute,
    write: rates.writePerMinute,
    chain: rates.chainPerMinute,
    letter: rates.letterPerMinute,
  };
  const counts = new Map<string, { count: number; sinceMs: number }>();
  return (caller, cost) => {
    const limit = limits[cost];
    if (limit === 0) return;
    const key = `${cost} ${caller}`;
    const atMs = now();
    let window = counts.get(key);
    if (window === undefined || atMs - window.sinceMs >= WINDOW_MS) {
      window = { count: 0, sinceMs: atMs };
      // Deleted first, so that the order of the Map stays the order of the windows.
      counts.delete(key);
      counts.set(key, window);
      if (counts.size > MAX_COUNTS) counts.delete(counts.keys().next().value!);
    }
    window.count += 1;
    if (window.count <= limit) return;
    const retryAfterSeconds = Math.ceil((window.sinceMs + WINDOW_MS - atMs) / 1000);
    throw new PsephosError("RATE_LIMITED", "Too many requests from this address. Wait before the next one.", {
      detail: { retryAfterSeconds, perMinute: limit },
    });
  };
}
