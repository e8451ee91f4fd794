import { keccak_256 } from "@noble/hashes/sha3.js";
import type { Point } from "../../../crypto/babyjubjub.ts";
import { SUBGROUP_ORDER, fromBytes, toBytes } from "../../../crypto/field.ts";
import { TAGS } from "../../../protocol/params.ts";

/**
 * The hashes that the contracts compute, from their definition in `docs/protocol.md`. Written again for the auditor
 * on purpose: a fault in the code that voters and trustees run would otherwise go round in a circle unseen.
 */

const FIELD_SHIFT = 8n;

/** An address as the word that `abi.encode` makes of it. */
export function addressWord(address: string): bigint {
  return BigInt(address);
}

export function keccakOfText(text: string): bigint {
  return fromBytes(keccak_256(new TextEncoder().encode(text)));
}

/** keccak256 of `abi.encode` for static values, each one word. */
export function keccakOfWords(words: readonly bigint[]): bigint {
  return fromBytes(keccak_256(Uint8Array.from(words.flatMap((word) => [...toBytes(word)]))));
}

function tag(name: keyof typeof TAGS): bigint {
  return keccakOfText(TAGS[name]) >> FIELD_SHIFT;
}

export const rollTag = (): bigint => tag("ROLL");

export interface Place {
  readonly chainId: number;
  /** The contract's address. */
  readonly contract: string;
  readonly id: bigint;
}

function placeWords({ chainId, contract, id }: Place): bigint[] {
  return [BigInt(chainId), addressWord(contract), id];
}

/** Scope of an election: in it every voter has one nullifier. */
export function electionScope(place: Place): bigint {
  return keccakOfWords([tag("ELECTION"), ...placeWords(place)]) >> FIELD_SHIFT;
}

export function possessionChallenge(
  place: Place,
  claim: { trustee: string; recipientKey: Point; nonce: Point },
): bigint {
  const { trustee, recipientKey, nonce } = claim;
  const words = [tag("POSSESSION"), ...placeWords(place), addressWord(trustee), ...recipientKey, ...nonce];
  return keccakOfWords(words) % SUBGROUP_ORDER;
}

export function dealingContext(place: Place, parties: { dealer: number; recipient: number }): bigint {
  const words = [tag("DEALING"), ...placeWords(place), BigInt(parties.dealer), BigInt(parties.recipient)];
  return keccakOfWords(words) >> FIELD_SHIFT;
}

/** First scalar of the test ciphertext; option k uses this plus k. */
export function keyTestScalar(place: Place, electionKey: Point): bigint {
  return keccakOfWords([tag("KEY_TEST"), ...placeWords(place), ...electionKey]) % SUBGROUP_ORDER;
}

/**
 * keccak256(abi.encode(chainid, ceremonies, ceremonyId, dealer, uint256[2][] commitments, uint256[] content)):
 * four words, two offsets, then both arrays with their lengths.
 */
export function dealingHash(
  place: Place,
  dealing: { dealer: number; commitments: readonly Point[]; content: readonly bigint[] },
): bigint {
  const { dealer, commitments, content } = dealing;
  const headWords = 6n;
  const commitmentWords = 1n + 2n * BigInt(commitments.length);
  return keccakOfWords([
    ...placeWords(place),
    BigInt(dealer),
    headWords * 32n,
    (headWords + commitmentWords) * 32n,
    BigInt(commitments.length),
    ...commitments.flat(),
    BigInt(content.length),
    ...content,
  ]);
}

/** A word as the chain writes hashes: 0x and 64 digits. */
export function hex32(word: bigint): string {
  return `0x${word.toString(16).padStart(64, "0")}`;
}
