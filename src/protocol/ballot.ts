import { BASE, equals, requirePublicKey, signedDigits, type Point } from "../crypto/babyjubjub.ts";
import { addCiphertexts, encrypt, type Ciphertext } from "../crypto/elgamal.ts";
import type { RandomScalar } from "../crypto/random.ts";
import { PsephosError, requireArgument } from "../errors.ts";
import { checkValues, checkWeight } from "./ballot-values.ts";
import { nullifierOf, type Nullifier, type Secret } from "./identity.ts";
import { MESSAGE_BITS, type OptionCapacity } from "./params.ts";
import type { Membership, RollRoot } from "./roll.ts";
import { capacityFor, packRules, type Rules } from "./rules.ts";
import type { Scope } from "./scope.ts";

/** What an election fixes for all its ballots. */
export interface BallotTerms {
  readonly rollRoot: RollRoot;
  readonly scope: Scope;
  readonly rules: Rules;
  /** H, of order l. */
  readonly electionKey: Point;
}

export interface BallotInput {
  readonly terms: BallotTerms;
  readonly secret: Secret;
  readonly membership: Membership;
  /** One value for each option. */
  readonly values: readonly number[];
  readonly optionNames?: readonly string[] | undefined;
  readonly random: RandomScalar;
}

/** Inputs of the `ballot-K` circuit, padded to K options. */
export interface BallotInputs {
  readonly rollRoot: bigint;
  readonly scope: bigint;
  readonly rules: bigint;
  readonly electionKey: Point;
  readonly nullifier: bigint;
  readonly ciphertexts: readonly (readonly [bigint, bigint, bigint, bigint])[];
  readonly secret: bigint;
  readonly weight: bigint;
  readonly siblings: readonly bigint[];
  readonly pathBits: readonly bigint[];
  readonly hasSibling: readonly bigint[];
  readonly values: readonly bigint[];
  /** In digit form. */
  readonly randomness: readonly bigint[];
}

/** A ballot that has been filled in and encrypted, and is still to be proved. */
export interface SealedBallot {
  readonly circuit: `ballot-${OptionCapacity}`;
  readonly nullifier: Nullifier;
  readonly ciphertexts: readonly Ciphertext[];
  /** Secret: goes to the prover on this device, nowhere else. */
  readonly inputs: BallotInputs;
  /** Secret: opens the ballot. Shown only when the ballot is challenged instead of cast, else dropped with the ballot. */
  readonly opening: BallotOpening;
}

export interface BallotOpening {
  readonly values: readonly number[];
  readonly weight: bigint;
  /** Plain scalars, one for each ciphertext. */
  readonly randomness: readonly bigint[];
}

/** Encrypts a choice with fresh randomness for every option. */
export function sealBallot(input: BallotInput): SealedBallot {
  const { terms, secret, membership, values, optionNames, random } = input;
  checkValues({ rules: terms.rules, values, optionNames });
  checkWeight(membership.weight);
  const capacity = capacityFor(terms.rules.optionCount);
  const opening = { values, weight: membership.weight, randomness: drawDistinct(capacity, random) };
  const ciphertexts = encryptOpening(terms, opening);
  const nullifier = nullifierOf({ secret, scope: terms.scope });
  const inputs = ballotInputs({ terms, secret, membership, opening, nullifier, ciphertexts });
  return { circuit: `ballot-${capacity}`, nullifier, ciphertexts, inputs, opening };
}

/** Equal randomness for two options would show the difference of their values. */
function drawDistinct(count: number, random: RandomScalar): bigint[] {
  const scalars = Array.from({ length: count }, random);
  if (new Set(scalars).size !== count) {
    throw new PsephosError(
      "RANDOMNESS_BROKEN",
      "The random number source repeats itself; no ballot was made. Use another machine.",
    );
  }
  return scalars;
}

export function ballotInputs(input: {
  terms: BallotTerms;
  secret: bigint;
  membership: Membership;
  opening: BallotOpening;
  nullifier: bigint;
  ciphertexts: readonly Ciphertext[];
}): BallotInputs {
  const { terms, secret, membership, opening, nullifier, ciphertexts } = input;
  const { siblings, pathBits, hasSibling } = membership.path;
  return {
    rollRoot: terms.rollRoot,
    scope: terms.scope,
    rules: packRules(terms.rules),
    electionKey: terms.electionKey,
    nullifier,
    ciphertexts: ciphertexts.map(({ c1, c2 }) => [...c1, ...c2]),
    secret,
    weight: opening.weight,
    siblings,
    pathBits,
    hasSibling,
    values: ciphertexts.map((_, index) => BigInt(opening.values[index] ?? 0)),
    randomness: opening.randomness.map(signedDigits),
  };
}

/** Deterministic: the ciphertexts that an opening gives, unused options encrypting 0. */
export function encryptOpening(
  { rules, electionKey }: Pick<BallotTerms, "rules" | "electionKey">,
  opening: BallotOpening,
) {
  const publicKey = requirePublicKey(electionKey, "The election key");
  const factor = rules.weighted ? opening.weight : 1n;
  return opening.randomness.map((randomness, index): Ciphertext => {
    const message = BigInt(opening.values[index] ?? 0) * factor;
    requireArgument(message >> BigInt(MESSAGE_BITS) === 0n, "values", `below 2^${MESSAGE_BITS} after weighting`);
    return encrypt({ message, randomness, publicKey });
  });
}

/** Challenge instead of cast: whether the sealed ciphertexts really hold what the opening says. Run it on another device. */
export function opensTo(input: {
  terms: Pick<BallotTerms, "rules" | "electionKey">;
  ciphertexts: readonly Ciphertext[];
  opening: BallotOpening;
}): boolean {
  const { terms, ciphertexts, opening } = input;
  const capacity = capacityFor(terms.rules.optionCount);
  if (ciphertexts.length !== capacity || opening.randomness.length !== capacity) return false;
  checkValues({ rules: terms.rules, values: opening.values });
  const expected = encryptOpening(terms, opening);
  return expected.every(
    ({ c1, c2 }, index) => equals(c1, ciphertexts[index]!.c1) && equals(c2, ciphertexts[index]!.c2),
  );
}

/** Where every aggregate starts: zero, encrypted with the public randomness 1, so that the first ballot is added like any other. */
export function emptyAggregate({
  electionKey,
  capacity,
}: {
  electionKey: Point;
  capacity: OptionCapacity;
}): Ciphertext[] {
  return Array.from({ length: capacity }, () => ({ c1: BASE, c2: electionKey }));
}

/** The encrypted sum of the accepted ballots, from the empty aggregate. */
export function aggregateOf(input: {
  electionKey: Point;
  capacity: OptionCapacity;
  ballots: readonly (readonly Ciphertext[])[];
}): Ciphertext[] {
  const { electionKey, capacity, ballots } = input;
  return emptyAggregate({ electionKey, capacity }).map((start, option) =>
    addCiphertexts([start, ...ballots.map((ballot) => ballot[option]!)]),
  );
}

/** Public signals of a ballot's proof in the circuit's order. */
export function ballotSignals(
  terms: BallotTerms,
  ballot: { nullifier: bigint; ciphertexts: readonly Ciphertext[] },
): bigint[] {
  return [...electionSignals(terms), ballot.nullifier, ...ballot.ciphertexts.flatMap(({ c1, c2 }) => [...c1, ...c2])];
}

/** Its first signals, which the contract supplies: common to all ballots of an election. */
export function electionSignals({ rollRoot, scope, rules, electionKey }: BallotTerms): bigint[] {
  return [rollRoot, scope, packRules(rules), ...electionKey];
}
