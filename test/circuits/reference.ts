import { Base8, addPoint, mulPointEscalar, subOrder, type Point } from "@zk-kit/baby-jubjub";
import { LeanIMT } from "@zk-kit/lean-imt";
import { buildPoseidon } from "circomlibjs";
import { keccak_256 } from "@noble/hashes/sha3.js";
import type { Inputs } from "./harness.ts";
import { mod } from "./r1cs.ts";

/**
 * The statements of the circuits, computed from other people's libraries and from nothing of src/. Any value may be
 * out of rule: whatever a cheater claims, the public signals are made to fit it.
 */

export const ORDER = subOrder;
export const BASE: Point<bigint> = Base8;
export const IDENTITY: Point<bigint> = [0n, 1n];

const circomlibPoseidon = await buildPoseidon();

export function poseidon(...inputs: bigint[]): bigint {
  return circomlibPoseidon.F.toObject(circomlibPoseidon(inputs.map(mod)));
}

export function tag(name: "roll" | "dealing"): bigint {
  const hash = keccak_256(new TextEncoder().encode(`psephos.${name}.v1`));
  return BigInt(`0x${Buffer.from(hash).toString("hex")}`) >> 8n;
}

const modOrder = (scalar: bigint): bigint => ((scalar % ORDER) + ORDER) % ORDER;

export function multiply(point: Point<bigint>, scalar: bigint): Point<bigint> {
  return mulPointEscalar(point, modOrder(scalar));
}

/** N with scalar ≡ 2N − (2^251 − 1) mod l. */
export function digitForm(scalar: bigint): bigint {
  return modOrder((scalar + 2n ** 251n - 1n) * ((ORDER + 1n) / 2n));
}

export interface Rules {
  readonly optionCount: number;
  readonly maxValue: number;
  readonly minTotal?: number;
  readonly maxTotal: number;
  readonly quadratic?: boolean;
  readonly distinct?: boolean;
  readonly blank?: boolean;
  readonly weighted?: boolean;
}

export function packRules(rules: Rules): bigint {
  const { optionCount, maxValue, minTotal = 0, maxTotal } = rules;
  const flags = [rules.quadratic, rules.distinct, rules.blank, rules.weighted];
  return [
    BigInt(optionCount),
    BigInt(maxValue) << 8n,
    BigInt(minTotal) << 24n,
    BigInt(maxTotal) << 60n,
    ...flags.map((flag, index) => (flag === true ? 1n << BigInt(96 + index) : 0n)),
  ].reduce((sum, part) => sum + part, 0n);
}

export function commitmentOf(secret: bigint): bigint {
  return poseidon(...multiply(BASE, secret));
}

export function leafOf(secret: bigint, weight: bigint): bigint {
  return poseidon(tag("roll"), commitmentOf(secret), weight);
}

export interface Path {
  readonly rollRoot: bigint;
  readonly siblings: readonly bigint[];
  readonly pathBits: readonly bigint[];
  readonly hasSibling: readonly bigint[];
}

/** The path of leaf `index` by zk-kit's own proof, filled up to `depth` with levels that pass. */
export function pathOf(leaves: readonly bigint[], { index, depth }: { index: number; depth: number }): Path {
  const proof = new LeanIMT<bigint>((left, right) => poseidon(left, right), [...leaves]).generateProof(index);
  const level = (value: (level: number) => bigint): bigint[] =>
    Array.from({ length: depth }, (_, at) => (at < proof.siblings.length ? value(at) : 0n));
  return {
    rollRoot: proof.root,
    siblings: level((at) => proof.siblings[at] as bigint),
    pathBits: level((at) => BigInt((proof.index >> at) & 1)),
    hasSibling: level(() => 1n),
  };
}

export interface BallotCase {
  readonly optionCapacity: 2 | 4 | 8;
  readonly rollDepth: number;
  readonly rules: Rules | bigint;
  readonly values: readonly bigint[];
  readonly secret: bigint;
  /** The weight that the roll has for this voter. */
  readonly weight: bigint;
  readonly rollSize: number;
  readonly index: number;
  readonly scope: bigint;
  /** Private key of the election key. */
  readonly electionScalar: bigint;
  readonly randomness: readonly bigint[];
}

export const BALLOT: BallotCase = {
  optionCapacity: 2,
  rollDepth: 20,
  rules: { optionCount: 2, maxValue: 5, minTotal: 1, maxTotal: 8 },
  values: [5n, 2n],
  secret: 1234567890123456789012345678901234567890n,
  weight: 3n,
  rollSize: 5,
  index: 2,
  scope: 77n,
  electionScalar: 424242424242424242424242n,
  randomness: [ORDER - 3n, 2n ** 250n + 12345n, 3n, 4n, 5n, 6n, 7n, 8n],
};

/** Messages as an honest voter makes them, for whatever values. */
export function messagesOf({ rules, values, weight }: Pick<BallotCase, "rules" | "values" | "weight">): bigint[] {
  const weighted = ((typeof rules === "bigint" ? rules : packRules(rules)) >> 99n) & 1n;
  return values.map((value) => value * (weighted === 1n ? weight : 1n));
}

export function encrypt({ message, key, randomness }: { message: bigint; key: Point<bigint>; randomness: bigint }) {
  const c2 = addPoint(multiply(BASE, message), multiply(key, randomness));
  return [...multiply(BASE, randomness), ...c2];
}

export function ballotInputs(changes: Partial<BallotCase> = {}): Record<string, bigint | bigint[] | bigint[][]> {
  const ballot = { ...BALLOT, ...changes };
  const { optionCapacity, rules, secret, weight, scope, values } = ballot;
  const key = multiply(BASE, ballot.electionScalar);
  const leaves = Array.from({ length: ballot.rollSize }, (_, at) =>
    at === ballot.index ? leafOf(secret, weight) : poseidon(99n, BigInt(at), 1n),
  );
  const { rollRoot, siblings, pathBits, hasSibling } = pathOf(leaves, {
    index: ballot.index,
    depth: ballot.rollDepth,
  });
  const randomness = ballot.randomness.slice(0, optionCapacity);
  const ciphertexts = messagesOf(ballot).map((message, option) =>
    encrypt({ message, key, randomness: randomness[option] as bigint }),
  );
  return {
    rollRoot,
    scope,
    rules: typeof rules === "bigint" ? rules : packRules(rules),
    electionKey: [...key],
    nullifier: poseidon(scope, secret),
    ciphertexts,
    secret,
    weight,
    siblings: [...siblings],
    pathBits: [...pathBits],
    hasSibling: [...hasSibling],
    values: values.map(mod),
    randomness: randomness.map(digitForm),
  };
}

export interface DealingCase {
  readonly context: bigint;
  readonly share: bigint;
  readonly ephemeral: bigint;
  readonly recipientScalar: bigint;
}

export const DEALING: DealingCase = {
  context: 31337n,
  share: ORDER - 987654321n,
  ephemeral: 5555555555555555555555555555n,
  recipientScalar: 2n ** 250n + 99n,
};

export function dealingInputs(changes: Partial<DealingCase> = {}): Inputs & { encryptedShare: bigint } {
  const { context, share, ephemeral, recipientScalar } = { ...DEALING, ...changes };
  const recipientKey = multiply(BASE, recipientScalar);
  const agreed = multiply(recipientKey, ephemeral);
  return {
    context,
    shareKey: multiply(BASE, share),
    recipientKey,
    ephemeralKey: multiply(BASE, ephemeral),
    encryptedShare: mod(share + poseidon(tag("dealing"), ...agreed, context)),
    share,
    ephemeral: digitForm(ephemeral),
  };
}

export interface DecryptionCase {
  readonly keyShare: bigint;
  /** Scalars of the aggregate's first halves; 0 is the identity. */
  readonly c1Scalars: readonly bigint[];
}

export const DECRYPTION: DecryptionCase = {
  keyShare: 9876543210987654321098765432109876543210n,
  c1Scalars: [17n, ORDER - 1n],
};

export function decryptionInputs(changes: Partial<DecryptionCase> = {}) {
  const { keyShare, c1Scalars } = { ...DECRYPTION, ...changes };
  const c1 = c1Scalars.map((scalar) => multiply(BASE, scalar));
  return {
    publicShare: multiply(BASE, keyShare),
    c1,
    partial: c1.map((point) => multiply(point, keyShare)),
    keyShare: digitForm(keyShare),
  };
}
