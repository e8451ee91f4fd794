import { keccak_512 } from "@noble/hashes/sha3.js";
import { multiplyBase, type Point } from "../../crypto/babyjubjub.ts";
import { SUBGROUP_ORDER, fromBytes, mod, toBytes } from "../../crypto/field.ts";
import type { Brand } from "../brand.ts";
import type { Secret } from "../identity.ts";
import { SHARING_TAG } from "./tags.ts";

/** v, 0 < v < l: recognises and reads a person's records in one scope of one verifier, and can do nothing else. */
export type ViewingSecret = Brand<bigint, "ViewingSecret">;

export interface ViewingKeys {
  readonly secret: ViewingSecret;
  /** V = v·B8: what the department is given, to address records to. */
  readonly publicKey: Point;
}

/**
 * v = keccak512(TAG_VIEWING ‖ secret ‖ verifierId ‖ scopeId) mod l, from 32-byte words. 512 bits leave no bias. It does not lead
 * back to the secret nor to other scopes' keys: it may be lent to a lawyer or an auditor.
 */
export function viewingKeysOf(input: { secret: Secret; verifierId: bigint; scopeId: bigint }): ViewingKeys {
  const words = [SHARING_TAG.VIEWING, input.secret, input.verifierId, input.scopeId];
  const secret = mod(fromBytes(keccak_512(joinWords(words))), SUBGROUP_ORDER) as ViewingSecret;
  return { secret, publicKey: multiplyBase(secret) };
}

export function joinWords(words: readonly bigint[]): Uint8Array {
  const bytes = new Uint8Array(32 * words.length);
  words.forEach((word, index) => bytes.set(toBytes(word), 32 * index));
  return bytes;
}
