import { keccak_256 } from "@noble/hashes/sha3.js";
import type { Point } from "@zk-kit/baby-jubjub";
import { buildPoseidon } from "circomlibjs";
import { mod } from "../r1cs.ts";
import { BASE, ORDER, commitmentOf, digitForm, multiply, pathOf, poseidon } from "../reference.ts";

/**
 * Presentations computed from other people's libraries and from nothing of src/. Any value may be out of rule: whatever a
 * cheater claims, hashes and public signals are made to fit it.
 */

const withCapacity = await buildPoseidon();

/** Poseidon with the tag as its capacity. */
export function tagged(name: string, inputs: readonly bigint[]): bigint {
  return withCapacity.F.toObject(withCapacity(inputs.map(mod), tag(name)));
}

export function tag(name: string): bigint {
  const hash = keccak_256(new TextEncoder().encode(`psephos.${name}.v1`));
  return BigInt(`0x${Buffer.from(hash).toString("hex")}`) >> 8n;
}

export const OPERATOR = { noop: 0n, in: 4n, notIn: 5n, between: 9n, notBetween: 10n, exists: 11n };

export interface Slot {
  readonly operator: bigint;
  /** The last one is repeated up to 16. */
  readonly operands?: readonly bigint[];
  /** Place of the attribute. */
  readonly position?: number;
  readonly disclose?: bigint;
  readonly seal?: bigint;
}

export interface PresentationCase {
  readonly secret: bigint;
  /** Holder's commitment in the credential, if it is not that of the secret. */
  readonly holder?: bigint;
  readonly values: readonly bigint[];
  readonly slots: readonly Slot[];
  readonly now: bigint;
  readonly validFrom: bigint;
  readonly validUntil: bigint;
  readonly statusIndex: bigint;
  readonly revoked: readonly number[];
  readonly suspended: readonly number[];
  readonly issuerScalar: bigint;
  readonly nonceScalar: bigint;
  readonly verifierScalar: bigint;
  readonly ephemeral: bigint;
  readonly verifierId: bigint;
  readonly scopeId: bigint;
  readonly contextHash: bigint;
  readonly termsHash: bigint;
  readonly schemaHash: bigint;
  readonly nonce: bigint;
  /** Leaves of the trust tree on both sides of the issuer's. */
  readonly trustedBefore: readonly bigint[];
  readonly trustedAfter: readonly bigint[];
  readonly sealing: boolean;
}

export const YEAR = 31_556_952n;

export const PRESENTATION: PresentationCase = {
  secret: 1234567890123456789012345678901234567890n,
  values: Array.from({ length: 16 }, (_, index) => BigInt(100 + index)),
  slots: [
    { operator: OPERATOR.between, operands: [50n, 104n], position: 4 },
    { operator: OPERATOR.in, operands: [5n, 107n, 200n], position: 7, disclose: 1n },
    { operator: OPERATOR.exists, operands: [0n], position: 15, seal: 0n },
    { operator: OPERATOR.noop },
  ],
  now: 1_800_000_000n,
  validFrom: 1_800_000_000n - YEAR,
  validUntil: 1_800_000_000n + YEAR,
  statusIndex: 70_007n,
  revoked: [1, 70_006, 70_008],
  suspended: [2, 131_071],
  issuerScalar: 31337n ** 9n,
  nonceScalar: 4711n ** 11n,
  verifierScalar: 2n ** 250n + 987654321n,
  ephemeral: ORDER - 5n,
  verifierId: 1001n,
  scopeId: 2002n,
  contextHash: 3003n,
  termsHash: 606n,
  schemaHash: 505n,
  nonce: 707n,
  trustedBefore: [11n, 12n],
  trustedAfter: [14n, 15n],
  sealing: false,
};

const FULL_SET = Array.from({ length: 16 }, (_, at) => BigInt(at + 100));

/** A policy that seals two values for the verifier. */
export const SEALED: Partial<PresentationCase> = {
  sealing: true,
  slots: [
    { operator: OPERATOR.exists, operands: [0n], position: 0, seal: 1n },
    { operator: OPERATOR.notIn, operands: FULL_SET.slice(0, 3), position: 9, disclose: 1n },
    { operator: OPERATOR.notBetween, operands: [0n, 99n, 0n], position: 15, seal: 1n },
    { operator: OPERATOR.in, operands: FULL_SET, position: 15 },
  ],
};

/** S·B8 = R8 + 8·h·A, as circomlib has it. */
export function signWith({ key, nonce, message }: { key: bigint; nonce: bigint; message: bigint }): {
  r8: Point<bigint>;
  s: bigint;
} {
  const r8 = multiply(BASE, nonce);
  const challenge = poseidon(...r8, ...multiply(BASE, key), message);
  return { r8, s: (nonce + challenge * 8n * key) % ORDER };
}

export const saltOf = (position: number): bigint => poseidon(808n, BigInt(position));
export const attributeIdOf = (position: number): bigint => poseidon(909n, BigInt(position));

export function leafOf(position: number, value: bigint): bigint {
  return poseidon(tag("attribute"), attributeIdOf(position), value, saltOf(position));
}

export interface StatusWay {
  readonly statusRoot: bigint;
  readonly statusWords: bigint[];
  readonly statusNodes: bigint[][];
}

/** Leaf and children on the way to the root of the list with these entries marked. */
export function statusWay(
  index: number,
  { revoked, suspended }: { revoked: readonly number[]; suspended: readonly number[] },
): StatusWay {
  const words = Array.from({ length: 2048 }, () => 0n);
  for (const [entries, offset] of [
    [revoked, 0],
    [suspended, 64],
  ] as const) {
    for (const entry of entries) words[entry >> 6] = words[entry >> 6]! | (1n << BigInt((entry & 63) + offset));
  }
  const groups = (level: readonly bigint[], size: number): bigint[][] =>
    Array.from({ length: level.length / size }, (_, at) => level.slice(size * at, size * (at + 1)));
  const hashed = new Map<string, bigint>();
  const hash = (...inputs: bigint[]): bigint => {
    const key = inputs.join();
    const known = hashed.get(key) ?? poseidon(...inputs);
    hashed.set(key, known);
    return known;
  };
  let level = groups(words, 4).map((leaf) => hash(tag("status"), ...leaf));
  const statusNodes: bigint[][] = [];
  for (let depth = 0; depth < 3; depth++) {
    const families = groups(level, 8);
    statusNodes.push(families[index >> (11 + 3 * depth)]!);
    level = families.map((children) => hash(tag("status-node"), ...children));
  }
  return { statusRoot: level[0]!, statusWords: groups(words, 4)[index >> 8]!, statusNodes };
}

function statusOf(given: Pick<PresentationCase, "statusIndex" | "revoked" | "suspended">): StatusWay {
  return statusWay(Number(BigInt.asUintN(17, given.statusIndex)), given);
}

/** The leaf of the case's issuer, schema and status list. */
export function trustLeafOf(given: PresentationCase): bigint {
  const issuerKey = multiply(BASE, given.issuerScalar);
  return poseidon(tag("trust"), ...issuerKey, given.schemaHash, statusOf(given).statusRoot);
}

export type PresentationInputs = Record<string, bigint | bigint[] | bigint[][]>;

export function operandsOf({ operands = [0n] }: Slot): bigint[] {
  return Array.from({ length: 16 }, (_, at) => mod(operands[at] ?? operands.at(-1)!));
}

export function presentationInputs(changes: Partial<PresentationCase> = {}): PresentationInputs {
  const given = { ...PRESENTATION, ...changes };
  const { secret, values, slots, now, validFrom, validUntil, statusIndex, verifierId, scopeId, sealing } = given;
  const { schemaHash, termsHash, nonce } = given;

  const leaves = values.map((value, position) => leafOf(position, value));
  const attributesRoot = poseidon(...leaves);
  const holder = given.holder ?? commitmentOf(secret);
  const message = poseidon(
    tag("credential"),
    schemaHash,
    attributesRoot,
    holder,
    validFrom,
    validUntil,
    statusIndex,
    nonce,
  );
  const issuerKey = multiply(BASE, given.issuerScalar);
  const { r8, s } = signWith({ key: given.issuerScalar, nonce: given.nonceScalar, message });

  const status = statusOf(given);
  const trusted = [...given.trustedBefore, trustLeafOf(given), ...given.trustedAfter];
  const path = pathOf(trusted, { index: given.trustedBefore.length, depth: 10 });

  const isActive = ({ operator }: Slot): boolean => operator !== OPERATOR.noop;
  const positions = slots.map(({ position = 0 }) => position);
  const attributeIds = slots.map((slot, at) => (isActive(slot) ? attributeIdOf(positions[at]!) : 0n));
  const slotValues = slots.map((slot, at) => (isActive(slot) ? values[positions[at]!]! : 0n));
  const operands = slots.map(operandsOf);
  const disclose = slots.map(({ disclose: bit = 0n }) => bit);
  const seal = slots.map(({ seal: bit = 0n }) => bit);
  const verifierKey = sealing ? multiply(BASE, given.verifierScalar) : ([0n, 0n] as const);
  const packed = slots.reduce(
    (sum, { operator }, at) => sum + ((operator + 16n * disclose[at]! + 32n * seal[at]!) << BigInt(6 * at)),
    0n,
  );
  const policyHash = tagged("policy", [
    verifierId,
    scopeId,
    termsHash,
    schemaHash,
    ...verifierKey,
    packed,
    ...attributeIds,
    ...operands.map((list) => tagged("operands", list)),
  ]);

  const disclosureSalt = 515151n;
  const clear = slotValues.map((value, at) => value * disclose[at]!);
  const sealed = sealing ? sealedWords({ ...given, slotValues, seal, verifierKey }) : [];
  return {
    policyHash,
    trustRoot: path.rollRoot,
    now,
    contextHash: given.contextHash,
    pseudonym: poseidon(tag("pseudonym"), secret, verifierId, scopeId),
    disclosureHash: poseidon(tag("disclosure"), disclosureSalt, ...clear, ...sealed),
    verifierId,
    scopeId,
    termsHash,
    schemaHash,
    verifierKey: [...verifierKey],
    attributeIds,
    operators: slots.map(({ operator }) => operator),
    disclose,
    seal,
    operands,
    secret,
    leaves,
    validFrom: mod(validFrom),
    validUntil: mod(validUntil),
    statusIndex,
    nonce,
    r8: [...r8],
    s,
    issuerKey: [...issuerKey],
    ...status,
    siblings: [...path.siblings],
    pathBits: [...path.pathBits],
    hasSibling: [...path.hasSibling],
    positions: positions.map(BigInt),
    values: slotValues.map(mod),
    salts: slots.map((slot, at) => (isActive(slot) ? saltOf(positions[at]!) : 0n)),
    disclosureSalt,
    ephemeral: sealing ? digitForm(given.ephemeral) : 0n,
  };
}

function sealedWords(given: {
  ephemeral: bigint;
  slotValues: readonly bigint[];
  seal: readonly bigint[];
  verifierKey: readonly [bigint, bigint];
}): bigint[] {
  const agreed = multiply([...given.verifierKey], given.ephemeral);
  const sealed = given.slotValues.map((value, at) =>
    mod(given.seal[at]! * (value + poseidon(tag("seal"), ...agreed, BigInt(at)))),
  );
  return [...multiply(BASE, given.ephemeral), ...sealed];
}

/** What whoever holds a pseudonym of the usual policy's verifier and scope gives to the circuit. */
export function pseudonymInputs(): Record<string, bigint> {
  const { verifierId, scopeId, contextHash, secret } = PRESENTATION;
  return {
    verifierId,
    scopeId,
    contextHash,
    pseudonym: poseidon(tag("pseudonym"), secret, verifierId, scopeId),
    secret,
  };
}
