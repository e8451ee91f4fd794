import {
  IDENTITY,
  add,
  equals,
  isIdentity,
  isInSubgroup,
  multiply,
  multiplyBase,
  multiplyPublic,
  negate,
  signedDigits,
  sum,
  type Point,
} from "../crypto/babyjubjub.ts";
import { findCount } from "../crypto/discrete-log.ts";
import type { Ciphertext } from "../crypto/elgamal.ts";
import { lagrangeAtZero, requireShareIndices } from "../crypto/shamir.ts";
import { PsephosError, requireArgument } from "../errors.ts";
import { MAX_TRUSTEES, OPTION_CAPACITIES, type OptionCapacity } from "./params.ts";

/** Inputs of the `decryption-K` circuit. */
export interface DecryptionInputs {
  readonly publicShare: Point;
  readonly c1: readonly Point[];
  readonly partial: readonly Point[];
  /** In digit form. */
  readonly keyShare: bigint;
}

/** D_k = x_j·C1_k for each option, with what proves that the same x_j gives Y_j. */
export interface PartialDecryption {
  readonly circuit: `decryption-${OptionCapacity}`;
  readonly partials: readonly Point[];
  /** Secret: goes to the prover on this device. */
  readonly inputs: DecryptionInputs;
}

/** C1 points are of order l, or the identity in the rare case that all randomness cancels. */
export function partiallyDecrypt(input: {
  keyShare: bigint;
  publicShare: Point;
  c1: readonly Point[];
}): PartialDecryption {
  const { keyShare, publicShare, c1 } = input;
  const capacity = OPTION_CAPACITIES.find((size) => size === c1.length);
  requireArgument(capacity !== undefined, "c1", `one point for each option: ${OPTION_CAPACITIES.join(", ")} of them`);
  requireArgument(c1.every(isInSubgroup), "c1", "points of prime order");
  if (!equals(multiplyBase(keyShare), publicShare)) {
    throw new PsephosError(
      "SHARE_INVALID",
      "This key share is not the one of the ceremony. Use the key file of this ceremony.",
    );
  }
  const partials = c1.map((point) => (isIdentity(point) ? IDENTITY : multiply(point, keyShare)));
  return {
    circuit: `decryption-${capacity}`,
    partials,
    inputs: decryptionInputs({ keyShare, publicShare, c1, partials }),
  };
}

export function decryptionInputs(input: {
  keyShare: bigint;
  publicShare: Point;
  c1: readonly Point[];
  partials: readonly Point[];
}): DecryptionInputs {
  const { keyShare, publicShare, c1, partials } = input;
  return { publicShare, c1, partial: partials, keyShare: signedDigits(keyShare) };
}

/** Public signals of a `decryption` proof in the circuit's order. */
export function decryptionSignals({
  publicShare,
  c1,
  partials,
}: {
  publicShare: Point;
  c1: readonly Point[];
  partials: readonly Point[];
}) {
  return [...publicShare, ...c1.flat(), ...partials.flat()];
}

/** One trustee's partial decryption of all options; its proof has been verified. */
export interface TrusteePartials {
  readonly trusteeIndex: number;
  readonly partials: readonly Point[];
}

export interface OpeningInput {
  readonly aggregate: readonly Ciphertext[];
  readonly threshold: number;
  /** At least `threshold` different trustees; the first ones by index are used. */
  readonly decryptions: readonly TrusteePartials[];
}

export interface Opening {
  /** Ascending: the trustees whose partial decryptions open the sum. */
  readonly trusteeIndices: readonly number[];
  /** count_k·B8 by option. */
  readonly counted: readonly Point[];
}

/** C2_k − Σ λ_j·D_jk = count_k·B8, by `threshold` trustees. */
export function combinePartials({ aggregate, threshold, decryptions }: OpeningInput): Opening {
  requireShareIndices(
    decryptions.map(({ trusteeIndex }) => trusteeIndex),
    MAX_TRUSTEES,
  );
  if (decryptions.length < threshold) {
    throw new PsephosError(
      "DECRYPTION_INCOMPLETE",
      `Opening needs partial decryptions of ${threshold} trustees and has ${decryptions.length}. Ask the others.`,
    );
  }
  const used = [...decryptions].sort((left, right) => left.trusteeIndex - right.trusteeIndex).slice(0, threshold);
  requireArgument(
    used.every(({ partials }) => partials.length === aggregate.length),
    "decryptions",
    "one point for each option",
  );
  const trusteeIndices = used.map(({ trusteeIndex }) => trusteeIndex);
  const lambdas = lagrangeAtZero(trusteeIndices);
  const counted = aggregate.map(({ c2 }, option) => {
    const mask = sum(used.map(({ partials }, index) => multiplyPublic(partials[option]!, lambdas[index]!)));
    return add(c2, negate(mask));
  });
  return { trusteeIndices, counted };
}

export interface OpenedResult {
  /** One for each option of the circuit; unused options have 0. */
  readonly counts: readonly bigint[];
  readonly trusteeIndices: readonly number[];
}

/** Opens the sum and finds the counts, none above `maxCount`. */
export function openResult(input: OpeningInput & { maxCount: bigint }): OpenedResult {
  const { trusteeIndices, counted } = combinePartials(input);
  return { trusteeIndices, counts: counted.map((point) => findCount(point, input.maxCount)) };
}
