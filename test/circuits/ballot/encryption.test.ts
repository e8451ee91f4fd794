import assert from "node:assert/strict";
import { assertRefused, builtAccepts, type Cheat } from "../cheat.ts";
import type { Edit } from "../compile.ts";
import { forge, type Inputs } from "../harness.ts";
import { ENCRYPTION_PART, mainOf } from "../mains.ts";
import { addPoint } from "@zk-kit/baby-jubjub";
import {
  BALLOT,
  BASE,
  IDENTITY,
  ORDER,
  ballotInputs,
  encrypt,
  messagesOf,
  multiply,
  type Rules,
} from "../reference.ts";

const FILE = "ballot/encryption.circom";
const BITS = "circomlib/circuits/bitify.circom";
const BIT_HINT = "var e2=1;\n    for (var i = 0; i<n; i++) {\n        out[i] <-- (in >> i) & 1;";
const BIT_CHECK = "out[i] * (out[i] -1 ) === 0;\n        lc1 += out[i] * e2;\n        e2";
const BIT_SUM = "        e2 = e2+e2;\n    }\n\n    lc1 === in;\n}\n\ntemplate Num2Bits_strict";

const CIPHERTEXT_CHECK = { file: FILE, from: "ciphertext === [c1[0], c1[1], c2[0], c2[1]];", to: "" };

type BallotInputs = ReturnType<typeof ballotInputs>;

/** The cheat is in the first option. */
function cheat(inputs: BallotInputs, without: readonly Edit[], sabotage: readonly Edit[] = []): Cheat {
  const first = (name: string): bigint => (inputs[name] as bigint[])[0] as bigint;
  const [ciphertext] = inputs.ciphertexts as [bigint[]];
  const [message] = messagesOf({
    rules: inputs.rules as bigint,
    values: [first("values")],
    weight: inputs.weight as bigint,
  });
  const { electionKey } = inputs;
  const option = { electionKey, ciphertext, message, randomness: first("randomness") } as Inputs;
  return { circuit: "ballot-2", inputs, sabotage, defence: { main: ENCRYPTION_PART, inputs: option, without } };
}

const firstCiphertext = (inputs: BallotInputs, ciphertext: readonly bigint[]): BallotInputs => ({
  ...inputs,
  ciphertexts: [[...ciphertext], (inputs.ciphertexts as bigint[][])[1] as bigint[]],
});

/** The statement that a sabotaged generator ends up with: its own ciphertexts. */
async function fitted(inputs: BallotInputs, sabotage: readonly Edit[]): Promise<BallotInputs> {
  const forged = await forge(mainOf("ballot-2"), inputs, sabotage);
  const ciphertexts = [0, 1].map((option) =>
    ["c1[0]", "c1[1]", "c2[0]", "c2[1]"].map((signal) => forged.get(`Encryption[${option}].${signal}`) as bigint),
  );
  return { ...inputs, ciphertexts };
}

describe("ballot encryption", () => {
  const key = multiply(BASE, BALLOT.electionScalar);

  it("accepts every kind of randomness, 0 included", async () => {
    for (const randomness of [
      [0n, 1n],
      [ORDER - 1n, 2n ** 250n],
      [(ORDER + 1n) / 2n, 2n],
    ]) {
      assert.equal(await builtAccepts("ballot-2", ballotInputs({ randomness })), true);
    }
  });

  it("accepts both ends of the digit form", async () => {
    const inputs = ballotInputs({ randomness: [-(2n ** 251n - 1n), 2n ** 251n - 1n] });
    assert.equal(await builtAccepts("ballot-2", { ...inputs, randomness: [0n, 2n ** 251n - 1n] }), true);
  });

  it("accepts digits that differ by l, which stand for the same point", async () => {
    const inputs = ballotInputs({ randomness: [3n - 2n ** 251n, 5n - 2n ** 251n] });
    assert.deepEqual(inputs.randomness, [1n, 2n]);
    const others = inputs.randomness.map((digits) => digits + ORDER);
    assert.equal(await builtAccepts("ballot-2", { ...inputs, randomness: others }), true);
  });

  it("refuses the ciphertext of another message", async () => {
    const randomness = BALLOT.randomness[0] as bigint;
    const other = encrypt({ message: 1000n, key, randomness });
    await assertRefused(cheat(firstCiphertext(ballotInputs(), other), [CIPHERTEXT_CHECK]));
  });

  it("refuses each altered coordinate of a ciphertext", async () => {
    const inputs = ballotInputs();
    for (let coordinate = 0; coordinate < 4; coordinate++) {
      const [first] = inputs.ciphertexts as bigint[][];
      const altered = (first as bigint[]).map((value, at) => (at === coordinate ? value + 1n : value));
      assert.equal(await builtAccepts("ballot-2", firstCiphertext(inputs, altered)), false);
    }
  });

  it("T021: refuses a ballot sealed for another election key", async () => {
    const other = ballotInputs({ electionScalar: 666n });
    await assertRefused(cheat({ ...other, electionKey: [...key] }, [CIPHERTEXT_CHECK]));
  });

  it("refuses options in another order than the values", async () => {
    const inputs = ballotInputs();
    const [first, second] = inputs.ciphertexts as [bigint[], bigint[]];
    assert.equal(await builtAccepts("ballot-2", { ...inputs, ciphertexts: [second, first] }), false);
  });

  it("refuses a mask of other randomness than the first half's", async () => {
    const mask = "TableMultiply(WINDOW_COUNT())(lowest, windows, electionKey, table)";
    const other = { file: FILE, from: mask, to: mask.replace("lowest", "-lowest") };
    const inputs = await fitted(ballotInputs(), [other]);
    const given = cheat(inputs, [other], [other]);
    await assertRefused({ ...given, defence: { ...given.defence, cheatIncluded: true } });
  });

  it("refuses randomness of bits that are none", async () => {
    // Bits 5 and 6 of the first option stand for 2·2^5 − 2^6 = 0 more.
    const tampered = BIT_HINT.replace("(in >> i) & 1", "((in >> i) & 1) + (n == 251) * (2 * (i == 5) - (i == 6))");
    const sabotage = { file: BITS, from: BIT_HINT, to: tampered };
    const anyNumber = {
      file: BITS,
      from: BIT_CHECK,
      to: BIT_CHECK.replace("(out[i] -1 )", "(n == 251 ? 0 : out[i] - 1)"),
    };
    await assertRefused(cheat(await fitted(ballotInputs(), [sabotage]), [anyNumber], [sabotage]));
  });

  it("refuses a message of more than 42 bits, for which no count could be found", async () => {
    const rules: Rules = { optionCount: 2, maxValue: 65535, maxTotal: 2 ** 36 - 1, weighted: true };
    const weight = 2n ** 32n - 1n;
    const inputs = ballotInputs({ rules, weight, values: [65535n, 1n] });
    const [low] = [(65535n * weight) % 2n ** 42n];
    const ciphertext = encrypt({ message: low, key, randomness: BALLOT.randomness[0] as bigint });
    const truncated = firstCiphertext(inputs, ciphertext);
    const anySum = { file: BITS, from: BIT_SUM, to: BIT_SUM.replace("lc1 === in;", "if (n != 42) {\nlc1 === in;\n}") };
    await assertRefused(cheat(truncated, [anySum]));
    assert.equal(await builtAccepts("ballot-2", inputs), false);
  });

  it("accepts the highest message that a count may need, 2^40, and 2^42 - 1", async () => {
    const rules: Rules = { optionCount: 2, maxValue: 65535, maxTotal: 2 ** 36 - 1, weighted: true };
    for (const [weight, value] of [
      [2n ** 30n, 2n ** 10n],
      [3n * 7n * 43n * 127n * 337n, 5419n],
    ] as const) {
      assert.equal(await builtAccepts("ballot-2", ballotInputs({ rules, weight, values: [value, 0n] })), true);
    }
  });

  it("T009: has no witness for the identity as election key", async () => {
    const inputs = { ...ballotInputs(), electionKey: [...IDENTITY] };
    const [option] = BALLOT.randomness as [bigint];
    const open = [...multiply(BASE, option), ...addPoint(IDENTITY, multiply(BASE, 5n))];
    assert.equal(await builtAccepts("ballot-2", firstCiphertext(inputs, open)), false);
  });
});
