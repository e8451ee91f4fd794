import { createHash, randomFillSync } from "node:crypto";
import type { FillRandom } from "../../crypto/random.ts";
import { PsephosError } from "../../errors.ts";

const ID_BYTES = 16;

/** Ids that nobody guesses. A source of randomness that throws, gives zeros or repeats itself is refused, never used. */
export function proofIds(fill: FillRandom = (bytes) => void randomFillSync(bytes)): () => string {
  // Hashed: the last id is a caller's, and opens his proof.
  let previous = "";
  return () => {
    const bytes = new Uint8Array(ID_BYTES);
    try {
      fill(bytes);
    } catch (cause) {
      throw broken("does not answer", cause);
    }
    const fingerprint = createHash("sha256").update(bytes).digest("hex");
    if (bytes.every((byte) => byte === 0) || fingerprint === previous) throw broken("gives zeros or repeats itself");
    previous = fingerprint;
    return Buffer.from(bytes).toString("hex");
  };
}

function broken(how: string, cause?: unknown): PsephosError {
  const message = `The random number source ${how}; nothing was made with it. Use another machine.`;
  return new PsephosError("RANDOMNESS_BROKEN", message, { cause });
}
