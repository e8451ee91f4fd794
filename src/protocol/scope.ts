import { BASE, multiplyPublic, toAffine, toProjective, type Point } from "../crypto/babyjubjub.ts";
import { SUBGROUP_ORDER, requireFieldElement } from "../crypto/field.ts";
import type { Brand } from "./brand.ts";
import type { OptionCapacity } from "./params.ts";
import { TAG } from "./tags.ts";
import { hashOfWords } from "./words-hash.ts";

/** The election in which a person votes once. */
export type Scope = Brand<bigint, "Scope">;

export function toScope(value: bigint): Scope {
  return requireFieldElement(value, "scope") as Scope;
}

/** Where something holds: proofs made for one place are worth nothing in another. */
export interface Place {
  readonly chainId: bigint;
  /** `0x` address of the contract that asks. */
  readonly contract: string;
}

export interface ElectionPlace extends Place {
  readonly electionId: bigint;
}

export interface CeremonyPlace extends Place {
  readonly ceremonyId: bigint;
}

/** `keccak256(abi.encode(TAG_ELECTION, chainid, Elections, electionId)) >> 8`. */
export function electionScope({ chainId, contract, electionId }: ElectionPlace): Scope {
  const hash = hashWords([TAG.ELECTION, chainId, BigInt(contract), electionId]);
  return (hash >> 8n) as Scope;
}

/** What one encrypted share is bound to; `contract` is KeyCeremony. */
export function dealingContext(input: CeremonyPlace & { dealerIndex: number; recipientIndex: number }): bigint {
  const { chainId, contract, ceremonyId, dealerIndex, recipientIndex } = input;
  const words = [TAG.DEALING, chainId, BigInt(contract), ceremonyId, BigInt(dealerIndex), BigInt(recipientIndex)];
  return hashWords(words) >> 8n;
}

/** Challenge of the proof of possession with which a trustee registers; `trustee` is its account, `publicKey` is E. */
export function possessionChallenge(
  input: CeremonyPlace & { trustee: string; publicKey: Point; nonce: Point },
): bigint {
  const { chainId, contract, ceremonyId, trustee, publicKey, nonce } = input;
  const words = [TAG.POSSESSION, chainId, BigInt(contract), ceremonyId, BigInt(trustee), ...publicKey, ...nonce];
  return hashWords(words) % SUBGROUP_ORDER;
}

/** Public randomness t of the election's test ciphertext. */
export function keyTestScalar({ chainId, contract, electionId, electionKey }: ElectionPlace & { electionKey: Point }) {
  return hashWords([TAG.KEY_TEST, chainId, BigInt(contract), electionId, ...electionKey]) % SUBGROUP_ORDER;
}

/** First halves of the test ciphertext: C1_k = (t + k)·B8 for k = 0 … capacity − 1. */
export function keyTestPoints(input: ElectionPlace & { electionKey: Point; capacity: OptionCapacity }): Point[] {
  let current = toProjective(multiplyPublic(BASE, keyTestScalar(input)));
  return Array.from({ length: input.capacity }, () => {
    const point = toAffine(current);
    current = current.add(toProjective(BASE));
    return point;
  });
}

/** keccak256 of the words' ABI encoding: static words one after another, addresses as numbers. */
function hashWords(words: readonly bigint[]): bigint {
  return BigInt(hashOfWords(words));
}
