import assert from "node:assert/strict";
import { inverse, mod } from "../r1cs.ts";
import { assertRefused, partAccepts } from "./cheat.ts";
import { EQUAL_PART } from "./mains.ts";

describe("equal values", () => {
  const FILE = "credential/equal-values.circom";
  const difference = { file: FILE, from: "asked[i][j] * (first[i] - second[j]) === 0;", to: "" };
  const use = { file: FILE, from: "asked[i][j] * (2 - firstActive[i] - secondActive[j]) === 0;", to: "" };
  const bits = {
    file: FILE,
    from: "signal {binary} asked[SLOT_COUNT()][SLOT_COUNT()];",
    to: "signal asked[SLOT_COUNT()][SLOT_COUNT()];",
  };
  const anyNumber = [
    bits,
    { file: FILE, from: "asked[i] <== AssertBits(SLOT_COUNT())(equal[i]);", to: "asked[i] <== equal[i];" },
  ];
  const ALL = [1n, 1n, 1n, 1n];

  function equalInputs(asked: readonly (readonly [number, number, bigint])[], changes: Record<string, bigint[]> = {}) {
    const equal = [0, 1, 2, 3].map((row) =>
      [0, 1, 2, 3].map((column) => asked.find(([i, j]) => i === row && j === column)?.[2] ?? 0n),
    );
    const values = { first: [5n, 6n, 0n, mod(-1n)], second: [6n, 0n, mod(-1n), 5n] };
    return { equal: equal.map((row) => row.map(mod)), ...values, firstActive: ALL, secondActive: ALL, ...changes };
  }

  it("accepts every pair of slots that has the same value, and refuses every other one", async () => {
    const { first, second } = equalInputs([]) as { first: bigint[]; second: bigint[] };
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 4; j++) {
        const inputs = equalInputs([[i, j, 1n]]);
        const same = first[i] === second[j];
        assert.equal(await partAccepts(EQUAL_PART, inputs), same, `${i}, ${j}`);
        if (!same) await assertRefused({ part: EQUAL_PART, inputs, without: [difference] });
      }
    }
  });

  it("refuses an equality of slots of which either is not used, though both have the value 0", async () => {
    const unused: Record<string, bigint[]>[] = [
      { firstActive: [1n, 1n, 0n, 1n] },
      { secondActive: [1n, 0n, 1n, 1n] },
      { firstActive: [1n, 1n, 0n, 1n], secondActive: [1n, 0n, 1n, 1n] },
    ];
    for (const changes of unused) {
      await assertRefused({ part: EQUAL_PART, inputs: equalInputs([[2, 1, 1n]], changes), without: [use] });
    }
  });

  it("T019: refuses entries that are no bits, which would pack like other equalities", async () => {
    // 2·2^3 packs as row 1, column 0 does; −2·2^3 + 2^4 as none; 2^3/2^3 as row 0, column 0, of different values.
    const packed: [number, number, bigint][][] = [
      [[0, 3, 2n]],
      [
        [0, 3, -2n],
        [1, 0, 1n],
      ],
      [[0, 3, inverse(8n)]],
    ];
    for (const asked of packed) {
      await assertRefused({
        part: EQUAL_PART,
        inputs: equalInputs(asked),
        without: anyNumber,
      });
    }
  });
});
