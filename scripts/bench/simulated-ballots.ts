import { encrypt, type Ciphertext } from "../../src/crypto/elgamal.ts";
import { randomScalar } from "../../src/crypto/random.ts";
import { electionSignals, type BallotTerms } from "../../src/protocol/ballot.ts";
import { toNullifier, type Nullifier } from "../../src/protocol/identity.ts";
import { capacityFor } from "../../src/protocol/rules.ts";
import { ballotWords, ciphertextWords } from "../../src/protocol/words.ts";
import { simulatedKeyOf, simulateProof } from "./simulated.ts";

/** For tests and benchmarks alone: accepted by contracts that hold the simulated key of the election's ballot circuit. */
export interface SimulatedBallot {
  /** As it is cast: 8 proof words, nullifier, ciphertext words. */
  readonly words: bigint[];
  /** All public signals of its proof. */
  readonly signals: bigint[];
  readonly nullifier: Nullifier;
  /** The option, from 0, that holds the 1; all others hold 0. */
  readonly option: number;
}

/** Encryptions of each message to draw from: two ballots share all their ciphertexts once in 64^K. */
const POOL_SIZE = 64;

/**
 * As many ballots as are asked for, each with a fresh nullifier, made one at a time (about 0.5 ms each) so that 50,000 need not be in
 * memory at once. They choose the options in turn: the sum opens to counts that differ by one at most.
 */
export function* simulatedBallots({ terms, count }: { terms: BallotTerms; count: number }): Generator<SimulatedBallot> {
  const { optionCount } = terms.rules;
  const capacity = capacityFor(optionCount);
  const key = simulatedKeyOf(`ballot-${capacity}`);
  const [zeros, ones] = [0n, 1n].map((message) => drawPool(terms, message)) as [Ciphertext[], Ciphertext[]];
  for (let index = 0; index < count; index++) {
    const option = index % optionCount;
    const nullifier = toNullifier(randomScalar());
    const ciphertexts = Array.from({ length: capacity }, (_, at) => drawFrom(at === option ? ones : zeros));
    const signals = [...electionSignals(terms), nullifier, ...ciphertextWords(ciphertexts)];
    const proof = simulateProof(key, signals).words;
    yield { words: ballotWords({ proof, nullifier, ciphertexts }), signals, nullifier, option };
  }
}

function drawPool({ electionKey }: BallotTerms, message: bigint): Ciphertext[] {
  return Array.from({ length: POOL_SIZE }, () =>
    encrypt({ message, randomness: randomScalar(), publicKey: electionKey }),
  );
}

function drawFrom(pool: readonly Ciphertext[]): Ciphertext {
  return pool[Number(randomScalar() % BigInt(pool.length))]!;
}
