import type { Groth16Proof, Groth16VerifyingKey } from "snarkjs";
import { PsephosError } from "../errors.ts";
import { BASE_FIELD, FIELD } from "../crypto/field.ts";
import { PROOF_WORD_COUNT, signalCount, type Proof, type ProofWords, type VerifyingKey } from "./proof.ts";

/** The one spelling of a non-negative integer: no sign, no leading zero, no prefix, no exponent, no space. */
const CANONICAL_DECIMAL = /^(?:0|[1-9][0-9]{0,77})$/;

/**
 * The one decoder of proofs. It takes what the contract would take: exactly eight words below q and exactly as many
 * signals below r as the key has, as bigints or canonical decimal strings. Anything else is PROOF_MALFORMED, never
 * repaired: a verifier that accepts a second spelling accepts what the chain refuses.
 */
export function parseProof({ proof, key }: { proof: unknown; key: VerifyingKey }): Proof {
  if (typeof proof !== "object" || proof === null) throw malformed("a proof is an object of words and signals");
  const { words, signals } = proof as Record<string, unknown>;
  return { words: parseProofWords(words), signals: parseSignals(signals, signalCount(key)) };
}

export function parseProofWords(value: unknown): bigint[] {
  return parseList({ value, name: "words", length: PROOF_WORD_COUNT, limit: BASE_FIELD });
}

export function parseSignals(value: unknown, count: number): bigint[] {
  return parseList({ value, name: "signals", length: count, limit: FIELD });
}

interface ListForm {
  readonly value: unknown;
  readonly name: string;
  readonly length: number;
  /** Exclusive. */
  readonly limit: bigint;
}

function parseList({ value, name, length, limit }: ListForm): bigint[] {
  if (!Array.isArray(value) || value.length !== length) throw malformed(`${name} must be a list of ${length} numbers`);
  // Array.from visits holes too; map would skip them.
  return Array.from(value as unknown[], (entry, index) => {
    const number = typeof entry === "string" && CANONICAL_DECIMAL.test(entry) ? BigInt(entry) : entry;
    if (typeof number !== "bigint" || number < 0n || number >= limit) {
      throw malformed(`${name}[${index}] is not a canonical number in range`);
    }
    return number;
  });
}

/** Words of snarkjs's proof object. Only affine points (z = 1) and its form of infinity (0, 1, 0) are taken. */
export function proofFromSnarkjs(proof: Groth16Proof): ProofWords {
  return parseProofWords([...g1Words(proof.pi_a), ...g2Words(proof.pi_b), ...g1Words(proof.pi_c)]);
}

export function proofToSnarkjs(words: ProofWords): Groth16Proof {
  const [ax = 0n, ay = 0n, bx1 = 0n, bx0 = 0n, by1 = 0n, by0 = 0n, cx = 0n, cy = 0n] = parseProofWords(words);
  const pairs = (coordinates: bigint[][]): string[][] => coordinates.map((pair) => pair.map(String));
  const b = (bx0 | bx1 | by0 | by1) === 0n ? [[0n, 0n], [1n, 0n], [0n, 0n]] : [[bx0, bx1], [by0, by1], [1n, 0n]]; // prettier-ignore
  return { pi_a: g1Object(ax, ay), pi_b: pairs(b), pi_c: g1Object(cx, cy), protocol: "groth16", curve: "bn128" };
}

export function verifyingKeyFromSnarkjs({
  key,
  circuitHash,
}: {
  key: Groth16VerifyingKey;
  circuitHash: string;
}): VerifyingKey {
  const points = (words: string[], name: string): bigint[] =>
    parseList({ value: words, name, length: words.length, limit: BASE_FIELD });
  if (key.protocol !== "groth16" || key.curve !== "bn128" || key.IC.length !== key.nPublic + 1) {
    throw malformed("the verifying key is not one of Groth16 over BN254 with a point for each signal");
  }
  return {
    circuitHash,
    alpha: points(g1Words(key.vk_alpha_1), "alpha"),
    beta: points(g2Words(key.vk_beta_2), "beta"),
    gamma: points(g2Words(key.vk_gamma_2), "gamma"),
    delta: points(g2Words(key.vk_delta_2), "delta"),
    ic: points(key.IC.flatMap(g1Words), "ic"),
  };
}

function g1Words(point: readonly string[]): string[] {
  const [x, y, z] = point;
  if (point.length !== 3 || x === undefined || y === undefined) throw malformed("a point has three coordinates");
  if (z === "0" && x === "0" && y === "1") return ["0", "0"];
  if (z !== "1") throw malformed("a point is not affine");
  return [x, y];
}

function g2Words(point: readonly (readonly string[])[]): string[] {
  const [[x0, x1, ...x] = [], [y0, y1, ...y] = [], [z0, z1, ...z] = []] = point;
  const complete = point.length === 3 && x.length + y.length + z.length === 0;
  if (!complete || x0 === undefined || x1 === undefined || y0 === undefined || y1 === undefined) {
    throw malformed("a point of the second group has three pairs of coordinates");
  }
  if (z0 === "0" && z1 === "0" && [x0, x1, y0, y1].join() === "0,0,1,0") return ["0", "0", "0", "0"];
  if (z0 !== "1" || z1 !== "0") throw malformed("a point is not affine");
  return [x1, x0, y1, y0];
}

function g1Object(x: bigint, y: bigint): string[] {
  return (x | y) === 0n ? ["0", "1", "0"] : [String(x), String(y), "1"];
}

function malformed(what: string): PsephosError {
  return new PsephosError("PROOF_MALFORMED", `Malformed proof: ${what}. Take it unchanged from where it was made.`);
}
