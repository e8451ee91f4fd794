import assert from "node:assert/strict";
import type { Edit } from "../compile.ts";
import { FIELD, mod } from "../r1cs.ts";
import { assertRefused, partAccepts } from "./cheat.ts";
import { STATUS_PART, VALIDITY_PART } from "./mains.ts";
import { statusWay } from "./reference.ts";

const FILE = "credential/status.circom";
const remove = (from: string): Edit => ({ file: FILE, from, to: "" });

function statusInputs(index: number, marks: { revoked?: number[]; suspended?: number[] } = {}) {
  const { statusRoot, statusWords, statusNodes } = statusWay(index, { revoked: [], suspended: [], ...marks });
  return { statusRoot, index: BigInt(index), words: statusWords, nodes: statusNodes };
}

describe("credential status", () => {
  for (const index of [0, 63, 64, 255, 256, 2047, 2048, 70_007, 131_071]) {
    it(`accepts entry ${index} while all others are revoked or suspended nearby`, async () => {
      const around = [index - 64, index - 1, index + 1, index + 64].filter((at) => at >= 0 && at < 131_072);
      assert.equal(await partAccepts(STATUS_PART, statusInputs(index, { revoked: around, suspended: around })), true);
    });

    it(`refuses entry ${index} when it is revoked, suspended or both`, async () => {
      for (const marks of [{ revoked: [index] }, { suspended: [index] }, { revoked: [index], suspended: [index] }]) {
        const inputs = statusInputs(index, marks);
        await assertRefused({ part: STATUS_PART, inputs, without: [remove("marked === 0;")] });
      }
    });
  }

  const revoked = { revoked: [70_007] };
  it("refuses another entry's clear leaf for a revoked index", async () => {
    const { words, nodes, statusRoot } = statusInputs(80_000, revoked);
    const inputs = { statusRoot, index: 70_007n, words, nodes };
    await assertRefused({ part: STATUS_PART, inputs, without: [remove("found[level] === node[level];")] });
  });

  it("refuses the root of an older list, before the revocation", async () => {
    const inputs = { ...statusInputs(70_007), statusRoot: statusInputs(70_007, revoked).statusRoot };
    await assertRefused({ part: STATUS_PART, inputs, without: [remove("statusRoot === node[STATUS_DEPTH()];")] });
  });

  it("T010: refuses an index past the list, or below 0", async () => {
    for (const index of [131_072n + 5n, FIELD - 131_067n, mod(-1n)]) {
      assert.equal(await partAccepts(STATUS_PART, { ...statusInputs(5), index }), false);
    }
  });

  it("T012: refuses a node in the place of a leaf", async () => {
    const { statusRoot, nodes } = statusInputs(5);
    const inputs = { statusRoot, index: 5n, words: [0n, 0n, 0n, 0n], nodes: [nodes[1]!, nodes[2]!, nodes[2]!] };
    assert.equal(await partAccepts(STATUS_PART, inputs), false);
  });
});

describe("credential validity", () => {
  const [from, until] = [1_700_000_000n, 1_800_000_000n];
  const inputs = (now: bigint, changes: Record<string, bigint> = {}) => ({
    now: mod(now),
    validFrom: from,
    validUntil: until,
    ...changes,
  });
  const width = (term: string): Edit => ({
    file: "credential/credential-hash.circom",
    from: `AssertWidth(NUMBER_BITS())(${term});`,
    to: "",
  });

  it("accepts its first and its last second", async () => {
    assert.equal(await partAccepts(VALIDITY_PART, inputs(from)), true);
    assert.equal(await partAccepts(VALIDITY_PART, inputs(until - 1n)), true);
    assert.equal(await partAccepts(VALIDITY_PART, inputs(0n, { validFrom: 0n, validUntil: 2n ** 64n - 1n })), true);
  });

  it("T014: refuses the second before and the second after", async () => {
    await assertRefused({ part: VALIDITY_PART, inputs: inputs(from - 1n), without: [width("now - validFrom")] });
    await assertRefused({ part: VALIDITY_PART, inputs: inputs(until), without: [width("validUntil - 1 - now")] });
  });

  it("T014: refuses times past 64 bits and below 0", async () => {
    for (const now of [2n ** 64n, -1n]) {
      const around = { validFrom: mod(now - 1n), validUntil: mod(now + 5n) };
      await assertRefused({ part: VALIDITY_PART, inputs: inputs(now, around), without: [width("now")] });
    }
    assert.equal(await partAccepts(VALIDITY_PART, inputs(5n, { validFrom: 0n, validUntil: mod(-1n) })), false);
  });
});
