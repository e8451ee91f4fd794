import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { groth16, type Groth16VerifyingKey } from "snarkjs";
import { isPsephosError, PsephosError } from "../../src/errors.ts";
import { loadVerifyingKey } from "../../src/proofs/artifacts.ts";
import { proofToSnarkjs } from "../../src/proofs/encode.ts";
import type { Proof } from "../../src/proofs/proof.ts";
import { openProver, prove } from "../../src/proofs/prove.ts";
import type { ProofStage, Prover } from "../../src/proofs/prover.ts";
import { verifyBatch } from "../../src/proofs/verify.ts";
import { decryptionTask } from "./samples.ts";
import { endSnarkjs } from "./snarkjs.ts";

const snarkjsKey = (): Groth16VerifyingKey =>
  JSON.parse(
    readFileSync(new URL("../../build/circuits/decryption-2/verifying-key.json", import.meta.url), "utf8"),
  ) as Groth16VerifyingKey;

const snarkjsAccepts = ({ words, signals }: Proof): Promise<boolean> =>
  groth16.verify(snarkjsKey(), signals.map(String), proofToSnarkjs(words));

describe("proving", () => {
  let prover: Prover;
  before(() => {
    prover = openProver({ threads: 2 });
  });
  after(async () => {
    await prover.close();
    await endSnarkjs();
  });

  it("makes proofs that snarkjs accepts: on one thread, split over threads and side by side", async () => {
    const task = decryptionTask();
    const proofs = [await prove(task), await prover.prove(task), ...(await prover.proveMany([task]))];
    for (const proof of proofs) assert.equal(await snarkjsAccepts(proof), true);
  });

  it("gives the public signals in the circuit's order", async () => {
    const task = decryptionTask();
    const { publicShare, c1, partial } = task.inputs as Record<string, (bigint | bigint[])[]>;
    const { signals } = await prover.prove(task);
    assert.deepEqual(signals, [publicShare, c1, partial].flat(2));
  });

  it("answers many tasks in their order and reports progress", async () => {
    const tasks = Array.from({ length: 5 }, decryptionTask);
    const progress: number[] = [];
    const proofs = await prover.proveMany(tasks, { onProgress: ({ done, total }) => progress.push(done, total) });
    assert.deepEqual(progress, [1, 5, 2, 5, 3, 5, 4, 5, 5, 5]);
    proofs.forEach(({ signals }, index) =>
      assert.equal(signals[0], (tasks[index]!.inputs["publicShare"] as bigint[])[0]),
    );
  });

  it("T084: blinds every proof of one witness anew", async () => {
    const task = decryptionTask();
    const proofs = await prover.proveMany(Array.from({ length: 8 }, () => task));
    for (const index of proofs[0]!.words.keys()) {
      assert.equal(new Set(proofs.map(({ words }) => words[index])).size, proofs.length);
    }
    const { verifyingKey: key } = await loadVerifyingKey({ circuit: "decryption-2" });
    assert.deepEqual(await verifyBatch({ key, proofs }), { ok: true, bad: [] });
  });

  it("T087: refuses inputs that break the circuit's rules, without showing them", async () => {
    const task = decryptionTask();
    const partial = decryptionTask().inputs["partial"]!;
    const wrong = { ...task, inputs: { ...task.inputs, partial } };
    const failures = await Promise.all(
      [prove(wrong), prover.prove(wrong), prover.proveMany([task, wrong])].map((promise) =>
        promise.then(() => undefined, (error: unknown) => error),
      ),
    ); // prettier-ignore
    for (const failure of failures) {
      assert.ok(failure instanceof PsephosError);
      assert.equal(failure.code, "CIRCUIT_REFUSED");
      const shown = JSON.stringify(failure) + String(failure.stack);
      for (const input of [partial, task.inputs["keyShare"]].flat(2)) {
        assert.equal(shown.includes(String(input)), false);
      }
    }
    assert.equal((failures[2] as PsephosError).detail["index"], 1);
    assert.equal((await prover.prove(task)).words.length, 8);
  });

  it("refuses inputs that are missing, too many, unknown or out of range, by name", async () => {
    const { circuit, inputs } = decryptionTask();
    const { keyShare: _, ...missing } = inputs;
    const cases = [missing, { ...inputs, keyShare: [1n, 2n] }, { ...inputs, other: 1n }, { ...inputs, keyShare: -1n }];
    for (const wrong of cases) await assert.rejects(prover.prove({ circuit, inputs: wrong }), { code: "ARGUMENT_INVALID" }); // prettier-ignore
  });

  it("fails what is under way when it is closed, and does not hang", async () => {
    const closing = openProver({ threads: 1 });
    const pending = assert.rejects(closing.proveMany([decryptionTask(), decryptionTask()]), { code: "INTERRUPTED" });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await closing.close();
    await pending;
    await assert.rejects(closing.prove(decryptionTask()), { code: "INTERRUPTED" });
  });

  it("tells the stages of a proof, and ends it at any of them when it is cancelled", async () => {
    const stages: ProofStage[] = [];
    await prover.prove(decryptionTask(), { onStage: (stage) => stages.push(stage) });
    assert.deepEqual(stages, ["witness", "sums", "finish"]);
    for (const last of stages) {
      const controller = new AbortController();
      const onStage = (stage: ProofStage): void => {
        if (stage === last) setTimeout(() => controller.abort(), 10);
      };
      const proving = prover.prove(decryptionTask(), { signal: controller.signal, onStage });
      // The last stage may be done before it hears of it.
      if (last === "finish") await proving.catch((error: unknown) => assert.ok(isPsephosError(error, "INTERRUPTED")));
      else await assert.rejects(proving, { code: "INTERRUPTED" });
    }
    const many = prover.proveMany([decryptionTask(), decryptionTask()], { signal: AbortSignal.timeout(20) });
    await assert.rejects(many, { code: "INTERRUPTED" });
    assert.equal((await prover.prove(decryptionTask())).words.length, 8);
  });

  it("lets the process end, closed or not", async () => {
    const script = `
      import { openProver, prove } from "./src/proofs/prove.ts";
      import { decryptionTask } from "./test/proofs/samples.ts";
      await prove(decryptionTask());
      await openProver({ threads: 1 }).prove(decryptionTask());
      console.log("done");`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
      timeout: 60_000,
    });
    assert.equal(stdout.trim(), "done");
  });
});
