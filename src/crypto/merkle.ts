import { requireArgument, requireInteger } from "../errors.ts";
import { ELEMENT_BYTES, bulkPoseidon, type BulkPoseidon } from "./poseidon-bulk.ts";

/**
 * Way from a leaf to the root, padded to a fixed depth. Level i hashes with its sibling on the side that `pathBits` tells
 * (1: the node is the right one), or passes the node through where there is none.
 */
export interface MerklePath {
  /** 0 where there is no sibling. */
  readonly siblings: readonly bigint[];
  readonly pathBits: readonly bigint[];
  readonly hasSibling: readonly bigint[];
}

/**
 * LeanIMT over Poseidon2, as in Semaphore v4: a node without a right neighbour moves up unhashed.
 * Nodes stay packed in the hash engine's form, so that 2^20 leaves take 64 MB.
 */
export class MerkleTree {
  readonly size: number;
  readonly root: bigint;
  readonly #levels: readonly Uint8Array[];
  readonly #engine: BulkPoseidon;

  private constructor(levels: readonly Uint8Array[], engine: BulkPoseidon) {
    this.#levels = levels;
    this.#engine = engine;
    this.size = levels[0]!.length / ELEMENT_BYTES;
    this.root = engine.decode(levels.at(-1)!);
  }

  /** Leaves are Poseidon hashes of the rows, all of one length and with elements below r; at least one row. */
  static async fromRows(rows: Iterable<readonly bigint[]>, size: number): Promise<MerkleTree> {
    requireInteger(size, { name: "size", min: 1, max: 2 ** 32 });
    const engine = await bulkPoseidon();
    return new MerkleTree(levelsOver(hashRows({ rows, size, engine }), engine), engine);
  }

  /** Leaves as they are. */
  static async fromLeaves(leaves: readonly bigint[]): Promise<MerkleTree> {
    requireArgument(leaves.length > 0, "leaves", "at least one field element");
    const engine = await bulkPoseidon();
    const packed = new Uint8Array(leaves.length * ELEMENT_BYTES);
    leaves.forEach((leaf, index) => packed.set(engine.encode(leaf), index * ELEMENT_BYTES));
    return new MerkleTree(levelsOver(packed, engine), engine);
  }

  get depth(): number {
    return this.#levels.length - 1;
  }

  leaf(index: number): bigint {
    requireInteger(index, { name: "index", min: 0, max: this.size - 1 });
    return this.#node(0, index);
  }

  path(index: number, depth: number): MerklePath {
    requireInteger(index, { name: "index", min: 0, max: this.size - 1 });
    requireInteger(depth, { name: "depth", min: this.depth, max: 32 });
    const levels = Array.from({ length: depth }, (_, level) => {
      const node = Math.floor(index / 2 ** level);
      return { node, level, sibling: level < this.depth && this.#has(level, node ^ 1) };
    });
    return {
      siblings: levels.map(({ level, node, sibling }) => (sibling ? this.#node(level, node ^ 1) : 0n)),
      pathBits: levels.map(({ node, sibling }) => (sibling ? BigInt(node & 1) : 0n)),
      hasSibling: levels.map(({ sibling }) => (sibling ? 1n : 0n)),
    };
  }

  #has(level: number, index: number): boolean {
    return index * ELEMENT_BYTES < this.#levels[level]!.length;
  }

  #node(level: number, index: number): bigint {
    return this.#engine.decode(this.#levels[level]!.slice(index * ELEMENT_BYTES, (index + 1) * ELEMENT_BYTES));
  }
}

function hashRows({
  rows,
  size,
  engine,
}: {
  rows: Iterable<readonly bigint[]>;
  size: number;
  engine: BulkPoseidon;
}): Uint8Array {
  const leaves = new Uint8Array(size * ELEMENT_BYTES);
  let count = 0;
  for (const row of rows) {
    requireArgument(count < size, "rows", `${size} rows, not more`);
    const packed = new Uint8Array(row.length * ELEMENT_BYTES);
    row.forEach((element, index) => packed.set(engine.encode(element), index * ELEMENT_BYTES));
    leaves.set(engine.hash(packed), count++ * ELEMENT_BYTES);
  }
  requireArgument(count === size, "rows", `${size} rows, not fewer`);
  return leaves;
}

function levelsOver(leaves: Uint8Array, engine: BulkPoseidon): Uint8Array[] {
  const levels = [leaves];
  for (let level = leaves; level.length > ELEMENT_BYTES; levels.push(level)) level = parents(level, engine);
  return levels;
}

function parents(level: Uint8Array, engine: BulkPoseidon): Uint8Array {
  const pairBytes = 2 * ELEMENT_BYTES;
  const above = new Uint8Array(Math.ceil(level.length / pairBytes) * ELEMENT_BYTES);
  for (let at = 0; at < level.length; at += pairBytes) {
    const pair = level.subarray(at, at + pairBytes);
    above.set(pair.length === pairBytes ? engine.hash(pair) : pair, at / 2);
  }
  return above;
}
