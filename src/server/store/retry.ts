import { setTimeout as pause } from "node:timers/promises";
import { randomInt } from "node:crypto";

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

/** Serialization failure, deadlock; a connection or server that went away. See PostgreSQL's appendix A. */
const PASSING = /^(40001|40P01|08...|57P0[123]|ECONN(RESET|REFUSED)|EPIPE|ETIMEDOUT)$/;
const LOST = /connection terminated|connection ended|timeout exceeded when trying to connect|connection error/i;

export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return PASSING.test(code) || LOST.test(error.message);
}
