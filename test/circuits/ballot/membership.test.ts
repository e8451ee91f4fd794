import assert from "node:assert/strict";
import { assertRefused, builtAccepts, type Cheat } from "../cheat.ts";
import type { Edit } from "../compile.ts";
import { MEMBERSHIP_PART } from "../mains.ts";
import { FIELD, inverse, mod } from "../r1cs.ts";
import { BALLOT, ORDER, ballotInputs, commitmentOf, leafOf, poseidon } from "../reference.ts";

type BallotInputs = ReturnType<typeof ballotInputs>;

const FILE = "ballot/membership.circom";
const TREE = "lib/lean-tree.circom";
const RANGE = "lib/range.circom";
const PART_DEPTH = 3;
const remove = (from: string): Edit => ({ file: FILE, from, to: "" });
const WITHOUT_ROOT = remove("rollRoot === root;");

function cheat(inputs: BallotInputs, without: readonly Edit[], sabotage: readonly Edit[] = []): Cheat {
  const { rollRoot, scope, nullifier, secret, weight } = inputs;
  const lower = (name: string): bigint[] => (inputs[name] as bigint[]).slice(0, PART_DEPTH);
  const path = { siblings: lower("siblings"), pathBits: lower("pathBits"), hasSibling: lower("hasSibling") };
  const own = { rollRoot, scope, nullifier, secret, weight, ...path } as BallotInputs;
  return { circuit: "ballot-2", inputs, sabotage, defence: { main: MEMBERSHIP_PART, inputs: own, without } };
}

function replaced(values: unknown, index: number, value: bigint): bigint[] {
  return (values as bigint[]).map((old, at) => (at === index ? mod(value) : old));
}

describe("ballot membership", () => {
  for (const [rollSize, index] of [
    [1, 0],
    [2, 1],
    [3, 2],
    [5, 4],
    [8, 3],
    [9, 8],
  ] as const) {
    it(`accepts voter ${index} of a roll of ${rollSize}`, async () => {
      assert.equal(await builtAccepts("ballot-2", ballotInputs({ rollSize, index })), true);
    });
  }

  for (const [name, weight] of [
    ["1", 1n],
    ["2^32 - 1", 2n ** 32n - 1n],
  ] as const) {
    it(`accepts weight ${name}`, async () => {
      assert.equal(await builtAccepts("ballot-2", ballotInputs({ weight })), true);
    });
  }

  it("accepts the highest secret, l - 1", async () => {
    assert.equal(await builtAccepts("ballot-2", ballotInputs({ secret: ORDER - 1n })), true);
  });

  const sameAsBits = {
    file: RANGE,
    from: "bits[i] * (1 - same[i + 1] - bits[i]) === 0;",
    to: "bits[i] * (bits[i] - 1) === 0;",
  };
  for (let multiple = 1n; BALLOT.secret + multiple * ORDER < FIELD; multiple++) {
    it(`T005: refuses the alias secret + ${multiple}·l, which has the same commitment and another nullifier`, async () => {
      const alias = BALLOT.secret + multiple * ORDER;
      const inputs = { ...ballotInputs(), secret: alias, nullifier: poseidon(BALLOT.scope, alias) };
      const without = alias < 2n ** 251n ? [sameAsBits] : [sameAsBits, { file: RANGE, from: "sum === in;", to: "" }];
      const given = cheat(inputs, without);
      if (alias < 2n ** 251n) await assertRefused(given);
      else assert.equal(await builtAccepts("ballot-2", inputs), false);
    });
  }

  it("T005: refuses l itself, the alias of 0", async () => {
    const inputs = { ...ballotInputs({ secret: 0n }), secret: ORDER, nullifier: poseidon(BALLOT.scope, ORDER) };
    await assertRefused(cheat(inputs, [sameAsBits]));
  });

  it("T005: refuses one secret for the key and another for the nullifier", async () => {
    const inputs = {
      ...ballotInputs(),
      secret: BALLOT.secret + ORDER,
      nullifier: poseidon(BALLOT.scope, BALLOT.secret),
    };
    await assertRefused(cheat(inputs, [sameAsBits, remove("nullifier === mark;")]));
  });

  it("refuses the nullifier of another secret", async () => {
    await assertRefused(
      cheat({ ...ballotInputs(), nullifier: poseidon(BALLOT.scope, 5n) }, [remove("nullifier === mark;")]),
    );
  });

  it("refuses the nullifier of another scope", async () => {
    const nullifier = poseidon(BALLOT.scope + 1n, BALLOT.secret);
    await assertRefused(cheat({ ...ballotInputs(), nullifier }, [remove("nullifier === mark;")]));
  });

  it("refuses a voter who is not on the roll", async () => {
    const stranger = { ...ballotInputs(), secret: 4711n, nullifier: poseidon(BALLOT.scope, 4711n) };
    await assertRefused(cheat(stranger, [WITHOUT_ROOT]));
  });

  it("refuses another weight than the roll's", async () => {
    const rolls = { file: FILE, from: "[TAG_ROLL(), commitment, weight]", to: "[TAG_ROLL(), commitment, 3]" };
    await assertRefused(cheat({ ...ballotInputs(), weight: 30n }, [rolls]));
  });

  it("refuses weight 0, even if a roll has it", async () => {
    await assertRefused(cheat(ballotInputs({ weight: 0n }), [remove("weight * weightInverse === 1;")]));
  });

  for (const [name, weight] of [
    ["2^32", 2n ** 32n],
    ["-1", FIELD - 1n],
  ] as const) {
    it(`T014: refuses weight ${name}, even if a roll has it`, async () => {
      await assertRefused(cheat(ballotInputs({ weight }), [remove("AssertWidth(WEIGHT_BITS())(weight);")]));
    });
  }

  // With a side p that is no bit, the pair (n + p(s − n), s − p(s − n)) can be any two nodes of the roll.
  it("T010: refuses a side that is no bit and makes any leaf a member", async () => {
    const roll = ballotInputs({ rollSize: 2, index: 0 });
    const [left, right] = [leafOf(BALLOT.secret, BALLOT.weight), (roll.siblings as bigint[])[0] as bigint];
    const stranger = leafOf(4711n, BALLOT.weight);
    const sibling = mod(left + right - stranger);
    const side = mod((left - stranger) * inverse(sibling - stranger));
    const inputs = {
      ...roll,
      secret: 4711n,
      nullifier: poseidon(BALLOT.scope, 4711n),
      siblings: replaced(roll.siblings, 0, sibling),
      pathBits: replaced(roll.pathBits, 0, side),
    };
    const anySide = {
      file: TREE,
      from: "signal {binary} side[depth] <== AssertBits(depth)(pathBits);",
      to: "signal side[depth] <== pathBits;",
    };
    await assertRefused(cheat(inputs, [anySide]));
  });

  it("T010: refuses a mark of a sibling that is no bit and makes any leaf a member", async () => {
    const roll = ballotInputs({ rollSize: 2, index: 0 });
    const stranger = leafOf(4711n, BALLOT.weight);
    const parent = poseidon(stranger, 1n);
    const inputs = {
      ...roll,
      secret: 4711n,
      nullifier: poseidon(BALLOT.scope, 4711n),
      siblings: replaced(roll.siblings, 0, 1n),
      hasSibling: replaced(roll.hasSibling, 0, ((roll.rollRoot as bigint) - stranger) * inverse(parent - stranger)),
    };
    const anyMark = {
      file: TREE,
      from: "signal {binary} joins[depth] <== AssertBits(depth)(hasSibling);",
      to: "signal joins[depth] <== hasSibling;",
    };
    await assertRefused(cheat(inputs, [anyMark]));
  });

  for (const [name, bit] of [
    ["2", 2n],
    ["-1", -1n],
    ["1/2", inverse(2n)],
  ] as const) {
    it(`T010: refuses ${name} as a bit of the path, even where it changes nothing`, async () => {
      const honest = ballotInputs();
      for (const signal of ["pathBits", "hasSibling"] as const) {
        const inputs = { ...honest, [signal]: replaced(honest[signal], 19, bit) };
        assert.equal(await builtAccepts("ballot-2", inputs), false, signal);
      }
    });
  }

  // The cheater brings the leaf in as the sibling of a level that passes.
  const leaf = "signal leaf <== Poseidon(3)([TAG_ROLL(), commitment, weight]);";
  const anyLeaf = { file: FILE, from: leaf, to: `${leaf.replace("leaf", "hashed")} signal leaf <-- siblings[2];` };
  async function assertLeafRefused(value: bigint, inputs: BallotInputs): Promise<void> {
    const given = cheat({ ...inputs, siblings: replaced(inputs.siblings, 2, value) }, [anyLeaf], [anyLeaf]);
    await assertRefused({ ...given, defence: { ...given.defence, cheatIncluded: true } });
  }

  it("T013: refuses membership of the zero leaf", async () => {
    const honest = ballotInputs();
    const siblings = (honest.siblings as bigint[]).map(() => 0n);
    const hasSibling = siblings.map((_, level) => (level < 2 ? 1n : 0n));
    const rollRoot = poseidon(poseidon(0n, 0n), 0n);
    await assertLeafRefused(0n, { ...honest, rollRoot, siblings, pathBits: siblings, hasSibling });
  });

  it("T012: refuses an inner node, and the root itself, as a leaf", async () => {
    const honest = ballotInputs({ rollSize: 4, index: 0 });
    const [first, second] = honest.siblings as [bigint, bigint];
    const node = poseidon(leafOf(BALLOT.secret, BALLOT.weight), first);
    const zeros = (honest.siblings as bigint[]).map(() => 0n);
    const upper = { siblings: replaced(zeros, 0, second), hasSibling: replaced(zeros, 0, 1n), pathBits: zeros };
    await assertLeafRefused(node, { ...honest, ...upper });
    const root = honest.rollRoot as bigint;
    await assertLeafRefused(root, { ...honest, siblings: zeros, hasSibling: zeros, pathBits: zeros });
  });

  it("T012: refuses a commitment as a leaf", async () => {
    const honest = ballotInputs();
    const zeros = (honest.siblings as bigint[]).map(() => 0n);
    const rollRoot = poseidon(commitmentOf(BALLOT.secret), 1n);
    const path = { siblings: replaced(zeros, 0, 1n), hasSibling: replaced(zeros, 0, 1n), pathBits: zeros };
    await assertLeafRefused(commitmentOf(BALLOT.secret), { ...honest, rollRoot, ...path });
  });

  it("T011, T013: refuses root 0, that of an empty roll", async () => {
    const honest = ballotInputs();
    const zeros = (honest.siblings as bigint[]).map(() => 0n);
    const empty = { ...honest, rollRoot: 0n, siblings: zeros, pathBits: zeros, hasSibling: zeros };
    await assertRefused(cheat(empty, [WITHOUT_ROOT]));
  });
});
