import { add, multiply, multiplyBase, multiplyPrepared, type Point } from "../../../src/crypto/babyjubjub.ts";
import { now, read, send, mineAt, type Receipt } from "./chain.ts";
import { keyShare, secretOf, type CeremonyPlan } from "./ceremony.ts";
import { keyOf, type Capacity, type System } from "./system.ts";

export interface RuleFields {
  readonly optionCount: number;
  readonly maxValue?: number;
  readonly minTotal?: bigint;
  readonly maxTotal?: bigint;
  readonly quadratic?: boolean;
  readonly weighted?: boolean;
}

/** Rules packed as in contracts/types/Rules.sol. */
export function packRules(fields: RuleFields): bigint {
  const { optionCount, maxValue = 1, minTotal = 1n, maxTotal = 1n, quadratic = false, weighted = false } = fields;
  const flags = (quadratic ? 1n << 96n : 0n) | (weighted ? 1n << 99n : 0n);
  return BigInt(optionCount) | (BigInt(maxValue) << 8n) | (minTotal << 24n) | (maxTotal << 60n) | flags;
}

export interface ElectionPlan {
  readonly id: bigint;
  readonly capacity: Capacity;
  readonly config: ElectionConfigWords;
  readonly ceremony: CeremonyPlan;
  readonly key: Point;
  /** Signals that all its ballots share. */
  readonly common: readonly bigint[];
}

export interface ElectionConfigWords {
  manifestHash: string;
  rollId: bigint;
  ceremonyId: bigint;
  rules: bigint;
  opensAt: bigint;
  closesAt: bigint;
  resultBy: bigint;
  minimumTurnout: bigint;
}

export async function publishRoll(system: System, { size = 1000n, totalWeight = 5000n } = {}): Promise<bigint> {
  const root = secretOf(`roll ${size} ${totalWeight}`);
  const receipt = await send(system.rolls, "publishRoll", root, size, totalWeight, `0x${"5e".repeat(32)}`);
  return BigInt(receipt.logs[0]!.topics[1]!);
}

export async function configFor(
  system: System,
  ceremony: CeremonyPlan,
  changes: Partial<ElectionConfigWords> = {},
): Promise<ElectionConfigWords> {
  const start = await now(system.chain);
  return {
    manifestHash: `0x${"a5".repeat(32)}`,
    rollId: changes.rollId ?? (await publishRoll(system)),
    ceremonyId: ceremony.id,
    rules: packRules({ optionCount: 3 }),
    opensAt: start + 1000n,
    closesAt: start + 2000n,
    resultBy: start + 3000n,
    minimumTurnout: 0n,
    ...changes,
  };
}

export async function createElection(
  system: System,
  ceremony: CeremonyPlan,
  changes: Partial<ElectionConfigWords> = {},
): Promise<ElectionPlan> {
  const config = await configFor(system, ceremony, changes);
  await send(system.elections, "createElection", config);
  const id = await read<bigint>(system.elections, "electionCount");
  const election = await read<{ optionCapacity: bigint; rollRoot: bigint; electionKey: [bigint, bigint] }>(
    system.elections,
    "election",
    id,
  );
  const scope = await read<bigint>(system.elections, "scope", id);
  const key: Point = [election.electionKey[0], election.electionKey[1]];
  return {
    id,
    capacity: Number(election.optionCapacity) as Capacity,
    config,
    ceremony,
    key,
    common: [election.rollRoot, scope, config.rules, ...key],
  };
}

export interface BallotInput {
  /** Names the voter: gives the nullifier and the randomness. */
  readonly voter: string;
  readonly values: readonly number[];
  /** Randomness and proof differ between two attempts of one voter. */
  readonly attempt?: string;
}

export function nullifierOf(plan: ElectionPlan, voter: string): bigint {
  return secretOf(`nullifier ${plan.common[1]} ${voter}`);
}

/** [8 proof words, nullifier, 4K ciphertext words] with a simulated proof. */
export function ballotWords(plan: ElectionPlan, { voter, values, attempt = "" }: BallotInput): bigint[] {
  const own = [nullifierOf(plan, voter), ...ciphertexts(plan, { voter, values, attempt })];
  return [...proveBallot(plan, own, `${voter}${attempt}`), ...own];
}

/** A proof of the election's ballot circuit for any own signals. */
export function proveBallot(plan: ElectionPlan, own: readonly bigint[], salt: string): bigint[] {
  return keyOf(`ballot-${plan.capacity}`).prove({ signals: [...plan.common, ...own], salt });
}

export function ciphertexts(plan: ElectionPlan, { voter, values, attempt = "" }: BallotInput): bigint[] {
  return Array.from({ length: plan.capacity }, (_, k) => {
    const randomness = secretOf(`randomness ${plan.id} ${voter}${attempt} ${k}`);
    const mask = multiplyPrepared(plan.key, randomness);
    return [...multiplyBase(randomness), ...add(multiplyBase(BigInt(values[k] ?? 0)), mask)];
  }).flat();
}

export interface Decryption {
  readonly partials: bigint[];
  readonly proof: bigint[];
}

/** Partial decryption by trustee `index` of the points given as words, with a simulated proof. */
export async function partialDecryption(
  system: System,
  plan: ElectionPlan,
  { index, c1 }: { index: number; c1: readonly bigint[] },
): Promise<Decryption> {
  const share = keyShare(plan.ceremony, index);
  const points = Array.from({ length: c1.length / 2 }, (_, k): Point => [c1[2 * k]!, c1[2 * k + 1]!]);
  const partials = points.flatMap((point) => [...multiply(point, share)]);
  return { partials, proof: await proveDecryption(system, plan, { index, c1, partials }) };
}

export async function proveDecryption(
  system: System,
  plan: ElectionPlan,
  { index, c1, partials }: { index: number; c1: readonly bigint[]; partials: readonly bigint[] },
): Promise<bigint[]> {
  const publicShare = await read<bigint[]>(system.ceremonies, "publicShare", plan.ceremony.id, index);
  const signals = [...publicShare, ...c1, ...partials];
  return keyOf(`decryption-${plan.capacity}`).prove({ signals, salt: `${plan.id} ${index}` });
}

/** The C1 of the aggregate, two words for each option. */
export async function aggregateC1(system: System, plan: ElectionPlan): Promise<bigint[]> {
  const words = [...(await read<bigint[]>(system.elections, "aggregate", plan.id))];
  return words.filter((_, i) => i % 4 < 2);
}

export async function passKeyTests(
  system: System,
  plan: ElectionPlan,
  indices = range(plan.ceremony.threshold),
): Promise<Receipt[]> {
  const c1 = [...(await read<bigint[]>(system.elections, "keyTestCiphertext", plan.id))];
  const receipts: Receipt[] = [];
  for (const index of indices) {
    const { partials, proof } = await partialDecryption(system, plan, { index, c1 });
    receipts.push(await send(system.elections, "submitKeyTest", plan.id, index, partials, proof));
  }
  return receipts;
}

/** An election in Voting. */
export async function openElection(
  system: System,
  ceremony: CeremonyPlan,
  changes: Partial<ElectionConfigWords> = {},
): Promise<ElectionPlan> {
  const plan = await createElection(system, ceremony, changes);
  await passKeyTests(system, plan);
  await mineAt(system.chain, plan.config.opensAt);
  return plan;
}

export async function castBallots(
  system: System,
  plan: ElectionPlan,
  ballots: readonly BallotInput[],
): Promise<Receipt> {
  return send(
    system.elections,
    "cast",
    plan.id,
    ballots.flatMap((ballot) => ballotWords(plan, ballot)),
  );
}

export interface PartialsReceipts {
  /** Words of all partial decryptions, one trustee after the other. */
  readonly partials: bigint[];
  readonly receipts: Receipt[];
}

/** Posts the partial decryptions of the trustees given. */
export async function decryptPartially(
  system: System,
  plan: ElectionPlan,
  indices: readonly number[],
): Promise<PartialsReceipts> {
  const c1 = await aggregateC1(system, plan);
  const result: PartialsReceipts = { partials: [], receipts: [] };
  for (const index of indices) {
    const { partials, proof } = await partialDecryption(system, plan, { index, c1 });
    result.receipts.push(await send(system.elections, "submitPartialDecryption", plan.id, index, partials, proof));
    result.partials.push(...partials);
  }
  return result;
}

/** 1 … count */
export function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}

/** Column sums of the ballots' values, K of them. */
export function plainCount(plan: ElectionPlan, ballots: readonly BallotInput[]): bigint[] {
  return Array.from({ length: plan.capacity }, (_, k) =>
    ballots.reduce((sum, { values }) => sum + BigInt(values[k] ?? 0), 0n),
  );
}
