import { concat, keccak256 } from "ethers";

/** The files of an issuer key's two status lists, byte for byte as published. */
export interface StatusListFiles {
  readonly revocation: Uint8Array;
  readonly suspension: Uint8Array;
}

/** keccak256(keccak256(revocation list file) ‖ keccak256(suspension list file)), 0x…: what the registry keeps of the files. */
export function listsHash({ revocation, suspension }: StatusListFiles): string {
  return keccak256(concat([keccak256(revocation), keccak256(suspension)]));
}
