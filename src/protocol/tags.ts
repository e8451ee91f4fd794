import { keccak256, toUtf8Bytes } from "ethers";
import { TAGS } from "./params.ts";

export type Role = keyof typeof TAGS;

/** `keccak256(preimage) >> 8` of each role. Eight bits are dropped because 2^248 < r < 2^256. */
export const TAG: Readonly<Record<Role, bigint>> = Object.freeze(
  Object.fromEntries(
    Object.entries(TAGS).map(([role, preimage]) => [role, BigInt(keccak256(toUtf8Bytes(preimage))) >> 8n]),
  ) as Record<Role, bigint>,
);
