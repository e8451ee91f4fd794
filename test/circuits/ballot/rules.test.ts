import assert from "node:assert/strict";
import { assertRefused, builtAccepts, type Cheat } from "../cheat.ts";
import type { Edit } from "../compile.ts";
import { RULES_PART } from "../mains.ts";
import { FIELD, inverse, mod } from "../r1cs.ts";
import { BALLOT, ballotInputs, packRules, type BallotCase, type Rules } from "../reference.ts";

const FILE = "ballot/rules.circom";
const remove = (from: string): Edit => ({ file: FILE, from, to: "" });

const NOT_NEGATIVE = remove("AssertWidth(VALUE_BITS())(values[j]);");
const NOT_ABOVE_MAXIMUM = remove("AssertWidth(VALUE_BITS())(maxValue - values[j]);");
const UNUSED_IS_ZERO = remove("values[j] * (1 - used[j]) === 0;");
const NOT_BELOW_TOTAL = remove("AssertWidth(TOTAL_BITS())(total - least);");
const NOT_ABOVE_TOTAL = remove("AssertWidth(TOTAL_BITS())(maxTotal - total);");
const IS_BIT = remove("used[j] * (used[j - 1] - used[j]) === 0;");
const IS_DISTINCT = remove("quotient[pair] * (values[j] - values[i]) === ranked[j];");

const FREE: Rules = { optionCount: 2, maxValue: 5, minTotal: 0, maxTotal: 1000 };

/** The ballot that encrypts exactly these values, in the circuit and in the part. */
function cheat(changes: Partial<BallotCase>, without: readonly Edit[], sabotage: readonly Edit[] = []): Cheat {
  const { optionCapacity, rules, weight, values } = { ...BALLOT, ...changes };
  return {
    circuit: `ballot-${optionCapacity}`,
    inputs: ballotInputs(changes),
    sabotage,
    defence: {
      main: { ...RULES_PART, parameters: [optionCapacity] },
      inputs: { rules: typeof rules === "bigint" ? rules : packRules(rules), weight, values: values.map(mod) },
      without,
    },
  };
}

describe("ballot rules", () => {
  const valid: [string, Rules, bigint[]][] = [
    ["single choice", { optionCount: 2, maxValue: 1, minTotal: 1, maxTotal: 1 }, [0n, 1n]],
    ["approval", { optionCount: 2, maxValue: 1, maxTotal: 2 }, [1n, 1n]],
    ["cumulative", { optionCount: 2, maxValue: 5, minTotal: 5, maxTotal: 5 }, [5n, 0n]],
    ["budget", { optionCount: 2, maxValue: 100, maxTotal: 100 }, [60n, 40n]],
    ["score", { optionCount: 2, maxValue: 9, maxTotal: 18 }, [9n, 9n]],
    ["quadratic", { optionCount: 2, maxValue: 9, maxTotal: 100, quadratic: true }, [8n, 6n]],
    ["Borda", { optionCount: 2, maxValue: 2, minTotal: 3, maxTotal: 3, distinct: true }, [1n, 2n]],
    ["distinct values with two zeros", { optionCount: 2, maxValue: 2, maxTotal: 3, distinct: true }, [0n, 0n]],
    ["weighted", { optionCount: 2, maxValue: 5, maxTotal: 8, weighted: true }, [5n, 3n]],
    ["blank below the lowest total", { optionCount: 2, maxValue: 5, minTotal: 5, maxTotal: 5, blank: true }, [0n, 0n]],
    ["one option of two", { optionCount: 1, maxValue: 5, minTotal: 1, maxTotal: 8 }, [4n, 0n]],
    [
      "the widest fields",
      { optionCount: 2, maxValue: 65535, minTotal: 1, maxTotal: 2 ** 36 - 1, quadratic: true },
      [65535n, 65535n],
    ],
    ["a total at its lower end", { ...FREE, minTotal: 3 }, [1n, 2n]],
    ["a total at its upper end", { ...FREE, maxTotal: 3 }, [1n, 2n]],
  ];
  for (const [name, rules, values] of valid) {
    it(`accepts a valid ballot: ${name}`, async () => {
      assert.equal(await builtAccepts("ballot-2", ballotInputs({ rules, values })), true);
    });
  }

  const invalid: [string, bigint, readonly Edit[]][] = [
    ["-1", -1n, [NOT_NEGATIVE]],
    ["the highest value plus one", 6n, [NOT_ABOVE_MAXIMUM]],
    ["1000", 1000n, [NOT_ABOVE_MAXIMUM]],
    ["2^16, beyond the width", 2n ** 16n, [NOT_NEGATIVE, NOT_ABOVE_MAXIMUM]],
    ["2^16 - 1, the end of the width", 2n ** 16n - 1n, [NOT_ABOVE_MAXIMUM]],
  ];
  for (const [name, value, without] of invalid) {
    it(`T008, T014: refuses the value ${name}`, async () => {
      await assertRefused(cheat({ rules: { ...FREE, maxTotal: 100000 }, values: [value, 2n] }, without));
    });
  }

  it("T008: refuses values that only add up to a valid total, +5 and -5", async () => {
    await assertRefused(cheat({ rules: { ...FREE, maxValue: 10 }, values: [5n, -5n] }, [NOT_NEGATIVE]));
  });

  it("T008: refuses half a vote for each of two options", async () => {
    const half = inverse(2n);
    const rules = { optionCount: 2, maxValue: 1, minTotal: 1, maxTotal: 1 };
    await assertRefused(cheat({ rules, values: [half, half] }, [NOT_NEGATIVE, NOT_ABOVE_MAXIMUM]));
  });

  it("T008: refuses l and l + 1, which encrypt the same as 0 and 1", async () => {
    const l = 2736030358979909402780800718157159386076813972158567259200215660948447373041n;
    for (const value of [l, l + 1n]) {
      assert.equal(await builtAccepts("ballot-2", ballotInputs({ rules: FREE, values: [value, 1n] })), false);
    }
  });

  it("T008: refuses two options at once in a single choice, and a total above the highest", async () => {
    const rules = { optionCount: 2, maxValue: 1, minTotal: 1, maxTotal: 1 };
    await assertRefused(cheat({ rules, values: [1n, 1n] }, [NOT_ABOVE_TOTAL]));
  });

  it("T008: refuses an empty ballot where none may be empty, and a total below the lowest", async () => {
    const rules = { optionCount: 2, maxValue: 5, minTotal: 3, maxTotal: 9 };
    await assertRefused(cheat({ rules, values: [0n, 0n] }, [NOT_BELOW_TOTAL]));
    await assertRefused(cheat({ rules, values: [1n, 1n] }, [NOT_BELOW_TOTAL]));
  });

  it("T015: refuses a total below the lowest even where blank ballots are allowed", async () => {
    const rules = { optionCount: 2, maxValue: 5, minTotal: 3, maxTotal: 9, blank: true };
    await assertRefused(cheat({ rules, values: [1n, 1n] }, [NOT_BELOW_TOTAL]));
  });

  it("T007: refuses a ballot that is called empty and is not", async () => {
    const rules = { optionCount: 2, maxValue: 5, minTotal: 3, maxTotal: 9, blank: true };
    const claimEmpty = { file: "circomlib/circuits/comparators.circom", from: "out <== -in*inv +1;", to: "out <-- 1;" };
    const unproved = { ...claimEmpty, from: "in*out === 0;", to: "" };
    const inverseToo = { ...claimEmpty, from: "inv <-- in!=0 ? 1/in : 0;", to: "inv <-- 0;" };
    await assertRefused(cheat({ rules, values: [1n, 1n] }, [unproved], [inverseToo]));
  });

  it("T008: counts the square of each value in a quadratic election", async () => {
    const rules = { optionCount: 2, maxValue: 9, maxTotal: 25, quadratic: true };
    assert.equal(await builtAccepts("ballot-2", ballotInputs({ rules, values: [3n, 4n] })), true);
    await assertRefused(cheat({ rules, values: [4n, 4n] }, [NOT_ABOVE_TOTAL]));
    const linear = { file: FILE, from: "values[j] + quadratic * excess[j]", to: "values[j]" };
    await assertRefused(cheat({ rules, values: [4n, 4n] }, [linear]));
  });

  it("T008: refuses equal values where all must differ", async () => {
    const rules = { optionCount: 2, maxValue: 2, maxTotal: 9, distinct: true };
    await assertRefused(cheat({ rules, values: [2n, 2n] }, [IS_DISTINCT]));
  });

  it("T008: refuses a value for an option past the option count", async () => {
    await assertRefused(cheat({ rules: { ...FREE, optionCount: 1 }, values: [1n, 1n] }, [UNUSED_IS_ZERO]));
  });

  const options: [string, string, number, readonly Edit[]][] = [
    ["none", "0", 0, [remove("used[0] === 1;")]],
    ["the third but not the second", "(j == 0) + (j == 2)", 2, [IS_BIT]],
    ["two, by halves", "(j == 0) + ((j == 1) + (j == 2)) / 2", 2, [IS_BIT]],
    ["three for two, less one", "(j < 3) - (j == 3)", 2, [IS_BIT]],
  ];
  for (const [name, marks, optionCount, without] of options) {
    it(`T007: refuses other options marked as used than the first: ${name}`, async () => {
      const sabotage = { file: FILE, from: "used[j] <-- j < count;", to: `used[j] <-- ${marks};` };
      const changes = { optionCapacity: 4, rules: { ...FREE, optionCount }, values: [0n, 0n, 0n, 0n] } as const;
      await assertRefused(cheat(changes, without, [sabotage]));
    });
  }

  it("refuses more options than the circuit has", async () => {
    const rules = { ...FREE, optionCount: 3 };
    await assertRefused(cheat({ rules, values: [1n, 1n] }, [remove("sum === count;")]));
  });

  const overflows: [string, string, bigint[]][] = [
    ["distinct values not asked for, and twice quadratic instead", "2 * (i == 96) - (i == 97)", [2n, 2n]],
    ["a lowest total of -1 for 1", "(i == 25) - 2 * (i == 24)", [5n, 2n]],
  ];
  for (const [name, shift, values] of overflows) {
    it(`T017: refuses rules put together from bits that are none: ${name}`, async () => {
      const file = "circomlib/circuits/bitify.circom";
      const hint = "var e2=1;\n    for (var i = 0; i<n; i++) {\n        out[i] <-- (in >> i) & 1;";
      const sabotage = {
        file,
        from: hint,
        to: hint.replace("(in >> i) & 1", `((in >> i) & 1) + (n == 100) * (${shift})`),
      };
      const check = "out[i] * (out[i] -1 ) === 0;\n        lc1 += out[i] * e2;\n        e2";
      const anyNumber = { file, from: check, to: check.replace("(out[i] -1 )", "(n == 100 ? 0 : out[i] - 1)") };
      const rules = { optionCount: 2, maxValue: 5, minTotal: 1, maxTotal: 100, distinct: true };
      await assertRefused(cheat({ rules, values }, [anyNumber], [sabotage]));
    });
  }

  it("refuses rules with a bit above the last field", async () => {
    const rules = packRules(FREE) + 2n ** 100n;
    const wider = { file: FILE, from: "ToBits(RULES_BITS())(rules)", to: "ToBits(RULES_BITS())(rules - 2 ** 100)" };
    await assertRefused(cheat({ rules, values: [1n, 1n] }, [wider]));
    assert.equal(await builtAccepts("ballot-2", ballotInputs({ rules: FIELD - 1n, values: [1n, 1n] })), false);
  });

  it("T008: multiplies by the weight in a weighted election, and by nothing else in another", async () => {
    const weighted = ballotInputs({ rules: { ...FREE, weighted: true }, values: [5n, 1n] });
    const plain = ballotInputs({ rules: FREE, values: [5n, 1n] });
    assert.equal(await builtAccepts("ballot-2", weighted), true);
    assert.equal(await builtAccepts("ballot-2", plain), true);
    assert.equal(await builtAccepts("ballot-2", { ...weighted, ciphertexts: plain.ciphertexts as bigint[][] }), false);
    assert.equal(await builtAccepts("ballot-2", { ...plain, ciphertexts: weighted.ciphertexts as bigint[][] }), false);
  });
});
