import assert from "node:assert/strict";
import { LeanIMT } from "@zk-kit/lean-imt";
import type { Main } from "../compile.ts";
import { honestWitness, sat, twin } from "../harness.ts";
import { pathOf, poseidon, type Path } from "../reference.ts";

const DEPTH = 6;
const MAIN: Main = {
  file: "lib/lean-tree.circom",
  template: "LeanTreeRoot",
  parameters: [DEPTH],
  publicSignals: ["leaf"],
};
const SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 33, 64];

/** The path level by level, passing where the node has no sibling; `pathOf` puts all passing levels last. */
function pathByLevels(leaves: readonly bigint[], index: number): Omit<Path, "rollRoot"> {
  const siblings: bigint[] = [];
  const pathBits: bigint[] = [];
  const hasSibling: bigint[] = [];
  let level = [...leaves];
  for (let depth = 0; depth < DEPTH; depth++) {
    const sibling = level[index ^ 1];
    siblings.push(sibling ?? 0n);
    hasSibling.push(sibling === undefined ? 0n : 1n);
    pathBits.push(BigInt(index & 1));
    level = Array.from({ length: Math.ceil(level.length / 2) }, (_, at) => {
      const [left, right] = [level[2 * at] as bigint, level[2 * at + 1]];
      return right === undefined ? left : poseidon(left, right);
    });
    index >>= 1;
  }
  return { siblings, pathBits, hasSibling };
}

describe("lean tree", () => {
  for (const size of SIZES) {
    it(`gives zk-kit's root for every leaf of ${size}, in both forms of the path`, async () => {
      const circuit = await twin(MAIN);
      const leaves = Array.from({ length: size }, (_, index) => poseidon(BigInt(index), 1n, 2n));
      const { root } = new LeanIMT<bigint>((left, right) => poseidon(left, right), leaves);
      leaves.forEach((leaf, index) => {
        const { siblings, pathBits, hasSibling } = pathOf(leaves, { index, depth: DEPTH });
        for (const path of [{ siblings, pathBits, hasSibling }, pathByLevels(leaves, index)]) {
          const witness = honestWitness(circuit, { leaf, ...path });
          assert.equal(sat(circuit, witness), true);
          assert.equal(witness[1], root);
        }
      });
    });
  }
});
