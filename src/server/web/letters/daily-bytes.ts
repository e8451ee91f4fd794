import { PsephosError } from "../../../errors.ts";
import { windowSums } from "../../http/windows.ts";

const DAY_MS = 86_400_000;

export interface DailyBytesInput {
  /** Of one caller in a day; 0 for no limit. */
  readonly bytes: number;
  readonly now?: () => number;
}

/** Counts what one caller brings in a day; throws RATE_LIMITED when it is too much. What was refused counts too. */
export function dailyBytes({ bytes, now }: DailyBytesInput): (caller: string, size: number) => void {
  const add = windowSums({ windowMs: DAY_MS, now });
  return (caller, size) => {
    if (bytes === 0) return;
    const { sum, leftSeconds } = add(caller, size);
    if (sum <= bytes) return;
    throw new PsephosError(
      "RATE_LIMITED",
      "Too many letters from this address today. Send the rest tomorrow, or hand the file over otherwise.",
      { detail: { retryAfterSeconds: leftSeconds } },
    );
  };
}
