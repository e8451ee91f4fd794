import { bn254 } from "@noble/curves/bn254.js";
import { keccak256, toUtf8Bytes } from "ethers";
import { BASE_FIELD, FIELD as ORDER, inverse, mod } from "../../src/crypto/field.ts";
import { randomScalar } from "../../src/crypto/random.ts";
import { CIRCUIT_NAMES, SIGNALS, type CircuitName } from "../../src/generated/signals.ts";
import type { Proof } from "../../src/proofs/proof.ts";
import type { ProofTask, Prover } from "../../src/proofs/prover.ts";
import { publicSignalsOf } from "../../src/proofs/public-signals.ts";

/**
 * For tests and benchmarks alone: whoever knows a key's trapdoors proves what is false.
 *
 * A Groth16 key whose every trapdoor is known, so that a valid proof of any statement, true or false, takes a few curve
 * operations. Proofs have the form and gas of real ones. With it tests reach the contracts with any signals they like, in any
 * number; that circuits refuse false statements is tested with the circuits.
 */
export interface SimulatedKey {
  readonly verifyingKey: VerifyingKeyWords;
  /** A proof for these signals; the same input gives the same proof, another salt another proof. */
  prove(input: { signals: readonly bigint[]; salt: string }): bigint[];
}

/** As IGroth16Verifier.VerifyingKey. */
export interface VerifyingKeyWords {
  circuitHash: string;
  alpha: bigint[];
  beta: bigint[];
  gamma: bigint[];
  delta: bigint[];
  ic: bigint[];
}

const G1 = bn254.G1.Point;
const G2 = bn254.G2.Point;
type PointG1 = InstanceType<typeof G1>;
type PointG2 = InstanceType<typeof G2>;

/** B takes one of a few values: multiplying in G2 is slow, and nothing depends on it. */
const B_VARIANTS = 4n;

export function scalarOf(label: string): bigint {
  return mod(BigInt(keccak256(toUtf8Bytes(label))), ORDER - 1n) + 1n;
}

export function wordsG1(point: PointG1): bigint[] {
  if (point.is0()) return [0n, 0n];
  const { x, y } = point.toAffine();
  return [x, y];
}

export function wordsG2(point: PointG2): bigint[] {
  if (point.is0()) return [0n, 0n, 0n, 0n];
  const { x, y } = point.toAffine();
  return [x.c1, x.c0, y.c1, y.c0];
}

/** Multiples of the generator by a table of them, made at the first use: three times as fast. */
const GENERATOR_WINDOW_BITS = 8;
let generator: PointG1 | undefined;

export function timesG1(scalar: bigint): PointG1 {
  generator ??= G1.fromAffine(G1.BASE.toAffine()).precompute(GENERATOR_WINDOW_BITS);
  return generator.multiplyUnsafe(mod(scalar, ORDER));
}

export const timesG2 = (scalar: bigint): PointG2 => G2.BASE.multiplyUnsafe(mod(scalar, ORDER));

export function simulatedKey({ name, signalCount }: { name: string; signalCount: number }): SimulatedKey {
  const [alpha, beta, gamma, delta] = ["alpha", "beta", "gamma", "delta"].map((part) =>
    scalarOf(`${name}.${part}`),
  ) as [bigint, bigint, bigint, bigint];
  const ic = Array.from({ length: signalCount + 1 }, (_, i) => scalarOf(`${name}.ic.${i}`));
  const inverseDelta = inverse(delta, ORDER);
  const b = Array.from({ length: Number(B_VARIANTS) }, (_, i) => {
    const scalar = scalarOf(`${name}.b.${i}`);
    return { scalar, words: wordsG2(timesG2(scalar)) };
  });

  return {
    verifyingKey: {
      circuitHash: keccak256(toUtf8Bytes(name)),
      alpha: wordsG1(timesG1(alpha)),
      beta: wordsG2(timesG2(beta)),
      gamma: wordsG2(timesG2(gamma)),
      delta: wordsG2(timesG2(delta)),
      ic: ic.flatMap((scalar) => wordsG1(timesG1(scalar))),
    },
    prove({ signals, salt }) {
      if (signals.length !== signalCount) throw new Error(`${name} has ${signalCount} signals, not ${signals.length}`);
      const u = scalarOf(`${name}.${salt}.u`);
      const v = b[Number(scalarOf(`${name}.${salt}.v`) % B_VARIANTS)]!;
      const input = signals.reduce((sum, signal, i) => mod(sum + signal * ic[i + 1]!, ORDER), ic[0]!);
      // e(A, B) = e(α, β)·e(input, γ)·e(C, δ), in exponents.
      const c = mod((u * v.scalar - alpha * beta - input * gamma) * inverseDelta, ORDER);
      return [...wordsG1(timesG1(u)), ...v.words, ...wordsG1(timesG1(c))];
    },
  };
}

const circuitKeys = new Map<CircuitName, SimulatedKey>();

/** The simulated key of one of the project's circuits; making one takes a moment, so each is made once. */
export function simulatedKeyOf(circuit: CircuitName): SimulatedKey {
  let key = circuitKeys.get(circuit);
  if (key === undefined) {
    key = simulatedKey({ name: circuit, signalCount: SIGNALS[circuit].length });
    circuitKeys.set(circuit, key);
  }
  return key;
}

/** Verifying keys of all circuits, for `startTestChain({ keys: simulatedKeys() })` and for verifiers of what is simulated. */
export function simulatedKeys(): Record<CircuitName, VerifyingKeyWords> {
  const entries = CIRCUIT_NAMES.map((circuit) => [circuit, simulatedKeyOf(circuit).verifyingKey] as const);
  return Object.fromEntries(entries) as Record<CircuitName, VerifyingKeyWords>;
}

/** A fresh valid proof for any signals, in half a millisecond. */
export function simulateProof(key: SimulatedKey, signals: readonly bigint[]): Proof {
  return { words: key.prove({ signals, salt: String(randomScalar()) }), signals };
}

/** Stands in for the real prover where only the form of proofs matters: takes public signals out of the inputs, true or not. */
export function simulatedProver(): Prover {
  const prove = (task: ProofTask): Proof => simulateProof(simulatedKeyOf(task.circuit), publicSignalsOf(task));
  return {
    prove: (task) => Promise.resolve(prove(task)),
    proveMany: (tasks, { onProgress } = {}) =>
      Promise.resolve(
        tasks.map((task, index) => {
          const proof = prove(task);
          onProgress?.({ done: index + 1, total: tasks.length });
          return proof;
        }),
      ),
    close: () => Promise.resolve(),
  };
}

/** Another proof of the same statement: (x·A, x⁻¹·B, C). Anyone can make it from a proof alone. */
export function rerandomised(proof: readonly bigint[], salt: string): bigint[] {
  const x = scalarOf(salt);
  const a = G1.fromAffine({ x: proof[0]!, y: proof[1]! });
  const b = G2.fromAffine({ x: { c1: proof[2]!, c0: proof[3]! }, y: { c1: proof[4]!, c0: proof[5]! } });
  return [...wordsG1(a.multiplyUnsafe(x)), ...wordsG2(b.multiplyUnsafe(inverse(x, ORDER))), ...proof.slice(6)];
}

/** proof with point added to its C: what an attacker does to make a right proof wrong, or to cancel another's error. */
export function shiftedC(proof: readonly bigint[], scalar: bigint): bigint[] {
  const c = G1.fromAffine({ x: proof[6]!, y: proof[7]! });
  return [...proof.slice(0, 6), ...wordsG1(c.add(timesG1(scalar)))];
}

export { BASE_FIELD, ORDER };
