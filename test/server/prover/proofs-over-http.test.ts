import assert from "node:assert/strict";
import { sampleInputs } from "../../../scripts/bench/samples.ts";
import { CIRCUIT_NAMES } from "../../../src/generated/signals.ts";
import { publicSignalsOf } from "../../../src/proofs/public-signals.ts";
import {
  cancelProof,
  followProof,
  readProof,
  submitProof,
  verifyProof,
  type ProofJobAnswer,
} from "../../../src/server/api/proofs.ts";
import { decryptionTask } from "../../proofs/samples.ts";
import { serveProver, type ServedProver } from "./setup.ts";

describe("proofs over HTTP", () => {
  let prover: ServedProver;
  before(async () => {
    prover = await serveProver({ config: { warm: ["decryption-2"] } });
  });
  after(() => prover.end());

  const follow = async (proofId: string): Promise<ProofJobAnswer[]> => {
    const answers: ProofJobAnswer[] = [];
    for await (const { data } of prover.client.events(followProof, { params: { proofId } })) answers.push(data);
    return answers;
  };

  it("makes and verifies a proof for every circuit", async () => {
    for (const circuit of CIRCUIT_NAMES) {
      const inputs = await sampleInputs(circuit);
      const { id } = await prover.client.call(submitProof, { body: { circuit, inputs } });
      const done = (await follow(id)).at(-1)!;
      assert.ok(done.state === "done", `${circuit}: ${done.state}`);
      assert.deepEqual(done.signals, publicSignalsOf({ circuit, inputs }));
      const { signals, proof } = done;
      const verdict = await prover.client.call(verifyProof, { body: { circuit, signals, proof } });
      const other = await prover.client.call(verifyProof, {
        body: { circuit, signals: [signals[0]! ^ 1n, ...signals.slice(1)], proof },
      });
      assert.deepEqual([verdict, other], [{ valid: true }, { valid: false }], circuit);
      await prover.client.call(cancelProof, { params: { proofId: id } });
    }
  });

  it("tells each stage, and keeps the proof until it is deleted", async () => {
    const { id, state } = await prover.client.call(submitProof, { body: decryptionTask() });
    assert.equal(state, "running");
    const answers = await follow(id);
    const stages = answers.map((answer) => (answer.state === "running" ? answer.stage : answer.state));
    assert.deepEqual(stages, [...new Set(stages)]);
    assert.equal(stages.at(-1), "done");
    const params = { proofId: id };
    const read = await prover.client.call(readProof, { params });
    assert.deepEqual(read, answers.at(-1));
    await prover.client.call(cancelProof, { params });
    await assert.rejects(prover.client.call(readProof, { params }), { code: "NOT_FOUND" });
    await assert.rejects(prover.client.call(cancelProof, { params }), { code: "NOT_FOUND" });
    await assert.rejects(follow(id), { code: "NOT_FOUND" });
  });

  it("says where inputs do not fit, before any work", async () => {
    const { circuit, inputs } = decryptionTask();
    const post = async (body: unknown): Promise<{ status: number; problem: Record<string, unknown> }> => {
      const headers = { "content-type": "application/json" };
      const response = await fetch(`${prover.url}/v1/proofs`, { method: "POST", headers, body: JSON.stringify(body) });
      return { status: response.status, problem: (await response.json()) as Record<string, unknown> };
    };
    const texts = submitProof.body.encode({ circuit, inputs }) as { inputs: Record<string, unknown> };
    const wrong = await post({ circuit, inputs: { ...texts.inputs, c1: ["1", "2", "3"] } });
    assert.deepEqual([wrong.status, wrong.problem["code"]], [400, "ARGUMENT_INVALID"]);
    assert.deepEqual(wrong.problem["facts"], { circuit, path: "inputs.c1" });
    for (const value of ["0x1", "-1", "01", 1, null, {}, "9".repeat(78), ["a"]]) {
      const refused = await post({ circuit, inputs: { ...texts.inputs, keyShare: value } });
      assert.deepEqual([refused.status, refused.problem["code"]], [400, "REQUEST_MALFORMED"]);
      assert.equal((refused.problem["errors"] as { path: string }[])[0]!.path, "body.inputs.keyShare");
    }
    for (const body of [{ circuit: "other", inputs: {} }, { circuit, inputs: [] }, { circuit }, {}, [], "x"]) {
      assert.equal((await post(body)).status, 400);
    }
  });

  it("tells of inputs that break the circuit's rules once they are tried", async () => {
    const task = decryptionTask();
    const inputs = { ...task.inputs, partial: decryptionTask().inputs["partial"]! };
    const { id } = await prover.client.call(submitProof, { body: { ...task, inputs } });
    const failed = (await follow(id)).at(-1)!;
    assert.ok(failed.state === "failed");
    assert.equal(failed.code, "CIRCUIT_REFUSED");
  });

  it("refuses to judge a proof that is none of the circuit", async () => {
    const body = { circuit: "decryption-2", signals: [1n], proof: Array.from({ length: 8 }, () => 1n) } as const;
    await assert.rejects(prover.client.call(verifyProof, { body }), { code: "PROOF_MALFORMED" });
  });

  it("ends a running proof when it is cancelled, tells its followers, and makes the next one", async () => {
    const { id } = await prover.client.call(submitProof, {
      body: { circuit: "ballot-8", inputs: await sampleInputs("ballot-8") },
    });
    const following = follow(id);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await prover.client.call(cancelProof, { params: { proofId: id } });
    assert.equal((await following).at(-1)!.state, "cancelled");
    const next = await prover.client.call(submitProof, { body: decryptionTask() });
    assert.equal((await follow(next.id)).at(-1)!.state, "done");
    const health = await prover.part.health();
    assert.equal(health.state, "ok");
    assert.match(
      await prover.telemetry.metrics.metrics(),
      /psephos_prover_proofs_total\{circuit="ballot-8",outcome="cancelled"\} 1/,
    );
  });
});
