import { FIELD } from "../crypto/field.ts";
import { PsephosError } from "../errors.ts";
import type { Input } from "./input.ts";

/** A person's number with an office, as it was shown: decimal digits. */
export function pseudonymFrom(input: Input): bigint {
  const text = input.text("number");
  const number = /^[1-9][0-9]{0,76}$/.test(text) ? BigInt(text) : FIELD;
  if (number >= FIELD) {
    throw new PsephosError(
      "USAGE",
      "number must be the decimal number that attestation make or presentation make prints.",
    );
  }
  return number;
}
