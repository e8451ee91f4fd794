import { getAddress, isAddress, ZeroAddress } from "ethers";
import { PsephosError } from "../errors.ts";

/** An address that somebody typed, with its checksum. `whose`: "The member's address". */
export function requireAddress(text: string, { whose }: { whose: string }): string {
  if (isAddress(text) && getAddress(text) !== ZeroAddress) return getAddress(text);
  throw new PsephosError("ARGUMENT_INVALID", `${whose} must be 0x and 40 digits, not all zero.`);
}
