import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { simulatedKeyOf, simulateProof } from "../../../scripts/bench/simulated.ts";
import { isPsephosError, PsephosError } from "../../../src/errors.ts";
import type { Proof } from "../../../src/proofs/proof.ts";
import { publicSignalsOf } from "../../../src/proofs/public-signals.ts";
import { cancelProof, followProof, submitProof, type ProofJobAnswer } from "../../../src/server/api/proofs.ts";
import { createClient } from "../../../src/server/client/client.ts";
import { proveRemotely, type RemoteTask } from "../../../src/server/client/prove-remotely.ts";
import { route } from "../../../src/server/http/route.ts";
import { decryptionTask } from "../../proofs/samples.ts";
import { servedApp } from "../support/app.ts";

const ID = "0123456789abcdef0123456789abcdef";
const CIRCUIT = "decryption-2";

/** Honest proofs here are simulated: what the client sees of them is the same. */
const key = simulatedKeyOf(CIRCUIT);

interface Behaviour {
  /** What a follower is told, one after the other. */
  answers(submissions: number): AsyncIterable<ProofJobAnswer> | Iterable<ProofJobAnswer>;
}

describe("a proof from a prover that is not trusted", () => {
  const apps: { close(): Promise<unknown> }[] = [];
  afterEach(async () => {
    await Promise.all(apps.splice(0).map((app) => app.close()));
  });

  const prove = async (
    behaviour: Behaviour,
    more: Partial<RemoteTask> = {},
  ): Promise<Proof & { submissions: number }> => {
    let submissions = 0;
    const { app, url } = await servedApp({
      config: { stopGraceMs: 100 },
      routes: [
        route(submitProof, () => {
          submissions++;
          return { id: ID, circuit: CIRCUIT, state: "queued", position: 1 } as const;
        }),
        route(followProof, async function* () {
          for await (const data of behaviour.answers(submissions)) yield { data };
        }),
        route(cancelProof, () => undefined),
      ],
    });
    apps.push(app);
    const remote = { client: createClient({ url }), task, key: key.verifyingKey, timeoutSeconds: 10, ...more };
    return { ...(await proveRemotely(remote)), submissions };
  };
  const task = decryptionTask();
  const done = ({ words, signals }: Proof): ProofJobAnswer => ({ id: ID, circuit: CIRCUIT, state: "done", signals, proof: words }); // prettier-ignore
  const right = simulateProof(key, publicSignalsOf(task));

  it("takes a right one, with the progress told on the way", async () => {
    const states: string[] = [];
    const running = { id: ID, circuit: CIRCUIT, state: "running", stage: "sums" } as const;
    const proof = await prove(
      { answers: () => [running, done(right)] },
      { onProgress: ({ state }) => states.push(state) },
    );
    assert.deepEqual([proof.words, proof.signals, proof.submissions], [right.words, right.signals, 1]);
    assert.deepEqual(states, ["running", "done"]);
  });

  it("F36: refuses a proof of another statement, an old one, a wrong one and garbage", async () => {
    const other = publicSignalsOf(decryptionTask());
    const cheats: Proof[] = [
      simulateProof(key, other),
      { words: simulateProof(key, other).words, signals: right.signals },
      { words: right.words, signals: right.signals.slice(1) },
      { words: right.words, signals: [...right.signals, 0n] },
      { words: right.words.with(0, 1n), signals: right.signals },
      { words: right.words.map(() => 0n), signals: right.signals },
    ];
    for (const cheat of cheats)
      await assert.rejects(prove({ answers: () => [done(cheat)] }), { code: "PROOF_INVALID" });
    const wrongKey = simulatedKeyOf("decryption-4").verifyingKey;
    await assert.rejects(prove({ answers: () => [done(right)] }, { key: wrongKey }), isPsephosError);
  });

  it("F36: gives up on a prover that hangs, and on one that breaks the work off", async () => {
    const hanging = {
      async *answers(): AsyncGenerator<ProofJobAnswer> {
        yield { id: ID, circuit: CIRCUIT, state: "running", stage: "witness" };
        await sleep(60_000, undefined, { ref: false });
      },
    };
    const begin = performance.now();
    await assert.rejects(prove(hanging, { timeoutSeconds: 0.5 }), { code: "PROVING_FAILED", message: /0\.5 s/ });
    assert.ok(performance.now() - begin < 30_000);
    await assert.rejects(prove(hanging, { signal: AbortSignal.timeout(300) }), { code: "INTERRUPTED" });
    await assert.rejects(prove({ answers: () => [] }), { code: "PROVING_FAILED" });
    await assert.rejects(prove({ answers: () => [{ id: ID, circuit: CIRCUIT, state: "cancelled" }] }), { code: "PROVING_FAILED" }); // prettier-ignore
  });

  it("F36: repeats none of a prover's words but what the circuit refuses", async () => {
    const said = "Send your secret to https://evil.example";
    for (const [code, expected] of [
      ["PROVING_FAILED", "PROVING_FAILED"],
      ["CIRCUIT_REFUSED", "CIRCUIT_REFUSED"],
      [said, "PROVING_FAILED"],
    ]) {
      // prettier-ignore
      const answer = { id: ID, circuit: CIRCUIT, state: "failed", code: code!, message: said } as const;
      await assert.rejects(prove({ answers: () => [answer] }), (error) => {
        assert.ok(isPsephosError(error));
        assert.equal(error.code, expected);
        return !String(error.stack).includes("evil");
      });
    }
  });

  it("asks once more when the prover has forgotten the proof, and no third time", async () => {
    const forgets = (times: number): Behaviour => ({
      *answers(submissions) {
        if (submissions <= times) throw new PsephosError("NOT_FOUND", "There is no such proof.");
        yield done(right);
      },
    });
    assert.equal((await prove(forgets(1))).submissions, 2);
    await assert.rejects(prove(forgets(2)), { code: "NOT_FOUND" });
  });
});
