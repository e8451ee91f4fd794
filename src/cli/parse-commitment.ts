import { PsephosError } from "../errors.ts";
import { toCommitment, type Commitment } from "../protocol/identity.ts";

/** A person's public number as they were shown it: decimal digits. */
export function parseCommitment(text: string): Commitment {
  if (!/^[1-9][0-9]{0,76}$/.test(text)) {
    throw new PsephosError("USAGE", "--commitment must be the decimal number that psephos identity show prints.");
  }
  return toCommitment(BigInt(text));
}
