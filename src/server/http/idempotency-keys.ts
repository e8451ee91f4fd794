import { createHmac, randomBytes } from "node:crypto";
import { PsephosError } from "../../errors.ts";
import { isVisibleAscii } from "./visible-ascii.ts";

const MAX_KEYS = 10_000;
const KEPT_MS = 10 * 60 * 1000;

/** One use of a key. Everything in it goes into keyed hashes and nowhere else. */
export interface KeyUse {
  readonly key: unknown;
  readonly caller: string;
  /** Operation, parameters and body: what must be the same when the key is. */
  readonly content: string;
}

/**
 * Submissions are idempotent by their content, so a key needs no stored answer: that would link requests. It only guards
 * against a client that uses one key for two things, as far as this process remembers.
 */
export function idempotencyKeys(now: () => number = () => performance.now()): (use: KeyUse) => void {
  const secret = randomBytes(32);
  const seen = new Map<string, { content: string; atMs: number }>();
  const hash = (parts: readonly string[]) =>
    createHmac("sha256", secret).update(JSON.stringify(parts)).digest("base64url");

  return ({ key, caller, content }) => {
    if (!isVisibleAscii(key)) {
      throw new PsephosError("REQUEST_MALFORMED", "Idempotency-Key must be 1 to 200 visible ASCII characters.");
    }
    const name = hash([caller, key]);
    const contentHash = hash([content]);
    const atMs = now();
    const earlier = seen.get(name);
    if (earlier !== undefined && atMs - earlier.atMs < KEPT_MS && earlier.content !== contentHash) {
      throw new PsephosError(
        "IDEMPOTENCY_KEY_REUSED",
        "This Idempotency-Key was used for another request. Take a new one.",
      );
    }
    // A Map keeps the order of insertion: the first key is the one used longest ago.
    seen.delete(name);
    seen.set(name, { content: contentHash, atMs });
    if (seen.size > MAX_KEYS) seen.delete(seen.keys().next().value!);
  };
}
