import { PsephosError } from "../../errors.ts";
import type { RequestCost } from "../api/endpoint.ts";
import type { HttpConfig } from "./config.ts";
import { windowSums } from "./windows.ts";

const WINDOW_MS = 60_000;

/** `count` is 1 unless told: of a request that asks for more than one thing. */
export type RateCheck = (caller: string, cost: RequestCost, count?: number) => void;

/** Counts a caller's requests of one cost, over all operations; throws RATE_LIMITED with the seconds to wait. */
export function rateCheck(rates: HttpConfig["rates"], now?: () => number): RateCheck {
  const limits: Record<RequestCost, number> = {
    free: 0,
    read: rates.readPerMinute,
    write: rates.writePerMinute,
    chain: rates.chainPerMinute,
    letter: rates.letterPerMinute,
    upload: rates.uploadPerMinute,
  };
  const add = windowSums({ windowMs: WINDOW_MS, now });
  return (caller, cost, count = 1) => {
    const limit = limits[cost];
    if (limit === 0) return;
    const { sum, leftSeconds } = add(`${cost} ${caller}`, count);
    if (sum <= limit) return;
    throw new PsephosError("RATE_LIMITED", "Too many requests from this address. Wait before the next one.", {
      detail: { retryAfterSeconds: leftSeconds, perMinute: limit },
    });
  };
}
