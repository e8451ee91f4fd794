import assert from "node:assert/strict";
import { assertRefused } from "../cheat.ts";
import type { Edit } from "../compile.ts";
import { builtCircuit, honestWitness, sat, type Inputs } from "../harness.ts";
import { mainOf } from "../mains.ts";
import { BASE, DECRYPTION, IDENTITY, ORDER, decryptionInputs, multiply } from "../reference.ts";

const FILE = "tally/decryption.circom";
const edit = (from: string, to: string): Edit => ({ file: FILE, from, to });
const X = edit("partial[0] === product[0] - isIdentity * product[0];", "");
const Y = edit("partial[1] === product[1] + isIdentity * (1 - product[1]);", "");

async function assertDecryptionRefused(inputs: Inputs, ...without: Edit[]): Promise<void> {
  const main = mainOf("decryption-2");
  await assertRefused({ circuit: "decryption-2", inputs, defence: { main, inputs, without } });
}

describe("decryption", () => {
  for (const [name, keyShare] of [
    ["0", 0n],
    ["1", 1n],
    ["-1", ORDER - 1n],
    ["2", 2n],
    ["2^250", 2n ** 250n],
    ["of digits all 1", 2n ** 251n - 1n],
    ["of digits all -1", -(2n ** 251n - 1n)],
    ["of digits 1 and then all -1", 1n],
  ] as const) {
    it(`accepts true partial decryptions with a key share ${name}`, () => {
      const circuit = builtCircuit("decryption-2");
      assert.equal(sat(circuit, honestWitness(circuit, decryptionInputs({ keyShare }))), true);
    });
  }

  it("accepts every digit string, also those that the field's order would not allow as a scalar", () => {
    const circuit = builtCircuit("decryption-2");
    for (const digits of [0n, 1n, 2n ** 250n, 2n ** 250n - 1n, 2n ** 251n - 1n, ORDER, (2n ** 251n - 1n) / 3n]) {
      const inputs = decryptionInputs({ keyShare: 2n * digits - (2n ** 251n - 1n) });
      assert.equal(sat(circuit, honestWitness(circuit, { ...inputs, keyShare: digits })), true);
    }
  });

  for (const capacity of [4, 8]) {
    it(`accepts ${capacity} options`, () => {
      const circuit = builtCircuit(`decryption-${capacity}`);
      const c1Scalars = Array.from({ length: capacity }, (_, option) => BigInt(option) * 3n);
      assert.equal(sat(circuit, honestWitness(circuit, decryptionInputs({ c1Scalars }))), true);
    });
  }

  it("accepts the identity as first half, which opens to the identity", () => {
    const circuit = builtCircuit("decryption-2");
    const inputs = decryptionInputs({ c1Scalars: [0n, 17n] });
    assert.deepEqual(inputs.partial[0], IDENTITY);
    assert.equal(sat(circuit, honestWitness(circuit, inputs)), true);
  });

  it("refuses anything but the identity for a first half that is the identity", async () => {
    const inputs = decryptionInputs({ c1Scalars: [0n, 17n] });
    const partial = [multiply(BASE, DECRYPTION.keyShare), inputs.partial[1] as [bigint, bigint]];
    await assertDecryptionRefused({ ...inputs, partial }, X, Y);
  });

  it("T007: refuses the identity for a first half that is called the identity and is not", async () => {
    const inputs = decryptionInputs();
    const partial = [IDENTITY, inputs.partial[1] as [bigint, bigint]];
    await assertDecryptionRefused({ ...inputs, partial }, X, Y);
  });

  it("refuses a partial decryption with another key share than the public one", async () => {
    const other = decryptionInputs({ keyShare: 5n });
    const unbound = edit("publicShare === share;", "");
    await assertDecryptionRefused({ ...other, publicShare: decryptionInputs().publicShare }, unbound);
  });

  it("refuses another key share for one of the options", async () => {
    const inputs = decryptionInputs();
    const other = decryptionInputs({ keyShare: 5n });
    const partial = [inputs.partial[0] as [bigint, bigint], other.partial[1] as [bigint, bigint]];
    await assertDecryptionRefused({ ...inputs, partial }, X, Y);
  });

  it("refuses a partial decryption with one coordinate altered", async () => {
    const inputs = decryptionInputs();
    const [[x, y], second] = inputs.partial as [[bigint, bigint], [bigint, bigint]];
    await assertDecryptionRefused({ ...inputs, partial: [[x + 1n, y], second] }, X);
    await assertDecryptionRefused({ ...inputs, partial: [[x, y + 1n], second] }, Y);
  });

  it("refuses the partial decryption of another aggregate", async () => {
    const inputs = decryptionInputs({ c1Scalars: [18n, 4n] });
    await assertDecryptionRefused({ ...inputs, c1: decryptionInputs().c1 }, X, Y);
  });
});
