import assert from "node:assert/strict";
import fc from "fast-check";
import { encodeValue } from "../../../src/protocol/credential/encoding.ts";
import { meets, toCircuit, type Predicate } from "../../../src/protocol/credential/predicate.ts";
import type { Edit } from "../compile.ts";
import type { Inputs } from "../harness.ts";
import { FIELD, inverse, mod } from "../r1cs.ts";
import { poseidon } from "../reference.ts";
import { assertRefused, partAccepts } from "./cheat.ts";
import { SLOT_PART } from "./mains.ts";
import { OPERATOR, attributeIdOf, leafOf, operandsOf, saltOf, tag, type Slot } from "./reference.ts";

const PREDICATES = "credential/predicates.circom";
const ATTRIBUTES = "credential/attributes.circom";
const SLOT = "credential/slot.circom";
const MAX = 2n ** 64n - 1n;
const remove = (file: string, from: string): Edit => ({ file, from, to: "" });
/** The other side of a range: the prover's free choice. */
const OTHER_SIDE: Edit = { file: PREDICATES, from: "&& v > to ? 1 : 0", to: "&& v > to ? 0 : 1" };

function slotInputs(
  slot: Slot,
  value: bigint,
  changes: Record<string, bigint | bigint[]> = {},
): Record<string, bigint | bigint[]> {
  const { operator, position = 3, disclose = 0n, seal = 0n } = slot;
  const active = operator !== OPERATOR.noop;
  return {
    leaves: Array.from({ length: 16 }, (_, at) => leafOf(at, at === position ? mod(value) : BigInt(1000 + at))),
    attributeId: active ? attributeIdOf(position) : 0n,
    operator,
    operands: operandsOf(slot),
    disclose,
    seal,
    value: mod(value),
    salt: active ? saltOf(position) : 0n,
    position: BigInt(position),
    ...changes,
  };
}

/** Whether any choice of the prover's is accepted. */
async function provable(inputs: Inputs): Promise<boolean> {
  return (await partAccepts(SLOT_PART, inputs)) || (await partAccepts(SLOT_PART, inputs, [OTHER_SIDE]));
}

const EDGES = [0n, 1n, 5n, 2n ** 63n, MAX, MAX + 1n, -1n, -MAX, -MAX - 1n].map(mod);

describe("credential slot", () => {
  for (const operator of [OPERATOR.between, OPERATOR.notBetween]) {
    it(`T014: compares as TypeScript does at every edge with operator ${operator}, whatever the bounds`, async () => {
      for (const low of EDGES) {
        for (const high of EDGES) {
          for (const value of EDGES) {
            const expected = meets({ operator, operands: [low, high] }, value);
            const inputs = slotInputs({ operator, operands: [low, high, 0n] }, value);
            assert.equal(await provable(inputs), expected, `${low} … ${high}: ${value}`);
          }
        }
      }
    });
  }

  it("T014: compares signed numbers, which are moved up by 2^63, as numbers at every edge", async () => {
    const numbers = [-(2n ** 63n), -(2n ** 63n) + 1n, -6n, -5n, -1n, 0n, 3n, 4n, 2n ** 63n - 1n];
    const type = { encoding: "int64" } as const;
    const statements: [Predicate, (value: bigint) => boolean][] = [
      [{ operator: "between", low: "-5", high: "3" }, (value) => -5n <= value && value <= 3n],
      [{ operator: "notBetween", low: "-5", high: "-1" }, (value) => value < -5n || -1n < value],
      [{ operator: "lessThan", value: "0" }, (value) => value < 0n],
      [{ operator: "greaterThan", value: "-1" }, (value) => value > -1n],
      [{ operator: "lessOrEqual", value: `${numbers[0]}` }, (value) => value === numbers[0]],
      [{ operator: "greaterOrEqual", value: `${numbers.at(-1)}` }, (value) => value === numbers.at(-1)],
    ];
    for (const [predicate, expected] of statements) {
      for (const value of numbers) {
        const inputs = slotInputs(toCircuit(type, predicate), encodeValue(type, value.toString()));
        assert.equal(await provable(inputs), expected(value), `${predicate.operator}: ${value}`);
      }
    }
  });

  it("takes every value where it asks for existence alone, 0 and those past the range included", async () => {
    for (const value of EDGES) {
      assert.equal(await provable(slotInputs({ operator: OPERATOR.exists }, value)), true, value.toString());
    }
  });

  it("T045: finds three texts and none of their near-members", async () => {
    const type = { encoding: "string" } as const;
    const [listed, near] = [
      ["ABC", "DEF", "GHI"],
      ["BCD", "CDE", "EFG", "FGH", "ABCD", "AB", "abc"],
    ];
    const slot = toCircuit(type, { operator: "in", values: listed });
    for (const value of [...listed, ...near]) {
      const inputs = slotInputs(slot, encodeValue(type, value));
      assert.equal(await provable(inputs), listed.includes(value), value);
    }
  });

  for (const operator of [OPERATOR.in, OPERATOR.notIn]) {
    it(`T015: finds values in sets as TypeScript does with operator ${operator}, edges and full sets included`, async () => {
      const sets = [[0n], [5n], [MAX], [mod(-1n)], [1n, 5n], Array.from({ length: 16 }, (_, at) => BigInt(at)), EDGES];
      for (const operands of sets) {
        for (const value of [...EDGES, 15n, 16n]) {
          const inputs = slotInputs({ operator, operands }, value);
          assert.equal(await provable(inputs), meets({ operator, operands }, value), `${operands.join()}: ${value}`);
        }
      }
    });
  }

  it("agrees with TypeScript on random predicates and values near them", async () => {
    const near = fc.bigInt({ min: 0n, max: 40n });
    const operator = fc.constantFrom(
      OPERATOR.in,
      OPERATOR.notIn,
      OPERATOR.between,
      OPERATOR.notBetween,
      OPERATOR.exists,
    );
    const property = fc.asyncProperty(
      operator,
      fc.array(near, { minLength: 16, maxLength: 16 }),
      near,
      async (kind, operands, value) => {
        const inputs = slotInputs({ operator: kind, operands }, value);
        assert.equal(await provable(inputs), meets({ operator: kind, operands }, value));
      },
    );
    await fc.assert(property, { numRuns: 200 });
  });

  it("T015: refuses a value outside a set, and inside a forbidden one, by the one constraint that compares", async () => {
    const without = [remove(PREDICATES, "isIn + found * (isNotIn - isIn) === 0;")];
    for (const [operator, value] of [
      [OPERATOR.in, 6n],
      [OPERATOR.notIn, 5n],
    ] as const) {
      await assertRefused({ part: SLOT_PART, inputs: slotInputs({ operator, operands: [5n, 7n] }, value), without });
    }
  });

  it("T014: refuses bounds that wrap around the field, by their range", async () => {
    const inputs = slotInputs({ operator: OPERATOR.between, operands: [mod(-5n), 3n, 0n] }, -2n);
    await assertRefused({
      part: SLOT_PART,
      inputs,
      without: [remove(PREDICATES, "AssertWidth(NUMBER_BITS())(from);")],
    });
  });

  it("T014: refuses an upper bound below 0 that would make every value lie above it", async () => {
    const inputs = slotInputs({ operator: OPERATOR.notBetween, operands: [0n, mod(-1n), 0n] }, 7n);
    // The generator compares signed: 7 > −1.
    await assertRefused({ part: SLOT_PART, inputs, without: [remove(PREDICATES, "AssertWidth(NUMBER_BITS())(to);")] });
  });

  for (const [name, value, range] of [
    ["below the lower", 9n, "first"],
    ["above the upper", 21n, "second"],
  ] as const) {
    it(`refuses a value ${name} bound`, async () => {
      const inputs = slotInputs({ operator: OPERATOR.between, operands: [10n, 20n, 0n] }, value);
      await assertRefused({
        part: SLOT_PART,
        inputs,
        without: [remove(PREDICATES, `AssertWidth(NUMBER_BITS())(${range}[1]);`)],
      });
    });
  }

  it("refuses a side that is no bit and would prove a value between the bounds to be outside", async () => {
    // With side t both differences are linear in t; 15 of 10 … 20 must not be provable with any t that is tried.
    for (const side of [2n, -1n, inverse(2n), 3n, inverse(3n)]) {
      const sabotage = [{ file: PREDICATES, from: "isNotBetween == 1 && v > to ? 1 : 0", to: mod(side).toString() }];
      const inputs = slotInputs({ operator: OPERATOR.notBetween, operands: [10n, 20n, 0n] }, 15n);
      assert.equal(await partAccepts(SLOT_PART, inputs, sabotage), false);
    }
    const used = slotInputs({ operator: OPERATOR.between, operands: [10n, 20n, 0n] }, 15n);
    const sabotage = [{ file: PREDICATES, from: "isNotBetween == 1 && v > to ? 1 : 0", to: "1" }];
    assert.equal(await partAccepts(SLOT_PART, used, sabotage), false);
  });

  it("refuses every operator number but the six that it knows", async () => {
    for (const operator of [1n, 2n, 3n, 6n, 7n, 8n, 12n, 13n, 14n, 15n, 16n, 20n, FIELD - 1n, inverse(2n)]) {
      const inputs = slotInputs({ operator, operands: [0n, MAX] }, 5n);
      assert.equal(await provable(inputs), false, operator.toString());
    }
  });

  it("refuses a sum of two operators' marks", async () => {
    // 9 = 4 + 5: member and non-member at once would be neither.
    const sabotage = [{ file: PREDICATES, from: "operator == known[i]", to: "i < 2" }];
    const inputs = slotInputs({ operator: OPERATOR.between, operands: [1n, 2n] }, 5n);
    const without = [remove(PREDICATES, "signal {binary} some[1] <== AssertBits(1)([count]);")].map((edit) => ({
      ...edit,
      to: "signal {binary} some[1]; some[0] <== count;",
    }));
    assert.equal(await partAccepts(SLOT_PART, inputs, sabotage), false);
    await assertRefused({
      part: SLOT_PART,
      inputs: slotInputs({ operator: OPERATOR.between, operands: [5n, 5n] }, 5n),
      sabotage,
      without: [
        ...without,
        remove(PREDICATES, "isIn + found * (isNotIn - isIn) === 0;"),
        remove(ATTRIBUTES, "(1 - active) * attributeId === 0;"),
        remove(ATTRIBUTES, "(1 - active) * value === 0;"),
        remove(ATTRIBUTES, "active * (leaf - found) === 0;"),
        remove(SLOT, "(1 - active) * (shown[0] + shown[1]) === 0;"),
      ],
    });
  });

  describe("attribute", () => {
    const exists: Slot = { operator: OPERATOR.exists };
    const opening = [remove(ATTRIBUTES, "active * (leaf - found) === 0;")];

    it("accepts every place, and discloses the value where asked", async () => {
      for (let position = 0; position < 16; position++) {
        assert.equal(await partAccepts(SLOT_PART, slotInputs({ ...exists, position, disclose: 1n }, 77n)), true);
      }
    });

    const cheats: [string, Record<string, bigint | bigint[]>][] = [
      ["another value", { value: 78n }],
      ["another salt", { salt: 1n }],
      ["another attribute's id", { attributeId: attributeIdOf(4) }],
      ["another place", { position: 4n }],
      [
        "a missing attribute",
        {
          leaves: Array.from({ length: 16 }, (_, at) =>
            poseidon(tag("absent-attribute"), attributeIdOf(at), 0n, saltOf(at)),
          ),
          value: 0n,
        },
      ],
      ["an empty leaf", { leaves: Array.from({ length: 16 }, () => 0n) }],
    ];
    for (const [name, changes] of cheats) {
      it(`refuses ${name}`, async () => {
        await assertRefused({ part: SLOT_PART, inputs: slotInputs(exists, 77n, changes), without: opening });
      });
    }

    it("T010: refuses a place past the sixteenth", async () => {
      for (const position of [16n, 19n, FIELD - 13n]) {
        assert.equal(await partAccepts(SLOT_PART, slotInputs(exists, 77n, { position })), false);
      }
    });
  });

  describe("that is not used", () => {
    const noop: Slot = { operator: OPERATOR.noop };
    it("is accepted with zeros", async () => {
      assert.equal(await partAccepts(SLOT_PART, slotInputs(noop, 0n)), true);
    });

    const cheats: [string, Record<string, bigint>, Edit][] = [
      ["a value", { value: 1n }, remove(ATTRIBUTES, "(1 - active) * value === 0;")],
      ["an attribute", { attributeId: attributeIdOf(2) }, remove(ATTRIBUTES, "(1 - active) * attributeId === 0;")],
      ["the highest value", { value: FIELD - 1n }, remove(ATTRIBUTES, "(1 - active) * value === 0;")],
      ["a wish to disclose", { disclose: 1n }, remove(SLOT, "(1 - active) * (shown[0] + shown[1]) === 0;")],
      ["a wish to seal", { seal: 1n }, remove(SLOT, "(1 - active) * (shown[0] + shown[1]) === 0;")],
    ];
    for (const [name, changes, defence] of cheats) {
      it(`refuses ${name}`, async () => {
        await assertRefused({ part: SLOT_PART, inputs: slotInputs(noop, 0n, changes), without: [defence] });
      });
    }
  });

  it("refuses marks to disclose or to seal that are no bits", async () => {
    const bits = {
      file: SLOT,
      from: "signal {binary} shown[2] <== AssertBits(2)([disclose, seal]);",
      to: "signal shown[2] <== [disclose, seal];",
    };
    for (const mark of [2n, FIELD - 1n, inverse(2n)]) {
      for (const name of ["disclose", "seal"]) {
        await assertRefused({
          part: SLOT_PART,
          inputs: slotInputs({ operator: OPERATOR.exists }, 7n, { [name]: mark }),
          without: [bits],
        });
      }
    }
  });
});
