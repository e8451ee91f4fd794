import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { isPsephosError } from "../../errors.ts";
import { translating } from "./errors.ts";

const TRIES = 3;
const LONGEST_PAUSE_MS = 200;

/**
 * Asks a node what changes nothing, up to 3 times while it does not answer: of many questions one lost answer is no reason to ask them
 * all again. What the chain refuses is refused at once.
 */
export async function askAgain<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await translating(ask());
    } catch (error) {
      if (tries === TRIES || !isPsephosError(error) || error.exitClass !== "environment") throw error;
      await sleep(randomInt(LONGEST_PAUSE_MS));
    }
  }
}
