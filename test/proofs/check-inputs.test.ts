import assert from "node:assert/strict";
import { sampleInputs } from "../../scripts/bench/samples.ts";
import { FIELD } from "../../src/crypto/field.ts";
import { PsephosError } from "../../src/errors.ts";
import { CIRCUIT_NAMES } from "../../src/generated/signals.ts";
import { loadInputCheck, type InputCheck } from "../../src/proofs/check-inputs.ts";
import type { CircuitInputs } from "../../src/proofs/prover.ts";
import { publicSignalsOf } from "../../src/proofs/public-signals.ts";
import { decryptionTask } from "./samples.ts";

describe("checking a circuit's inputs before any work", () => {
  it("takes an honest statement of every circuit", async () => {
    for (const circuit of CIRCUIT_NAMES) {
      const check = await loadInputCheck({ circuit });
      check(await sampleInputs(circuit));
    }
  });

  describe("names what does not fit, by its path and never by its value", () => {
    const { inputs } = decryptionTask();
    let check: InputCheck;
    before(async () => {
      check = await loadInputCheck({ circuit: "decryption-2" });
    });
    const { keyShare: _, ...withoutShare } = inputs;
    const CANARY = 987_654_321_987_654_321n;
    const cases: [what: string, inputs: CircuitInputs, path: string][] = [
      ["a name that the circuit does not have", { ...inputs, other: CANARY }, "inputs.other"],
      ["a name of a prototype", { ...inputs, ["__proto__x"]: CANARY }, "inputs.__proto__x"],
      ["too many numbers", { ...inputs, keyShare: [CANARY, CANARY] }, "inputs.keyShare"],
      ["too few numbers", { ...inputs, c1: [[CANARY, CANARY]] }, "inputs.c1"],
      ["a number out of range", { ...inputs, c1: [[1n, 2n], [3n, FIELD + CANARY]] }, "inputs.c1[1][1]"], // prettier-ignore
      ["a negative number", { ...inputs, keyShare: -CANARY }, "inputs.keyShare"],
      ["what is no bigint", { ...inputs, keyShare: String(CANARY) as unknown as bigint }, "inputs.keyShare"],
      ["an input that is missing", withoutShare, "inputs"],
      ["no inputs at all", {}, "inputs"],
    ];
    for (const [what, wrong, path] of cases) {
      it(what, () => {
        assert.throws(
          () => check(wrong),
          (error) => {
            assert.ok(error instanceof PsephosError);
            assert.deepEqual([error.code, error.detail["path"]], ["ARGUMENT_INVALID", path]);
            assert.equal((JSON.stringify(error) + String(error.stack)).includes(String(CANARY)), false);
            return true;
          },
        );
      });
    }
  });

  it("reads the public signals out of the inputs, and says which one is missing", () => {
    const task = decryptionTask();
    const { publicShare, c1, partial } = task.inputs as Record<string, (bigint | bigint[])[]>;
    assert.deepEqual(publicSignalsOf(task), [publicShare, c1, partial].flat(2));
    const wrong = { ...task, inputs: { ...task.inputs, c1: [c1![0] as bigint[]] } };
    assert.throws(() => publicSignalsOf(wrong), { code: "ARGUMENT_INVALID", detail: { path: "inputs.c1[1][0]", circuit: "decryption-2" } }); // prettier-ignore
  });
});
