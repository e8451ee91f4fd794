import assert from "node:assert/strict";
import { setImmediate as settled, setTimeout as sleep } from "node:timers/promises";
import { PsephosError } from "../../../src/errors.ts";
import { ProofDesk, type DeskOptions } from "../../../src/server/prover/proof-desk.ts";
import type { ProofJob } from "../../../src/server/prover/proof-job.ts";
import { proofIds } from "../../../src/server/prover/proof-ids.ts";
import { DEFAULT_PROVER_SETTINGS, type ProverSettings } from "../../../src/server/prover/settings.ts";
import { FakeProver } from "./fake-prover.ts";

const CIRCUIT = "decryption-2";

function openDesk(settings: Partial<ProverSettings> = {}, more: Partial<DeskOptions> = {}) {
  const prover = new FakeProver();
  const ended: string[] = [];
  const desk = new ProofDesk({
    settings: { ...DEFAULT_PROVER_SETTINGS, concurrent: 1, ...settings },
    prover,
    checkFor: () => Promise.resolve(() => undefined),
    nextId: proofIds(),
    onStep: () => undefined,
    onFinish: ({ outcome, code }) => ended.push(code ?? outcome),
    ...more,
  });
  const ask = (caller: string, mark: bigint): Promise<ProofJob> =>
    desk.submit({ caller, circuit: CIRCUIT, inputs: { mark } });
  return { prover, desk, ended, ask };
}

/** Resolves once `holds` does; a test that waits in vain fails by its time limit. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(10);
}

describe("the prover's desk", () => {
  it("gives callers their turns", async () => {
    const { prover, desk, ask } = openDesk();
    await ask("a", 1n);
    const waiting = [await ask("a", 2n), await ask("a", 3n), await ask("b", 10n)];
    assert.deepEqual(waiting.map((job) => desk.positionOf(job)), [1, 3, 2]); // prettier-ignore
    for (let turn = 0; turn < 4; turn++) {
      prover.finish();
      await settled();
    }
    assert.deepEqual(prover.asked.map(({ inputs }) => inputs["mark"]), [1n, 2n, 10n, 3n]); // prettier-ignore
  });

  it("refuses a caller who has too many under way, and everybody when the queue is full", async () => {
    const { desk, ask } = openDesk({ perCaller: 2, queueLimit: 2 });
    await ask("a", 1n);
    await ask("a", 2n);
    await assert.rejects(ask("a", 3n), { code: "RATE_LIMITED", detail: { retryAfterSeconds: 5, perCaller: 2 } });
    await ask("b", 1n);
    await assert.rejects(ask("c", 1n), { code: "BUSY", detail: { retryAfterSeconds: 5 } });
    assert.deepEqual(desk.counts, { waiting: 2, running: 1, kept: 0 });
  });

  it("keeps no more finished proofs than it says, those of the same caller giving way first", async () => {
    const { prover, desk, ask } = openDesk({ perCaller: 2, resultLimit: 3 });
    const jobs: ProofJob[] = [];
    for (const caller of ["a", "a", "b", "a"]) {
      jobs.push(await ask(caller, 1n));
      prover.finish();
      await settled();
    }
    assert.throws(() => desk.find(jobs[0]!), { code: "NOT_FOUND" });
    assert.deepEqual([1, 2, 3].map((index) => desk.find(jobs[index]!).current.state), ["done", "done", "done"]); // prettier-ignore
    jobs.push(await ask("c", 1n));
    prover.finish();
    await settled();
    assert.throws(() => desk.find(jobs[1]!), { code: "NOT_FOUND" });
    assert.equal(desk.counts.kept, 3);
  });

  it("keeps no finished proof for long", async () => {
    const { prover, desk, ask } = openDesk({ resultSeconds: 0.05 });
    const job = await ask("a", 1n);
    prover.finish();
    await until(() => job.current.state === "done");
    await until(() => desk.counts.kept === 0);
    assert.throws(() => desk.find(job), { code: "NOT_FOUND" });
  });

  it("knows nothing of another caller's proof", async () => {
    const { desk, ask } = openDesk();
    const { id } = await ask("a", 1n);
    assert.throws(() => desk.find({ id, caller: "b" }), { code: "NOT_FOUND" });
    assert.throws(() => desk.cancel({ id, caller: "b" }), { code: "NOT_FOUND" });
    assert.equal(desk.find({ id, caller: "a" }).id, id);
  });

  it("ends what takes too long", async () => {
    const { ended, ask } = openDesk({ timeoutSeconds: 0.05 });
    const slow = await ask("a", 1n);
    await until(() => ended.length > 0);
    assert.deepEqual(slow.current, { state: "failed", code: "INTERRUPTED" });
    assert.deepEqual(ended, ["INTERRUPTED"]);
  });

  it("cancels what waits or runs", async () => {
    const { prover, desk, ended, ask } = openDesk();
    const [running, waiting] = [await ask("a", 1n), await ask("a", 2n)];
    desk.cancel(waiting);
    desk.cancel(running);
    await settled();
    assert.deepEqual([running.current.state, waiting.current.state], ["cancelled", "cancelled"]);
    assert.deepEqual(ended, ["cancelled", "cancelled"]);
    assert.equal(prover.asked.length, 1);
  });

  it("F26: fails one proof whose thread ran out of memory, and makes the next", async () => {
    const { prover, ask } = openDesk();
    const [failing, next] = [await ask("a", 1n), await ask("a", 2n)];
    prover.fail(new PsephosError("PROVING_FAILED", "A worker thread ended: it failed."));
    await settled();
    prover.finish();
    await settled();
    assert.deepEqual(failing.current, { state: "failed", code: "PROVING_FAILED" });
    assert.equal(next.current.state, "done");
  });

  it("F49: takes nothing new while it stops, gives up what waits and finishes what runs", async () => {
    const { prover, desk, ask } = openDesk();
    const [running, waiting] = [await ask("a", 1n), await ask("a", 2n)];
    const closed = desk.close();
    await assert.rejects(ask("b", 1n), { code: "BUSY" });
    assert.deepEqual(waiting.current, { state: "failed", code: "INTERRUPTED" });
    prover.finish();
    await closed;
    assert.equal(running.current.state, "done");
    assert.deepEqual(desk.counts, { waiting: 0, running: 0, kept: 0 });
  });

  it("F50: refuses randomness that fails, for ids and for proofs, and gives nothing made with it", async () => {
    const silent = (): void => {
      throw new Error("no entropy");
    };
    const broken = [silent, (bytes: Uint8Array) => void bytes.fill(0)];
    for (const fill of broken) {
      const { prover, ask } = openDesk({}, { nextId: proofIds(fill) });
      await assert.rejects(ask("a", 1n), { code: "RANDOMNESS_BROKEN" });
      assert.equal(prover.asked.length, 0);
    }
    const repeating = openDesk({}, { nextId: proofIds((bytes) => void bytes.fill(7)) });
    await repeating.ask("a", 1n);
    await assert.rejects(repeating.ask("a", 2n), { code: "RANDOMNESS_BROKEN" });

    const { prover, ask } = openDesk();
    const job = await ask("a", 1n);
    prover.fail(new PsephosError("RANDOMNESS_BROKEN", "The random number source repeats itself."));
    await settled();
    assert.deepEqual(job.current, { state: "failed", code: "RANDOMNESS_BROKEN" });
  });
});
