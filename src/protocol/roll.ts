import { keccak256 } from "ethers";
import { FIELD } from "../crypto/field.ts";
import { MerkleTree, type MerklePath } from "../crypto/merkle.ts";
import { PsephosError } from "../errors.ts";
import type { Brand } from "./brand.ts";
import type { Commitment } from "./identity.ts";
import { ROLL_DEPTH, WEIGHT_BITS } from "./params.ts";
import { TAG } from "./tags.ts";

export type RollRoot = Brand<bigint, "RollRoot">;

export interface RollEntry {
  /** 0 < commitment < r. */
  readonly commitment: Commitment;
  /** 1 to 2^32 − 1. */
  readonly weight: bigint;
}

/** Who may vote, and with what weight. Entries ascend by commitment: their order tells nothing about who came when. */
export interface Roll {
  readonly name: string;
  readonly entries: readonly RollEntry[];
  readonly totalWeight: bigint;
}

/** What a roll's registrar publishes on chain. */
export interface RollRecord {
  readonly root: RollRoot;
  readonly size: number;
  readonly totalWeight: bigint;
  /** `0x` keccak256 of the roll file's bytes. */
  readonly fileHash: string;
}

export const MAX_ROLL_SIZE = 2 ** ROLL_DEPTH;
export const MAX_WEIGHT = 2n ** BigInt(WEIGHT_BITS) - 1n;

/** What is wrong with an entry, or undefined. */
export function entryFault({ commitment, weight }: { commitment: bigint; weight: bigint }): string | undefined {
  if (commitment <= 0n || commitment >= FIELD) return "the commitment must be above 0 and below the field's order";
  if (weight < 1n || weight > MAX_WEIGHT) return `the weight must be a whole number from 1 to ${MAX_WEIGHT}`;
  return undefined;
}

/** A roll from entries in any order. Duplicates must have been refused before, where their lines are known. */
export function makeRoll({ name, entries }: { name: string; entries: readonly RollEntry[] }): Roll {
  if (entries.length === 0) throw new PsephosError("ROLL_MALFORMED", "A roll needs at least one voter.");
  if (entries.length > MAX_ROLL_SIZE) {
    throw new PsephosError("ROLL_TOO_LARGE", `A roll holds at most ${MAX_ROLL_SIZE} voters; split the electorate.`);
  }
  const sorted = [...entries].sort((left, right) => (left.commitment < right.commitment ? -1 : 1));
  sorted.forEach((entry, index) => {
    const fault = entryFault(entry);
    if (fault !== undefined) throw new PsephosError("ROLL_MALFORMED", `A voter cannot be put on the roll: ${fault}.`);
    if (entry.commitment === sorted[index - 1]?.commitment) {
      throw new PsephosError("ROLL_DUPLICATE", "A commitment appears twice; a person may be on the roll once.");
    }
  });
  return { name, entries: sorted, totalWeight: sorted.reduce((total, { weight }) => total + weight, 0n) };
}

/** The roll's tree: LeanIMT over Poseidon3(TAG_ROLL, commitment, weight). 2^16 voters take some seconds. */
export function buildRollTree(roll: Roll): Promise<MerkleTree> {
  return MerkleTree.fromRows(rowsOf(roll), roll.entries.length);
}

function* rowsOf(roll: Roll): Generator<readonly bigint[]> {
  for (const { commitment, weight } of roll.entries) yield [TAG.ROLL, commitment, weight];
}

export function rollRecord(input: { roll: Roll; tree: MerkleTree; file: Uint8Array }): RollRecord {
  const { roll, tree, file } = input;
  return {
    root: tree.root as RollRoot,
    size: roll.entries.length,
    totalWeight: roll.totalWeight,
    fileHash: keccak256(file),
  };
}

/** A voter's place on the roll with what the ballot circuit needs of it. */
export interface Membership {
  readonly index: number;
  readonly weight: bigint;
  readonly path: MerklePath;
}

export function membershipOf(input: { roll: Roll; tree: MerkleTree; commitment: Commitment }): Membership {
  const { roll, tree, commitment } = input;
  const index = indexOfCommitment(roll, commitment);
  const entry = roll.entries[index];
  if (entry === undefined) {
    throw new PsephosError(
      "VOTER_NOT_ON_ROLL",
      "This identity is not on the electoral roll. Use the one that you registered.",
    );
  }
  return { index, weight: entry.weight, path: tree.path(index, ROLL_DEPTH) };
}

/** Binary search; −1 if the commitment is not on the roll. */
export function indexOfCommitment({ entries }: Roll, commitment: bigint): number {
  let [low, high] = [0, entries.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = entries[middle]!.commitment;
    if (found === commitment) return middle;
    if (found < commitment) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
