import assert from "node:assert/strict";
import type { Edit, Main } from "../compile.ts";
import { forge, sat, toWitness, twin, withSignals } from "../harness.ts";
import { FIELD } from "../r1cs.ts";

const FILE = "lib/range.circom";
const WIDTH = 4;

async function allowed(main: Main, value: bigint, without: readonly Edit[] = []): Promise<bigint[]> {
  const circuit = await twin(main, without);
  const honest = toWitness(circuit, await forge(main, { in: value }, without));
  const accepted: bigint[] = [];
  for (let pattern = 0n; pattern < 2n ** BigInt(WIDTH); pattern++) {
    const bits = Array.from({ length: WIDTH }, (_, index) => (pattern >> BigInt(index)) & 1n);
    const claims = Object.fromEntries(bits.map((bit, index) => [`bits[${index}]`, bit]));
    // What follows from the bits: whether all so far, from the top, are those of the bound.
    const bound = BigInt(main.parameters[1] ?? 0);
    let same = 1n;
    for (let index = WIDTH - 1; index >= 0; index--) {
      if ((bound >> BigInt(index)) & 1n) same *= bits[index] as bigint;
      claims[`same[${index}]`] = same;
    }
    const present = Object.fromEntries(Object.entries(claims).filter(([name]) => circuit.wires.has(name)));
    if (sat(circuit, withSignals(circuit, honest, present))) accepted.push(pattern);
  }
  return accepted;
}

describe("range", () => {
  const comparisons = Array.from({ length: 2 ** WIDTH }, (_, bound) => bound);
  for (const bound of comparisons) {
    it(`T014: bits up to ${bound} have a witness for exactly the values up to ${bound}`, async () => {
      const main = { file: FILE, template: "ToBitsUpTo", parameters: [WIDTH, bound], publicSignals: ["in"] };
      for (let value = 0n; value <= 2n ** BigInt(WIDTH) + 1n; value++) {
        assert.deepEqual(await allowed(main, value), value <= BigInt(bound) ? [value] : []);
      }
      for (const value of [FIELD - 1n, FIELD - 2n ** BigInt(WIDTH), (FIELD + 1n) / 2n]) {
        assert.deepEqual(await allowed(main, value), []);
      }
    });
  }

  it("T015: accepts what is above the bound once the comparison is taken out", async () => {
    const main = { file: FILE, template: "ToBitsUpTo", parameters: [WIDTH, 9], publicSignals: ["in"] };
    const without = [
      { file: FILE, from: "bits[i] * (1 - same[i + 1] - bits[i]) === 0;", to: "bits[i] * (bits[i] - 1) === 0;" },
    ];
    assert.deepEqual(await allowed(main, 12n, without), [12n]);
  });

  it("T017: never splits a number into so many bits that two strings stand for it", async () => {
    const tooWide = { file: FILE, template: "AssertWidth", parameters: [254], publicSignals: ["in"] };
    await assert.rejects(twin(tooWide), /assert/i);
    assert.ok(2n ** 253n < FIELD);
  });
});
