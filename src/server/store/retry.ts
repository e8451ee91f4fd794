import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { reasonOf } from "./refusals.ts";

const TRIES = 5;
const FIRST_PAUSE_MS = 20;

/** Runs `work` again after a failure that another try can mend, with growing pauses that differ between processes. */
export async function withRetries<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await work();
    } catch (error) {
      if (failures === TRIES || !isPassing(error)) throw error;
      const longest = FIRST_PAUSE_MS * 4 ** failures;
      await pause(randomInt(longest / 2, longest));
    }
  }
}

/** Serialization failure and deadlock; a connection or server that went away. */
export function isPassing(error: unknown): boolean {
  return /^(40001|40P01)$/.test(reasonOf(error)) || isLost(error);
}

export function isLost(error: unknown): boolean {
  return /^(08...|57P0[123]|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|LOST)$/.test(reasonOf(error));
}
