import assert from "node:assert/strict";
import { randomScalar } from "../../../src/crypto/random.ts";
import type { CircuitInputs } from "../../../src/proofs/prover.ts";
import { submitProof } from "../../../src/server/api/proofs.ts";
import { decryptionTask } from "../../proofs/samples.ts";
import { serveProver, type ServedProver } from "./setup.ts";

const CIRCUIT = "decryption-2";

describe("secrets given to a prover", () => {
  let prover: ServedProver;
  const heard: string[] = [];
  before(async () => {
    prover = await serveProver();
  });
  after(() => prover.end());

  const send = async (method: string, path: string, body?: string): Promise<string> => {
    const headers = body === undefined ? {} : { "content-type": "application/json" };
    const response = await fetch(prover.url + path, { method, headers, ...(body === undefined ? {} : { body }) });
    const text = await response.text();
    heard.push(text, JSON.stringify([...response.headers]));
    return text;
  };

  it("are in no answer, no log line, no metric and no health report, whatever goes wrong with them", async () => {
    const canary = String(randomScalar());
    const { inputs } = decryptionTask();
    const texts = (submitProof.body.encode({ circuit: CIRCUIT, inputs }) as { inputs: Record<string, unknown> }).inputs;
    const variants: unknown[] = [
      { ...texts, keyShare: canary },
      { ...texts, keyShare: `${canary}${canary}` },
      { ...texts, keyShare: `x${canary}` },
      { ...texts, keyShare: [canary, canary] },
      { ...texts, keyShare: { value: canary } },
      { ...texts, extra: canary },
      { keyShare: canary },
      [canary],
      canary,
    ];
    for (const variant of variants) {
      const answer = JSON.parse(await send("POST", "/v1/proofs", JSON.stringify({ circuit: CIRCUIT, inputs: variant }))) as { id?: string }; // prettier-ignore
      if (answer.id !== undefined) await send("GET", `/v1/proofs/${answer.id}/events`);
    }
    await send("POST", "/v1/proofs", `{"circuit":"${CIRCUIT}","inputs":{"keyShare":"${canary}"`);
    await send("POST", `/v1/proofs?keyShare=${canary}`, "{}");
    await send("GET", `/v1/proofs/${canary}`);
    for (const path of ["/metrics", "/health/ready", "/v1/openapi.json"]) await send("GET", path);
    const health = JSON.stringify(await prover.part.health());
    assert.ok(prover.logged().includes("proof ended"), "the log was heard at all");
    assert.ok(
      heard.some((text) => text.includes("CIRCUIT_REFUSED")),
      "a canary came as far as the circuit",
    );
    for (const text of [...heard, prover.logged(), health, await prover.telemetry.metrics.metrics()]) {
      assert.equal(text.includes(canary), false, text.slice(0, 200));
    }
  });

  it("are gone from the answers to a proof that was made: only public signals are told", async () => {
    const { inputs } = decryptionTask();
    const secret = String((inputs as CircuitInputs & { keyShare: bigint }).keyShare);
    const body = JSON.stringify(submitProof.body.encode({ circuit: CIRCUIT, inputs }));
    const { id } = JSON.parse(await send("POST", "/v1/proofs", body)) as { id: string };
    const events = await send("GET", `/v1/proofs/${id}/events`);
    assert.ok(events.includes('"state":"done"'));
    for (const text of [events, prover.logged()]) assert.equal(text.includes(secret), false);
    assert.equal(prover.logged().includes(id), false, "an id opens a proof, so it is not logged");
  });
});
