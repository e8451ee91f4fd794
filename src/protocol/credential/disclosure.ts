import { isOnCurve, multiply, multiplyBase, signedDigits, type Point } from "../../crypto/babyjubjub.ts";
import { mod, requireFieldElement } from "../../crypto/field.ts";
import { poseidon } from "../../crypto/poseidon.ts";
import { PsephosError, requireArgument } from "../../errors.ts";
import type { Brand } from "../brand.ts";
import { CREDENTIAL_TAG } from "./tags.ts";

/** Public: covers what is disclosed. Salted, so that nobody finds a value by trying all. */
export type DisclosureHash = Brand<bigint, "DisclosureHash">;

/** Hashed ElGamal, one word for each slot: value + Poseidon4(TAG_SEAL, e·V, slot), 0 where nothing is sealed. */
export interface SealedValues {
  /** e·B8. */
  readonly ephemeralKey: Point;
  readonly words: readonly bigint[];
}

/** What goes to the verifier beside the proof, never on chain. */
export interface Disclosure {
  /** At least 128 random bits. */
  readonly salt: bigint;
  /** By slot; 0 where nothing is shown in the clear. */
  readonly clear: readonly bigint[];
  readonly sealed?: SealedValues | undefined;
}

/** Poseidon6, or with sealed values Poseidon12, of (TAG_DISCLOSURE, salt, clear values, key, words). */
export function disclosureHash({ salt, clear, sealed }: Disclosure): DisclosureHash {
  const words = sealed === undefined ? [] : [...sealed.ephemeralKey, ...sealed.words];
  return poseidon([CREDENTIAL_TAG.DISCLOSURE, salt, ...clear, ...words]) as DisclosureHash;
}

export interface SealInput {
  /** By slot; undefined where nothing is sealed. */
  readonly values: readonly (bigint | undefined)[];
  readonly verifierKey: Point;
  /** Fresh for each presentation, 0 < ephemeral < l. */
  readonly ephemeral: bigint;
}

export function sealValues({ values, verifierKey, ephemeral }: SealInput): SealedValues {
  const agreed = multiply(verifierKey, ephemeral);
  return {
    ephemeralKey: multiplyBase(ephemeral),
    words: values.map((value, slot) => (value === undefined ? 0n : mod(value + maskOf(agreed, slot)))),
  };
}

/** The sealed value of one slot, by the verifier's key. That it is the true attribute, the proof tells. */
export function openValue(input: { sealed: SealedValues; slot: number; verifierSecret: bigint }): bigint {
  const { sealed, slot, verifierSecret } = input;
  requireArgument(isOnCurve(sealed.ephemeralKey), "ephemeralKey", "a point of the curve");
  const word = requireFieldElement(sealed.words[slot], `words[${slot}]`);
  return mod(word - maskOf(multiply(sealed.ephemeralKey, verifierSecret), slot));
}

/** Refuses a disclosure that is not the one that the proof covers. */
export function checkDisclosure(disclosure: Disclosure, expected: bigint): Disclosure {
  if (disclosureHash(disclosure) !== expected) {
    throw new PsephosError("DISCLOSURE_INVALID", "The disclosed values are not those that the proof covers.");
  }
  return disclosure;
}

/** Digit form of the ephemeral scalar, as the circuit takes it. */
export const ephemeralDigits = signedDigits;

function maskOf(agreed: Point, slot: number): bigint {
  return poseidon([CREDENTIAL_TAG.SEAL, ...agreed, BigInt(slot)]);
}
