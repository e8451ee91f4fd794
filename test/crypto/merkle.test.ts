import assert from "node:assert/strict";
import { LeanIMT } from "@zk-kit/lean-imt";
import { FIELD } from "../../src/crypto/field.ts";
import { MerkleTree, type MerklePath } from "../../src/crypto/merkle.ts";
import { poseidon } from "../../src/crypto/poseidon.ts";
import { isPsephosError } from "../../src/errors.ts";
import { loadSemaphore, type Semaphore } from "../vectors/semaphore.ts";

const SIZES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 33];
const DEPTH = 20;

function leaves(count: number): bigint[] {
  return Array.from(
    { length: count },
    (_, index) => (BigInt(index + 1) * 0x9e3779b97f4a7c15f39cc0605cedc834n ** 2n) % FIELD,
  );
}

/** The lifted walk that the circuit does. */
function rootBy({ siblings, pathBits, hasSibling }: MerklePath, leaf: bigint): bigint {
  return siblings.reduce((node, sibling, level) => {
    if (hasSibling[level] === 0n) return node;
    return poseidon(pathBits[level] === 1n ? [sibling, node] : [node, sibling]);
  }, leaf);
}

describe("merkle", () => {
  let semaphore: Semaphore;
  before(() => {
    semaphore = loadSemaphore();
  });

  for (const size of SIZES) {
    it(`T075: gives the root of zk-kit's LeanIMT and of Semaphore's group over ${size} leaves`, async () => {
      const values = leaves(size);
      const { root, depth } = await MerkleTree.fromLeaves(values);
      const lean = new LeanIMT<bigint>((left, right) => poseidon([left, right]), values);
      assert.equal(root, lean.root);
      assert.equal(depth, lean.depth);
      assert.equal(root, new semaphore.Group(values).root);
    });
  }

  it("leads from every leaf to the root along a path padded to the full depth", async () => {
    for (const size of SIZES) {
      const values = leaves(size);
      const tree = await MerkleTree.fromLeaves(values);
      values.forEach((leaf, index) => {
        const path = tree.path(index, DEPTH);
        assert.equal(path.siblings.length, DEPTH);
        assert.equal(tree.leaf(index), leaf);
        assert.equal(rootBy(path, leaf), tree.root);
        const bits = [...path.pathBits, ...path.hasSibling];
        assert.ok(bits.every((bit) => bit === 0n || bit === 1n));
        assert.ok(path.siblings.every((sibling, level) => path.hasSibling[level] === 1n || sibling === 0n));
      });
    }
  });

  it("does not lead a wrong leaf, or the right leaf from a wrong place, to the root", async () => {
    const values = leaves(7);
    const tree = await MerkleTree.fromLeaves(values);
    assert.notEqual(rootBy(tree.path(2, DEPTH), values[3]!), tree.root);
    assert.notEqual(rootBy(tree.path(3, DEPTH), values[2]!), tree.root);
  });

  it("hashes rows into leaves as the one-by-one hash does", async () => {
    const rows = [
      [1n, 2n, 3n],
      [4n, 5n, 6n],
      [7n, 8n, FIELD - 1n],
    ];
    const tree = await MerkleTree.fromRows(rows, rows.length);
    rows.forEach((row, index) => assert.equal(tree.leaf(index), poseidon(row)));
    assert.equal(tree.root, (await MerkleTree.fromLeaves(rows.map((row) => poseidon(row)))).root);
  });

  it("T011: refuses to be empty, to lack or exceed announced rows, and to show places outside", async () => {
    const refused = (error: unknown) => isPsephosError(error, "ARGUMENT_INVALID");
    await assert.rejects(MerkleTree.fromLeaves([]), refused);
    await assert.rejects(MerkleTree.fromRows([[1n]], 2), refused);
    await assert.rejects(MerkleTree.fromRows([[1n], [2n]], 1), refused);
    const tree = await MerkleTree.fromLeaves(leaves(5));
    for (const index of [-1, 5, 0.5]) assert.throws(() => tree.path(index, DEPTH), refused);
    assert.throws(() => tree.path(0, 2), refused);
  });

  it("T012: a commitment that equals an inner node is no leaf that equals it", async () => {
    const tree = await MerkleTree.fromRows(
      [
        [7n, 1n, 1n],
        [7n, 2n, 1n],
      ],
      2,
    );
    const inner = poseidon([tree.leaf(0), tree.leaf(1)]);
    const other = await MerkleTree.fromRows([[7n, inner, 1n]], 1);
    assert.notEqual(other.leaf(0), inner);
  });
});
