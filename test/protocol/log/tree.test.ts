import assert from "node:assert/strict";
import { PsephosError } from "../../../src/errors.ts";
import { leafHash } from "../../../src/protocol/log/hash.ts";
import { LogTree } from "../../../src/protocol/log/tree.ts";
import { verifyConsistency, verifyInclusion } from "../../../src/protocol/log/verify.ts";
import { fromHex, toHex } from "./hex.ts";
import { naiveConsistency, naivePath, naiveRoot } from "./naive.ts";
import { CONSISTENCY, INCLUSION, INPUTS, ROOTS } from "./vectors.ts";

const MAX_SIZE = 130;
const ENTRIES = Array.from({ length: MAX_SIZE }, (_, index) => new TextEncoder().encode(`entry ${index}`));
const NAIVE_ROOTS = Array.from({ length: MAX_SIZE + 1 }, (_, size) => naiveRoot(ENTRIES.slice(0, size)));

function treeOf(entries: readonly Uint8Array[]): LogTree {
  const tree = new LogTree();
  entries.forEach((entry) => tree.append(leafHash(entry)));
  return tree;
}

const flipped = (hash: Uint8Array): Uint8Array => hash.map((byte, index) => (index === 31 ? byte ^ 1 : byte));

/** Every way to spoil a proof: a bit of each hash, one left out, doubled or added, two exchanged. */
function mutations(proof: readonly Uint8Array[]): Uint8Array[][] {
  const stray = leafHash(Uint8Array.of(7));
  const changes = proof.flatMap((hash, at) => [
    proof.with(at, flipped(hash)),
    proof.toSpliced(at, 1),
    proof.toSpliced(at, 0, hash),
    ...(at > 0 ? [proof.with(at, proof[at - 1]!).with(at - 1, hash)] : []),
  ]);
  return [...changes, [...proof, stray], [stray, ...proof]];
}

const refusal = (error: unknown) => error instanceof PsephosError && error.code === "ARGUMENT_INVALID";

describe("the log's tree", () => {
  const tree = treeOf(ENTRIES);

  it("has the roots and proofs of the published Certificate Transparency vectors", () => {
    const known = treeOf(INPUTS);
    ROOTS.forEach((root, size) => {
      assert.equal(toHex(known.root(size)), root);
      assert.equal(toHex(naiveRoot(INPUTS.slice(0, size))), root);
    });
    for (const { index, size, proof } of INCLUSION) {
      assert.deepEqual(known.inclusionProof(index, size).map(toHex), proof);
      const claim = { index, size, leaf: known.leaf(index), root: fromHex(ROOTS[size]!), proof: proof.map(fromHex) };
      assert.ok(verifyInclusion(claim));
    }
    for (const { first, second, proof } of CONSISTENCY) {
      assert.deepEqual(known.consistencyProof(first, second).map(toHex), proof);
      const roots = { firstRoot: fromHex(ROOTS[first]!), secondRoot: fromHex(ROOTS[second]!) };
      assert.ok(verifyConsistency({ first, second, ...roots, proof: proof.map(fromHex) }));
    }
  });

  it("has at every size the root that it had when it was that long", () => {
    const growing = new LogTree();
    assert.deepEqual(growing.root(), NAIVE_ROOTS[0]);
    ENTRIES.forEach((entry, index) => {
      growing.append(leafHash(entry));
      assert.deepEqual(growing.root(), NAIVE_ROOTS[index + 1]);
    });
    NAIVE_ROOTS.forEach((root, size) => assert.deepEqual(growing.root(size), root));
  });

  it("proves every entry of every size, with the RFC's path, and no other entry at its place", () => {
    for (let size = 1; size <= MAX_SIZE; size++) {
      for (let index = 0; index < size; index++) {
        const proof = tree.inclusionProof(index, size);
        if (size % 16 === 1 || size > 126) assert.deepEqual(proof, naivePath(index, ENTRIES.slice(0, size)));
        const claim = { index, size, leaf: tree.leaf(index), root: NAIVE_ROOTS[size]!, proof };
        assert.ok(verifyInclusion(claim), `${index} of ${size}`);
        assert.ok(!verifyInclusion({ ...claim, leaf: flipped(claim.leaf) }));
        assert.ok(!verifyInclusion({ ...claim, root: flipped(claim.root) }));
        if (size > 1) assert.ok(!verifyInclusion({ ...claim, index: (index + 1) % size }));
      }
    }
  });

  it("proves that every size begins with every earlier one, with the RFC's proof", () => {
    for (let second = 1; second <= MAX_SIZE; second++) {
      for (let first = 1; first <= second; first++) {
        const proof = tree.consistencyProof(first, second);
        if (second % 16 === 1 || second > 126) {
          assert.deepEqual(proof, naiveConsistency(first, ENTRIES.slice(0, second)));
        }
        const claim = { first, second, firstRoot: NAIVE_ROOTS[first]!, secondRoot: NAIVE_ROOTS[second]!, proof };
        assert.ok(verifyConsistency(claim), `${first} in ${second}`);
        assert.ok(!verifyConsistency({ ...claim, firstRoot: flipped(claim.firstRoot) }));
        assert.ok(!verifyConsistency({ ...claim, secondRoot: flipped(claim.secondRoot) }));
        if (first > 1) assert.ok(!verifyConsistency({ ...claim, first: first - 1 }));
      }
    }
  });

  it("refuses every spoilt proof of inclusion and of consistency", () => {
    for (const size of [1, 2, 3, 7, 8, 13, 64, 65, 130]) {
      const root = NAIVE_ROOTS[size]!;
      for (let index = 0; index < size; index++) {
        const claim = { index, size, leaf: tree.leaf(index), root };
        const spoilt = mutations(tree.inclusionProof(index, size));
        assert.ok(
          spoilt.every((proof) => !verifyInclusion({ ...claim, proof })),
          `${index} of ${size}`,
        );
      }
      for (let first = 1; first <= size; first++) {
        const claim = { first, second: size, firstRoot: NAIVE_ROOTS[first]!, secondRoot: root };
        const spoilt = mutations(tree.consistencyProof(first, size));
        assert.ok(
          spoilt.every((proof) => !verifyConsistency({ ...claim, proof })),
          `${first} in ${size}`,
        );
      }
    }
  });

  it("refuses a log whose past was rewritten, however it proves it", () => {
    const rewritten = treeOf(ENTRIES.with(40, ENTRIES[41]!));
    const claim = { first: 64, second: 130, firstRoot: tree.root(64), secondRoot: rewritten.root(130) };
    for (const other of [tree, rewritten]) {
      assert.ok(!verifyConsistency({ ...claim, proof: other.consistencyProof(64, 130) }));
    }
  });

  it("takes the empty log as the beginning of every log, and nothing else as the empty one", () => {
    const claim = { first: 0, second: 5, firstRoot: NAIVE_ROOTS[0]!, secondRoot: NAIVE_ROOTS[5]!, proof: [] };
    assert.ok(verifyConsistency(claim));
    assert.ok(!verifyConsistency({ ...claim, firstRoot: NAIVE_ROOTS[1]! }));
    assert.ok(!verifyConsistency({ ...claim, proof: [NAIVE_ROOTS[1]!] }));
    assert.ok(!verifyConsistency({ ...claim, first: 6, second: 5 }));
    assert.ok(!verifyInclusion({ index: 5, size: 5, leaf: tree.leaf(5), root: NAIVE_ROOTS[5]!, proof: [] }));
  });

  it("shows no inner node as an entry", () => {
    const pair = new Uint8Array([...tree.leaf(0), ...tree.leaf(1)]);
    assert.notDeepEqual(leafHash(pair), tree.root(2));
  });

  it("throws for sizes, indices and hashes that no proof has", () => {
    const claim = { index: 0, size: 2, leaf: tree.leaf(0), root: tree.root(2), proof: tree.inclusionProof(0, 2) };
    assert.throws(() => verifyInclusion({ ...claim, size: 0 }), refusal);
    assert.throws(() => verifyInclusion({ ...claim, index: -1 }), refusal);
    assert.throws(() => verifyInclusion({ ...claim, leaf: new Uint8Array(31) }), refusal);
    assert.throws(() => verifyInclusion({ ...claim, proof: [new Uint8Array(33)] }), refusal);
    const between = { first: 1, second: 2.5, firstRoot: tree.root(1), secondRoot: tree.root(2), proof: [] };
    assert.throws(() => verifyConsistency(between), refusal);
    assert.throws(() => tree.root(MAX_SIZE + 1), refusal);
    assert.throws(() => tree.inclusionProof(3, 3), refusal);
    assert.throws(() => tree.consistencyProof(0, 3), refusal);
    assert.throws(() => tree.consistencyProof(4, 3), refusal);
    assert.throws(() => tree.append(new Uint8Array(20)), refusal);
  });

  it("keeps what it was given when a caller alters what it returned", () => {
    const own = treeOf(ENTRIES.slice(0, 3));
    own.leaf(0).fill(0);
    own.inclusionProof(0)[0]!.fill(0);
    assert.deepEqual(own.root(), NAIVE_ROOTS[3]);
  });
});
