import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { Job } from "../../../src/proofs/workers/jobs.ts";
import { WorkerPool } from "../../../src/proofs/workers/pool.ts";
import { decryptionTask } from "../samples.ts";

/** Far more numbers than fit a thread of this heap; a proof's own work fits. */
const HEAP_MB = 48;
const MANY = 3_000_000;

describe("the pool of worker threads", () => {
  const pools: WorkerPool[] = [];
  const open = (...options: ConstructorParameters<typeof WorkerPool>): WorkerPool => {
    const pool = new WorkerPool(...options);
    pools.push(pool);
    return pool;
  };
  afterEach(async () => {
    await Promise.all(pools.splice(0).map((pool) => pool.close()));
  });

  const proveJob = (): Extract<Job, { kind: "prove" }> => {
    const { circuit, inputs } = decryptionTask();
    return { kind: "prove", source: { circuit }, inputs };
  };

  it("F26: fails a job that runs a thread out of memory, and does the next one on a fresh thread", async () => {
    const pool = open(1, { heapMb: HEAP_MB });
    const { source } = proveJob();
    const greedy = { kind: "prove", source, inputs: { c1: Array.from({ length: MANY }, (_, i) => BigInt(i) << 200n) } } as const; // prettier-ignore
    const [failed, next] = await Promise.allSettled([pool.do(greedy), pool.do(proveJob())]);
    assert.equal(failed.status, "rejected");
    assert.equal((failed.reason as { code: string }).code, "PROVING_FAILED");
    assert.match(String(failed.reason), /A worker thread ended.*free memory/);
    assert.equal(next.status, "fulfilled");
  });

  it("ends a running job when its signal is aborted, and replaces the thread", async () => {
    const pool = open(1);
    await pool.do(proveJob());
    const controller = new AbortController();
    const running = assert.rejects(pool.do(proveJob(), { signal: controller.signal }), { code: "INTERRUPTED" });
    const waiting = pool.do(proveJob());
    await sleep(20);
    controller.abort();
    await running;
    assert.equal((await waiting).words.length, 8);
  });

  it("takes a cancelled job out of the queue and leaves the running one alone", async () => {
    const pool = open(1);
    const running = pool.do(proveJob());
    const controller = new AbortController();
    const waiting = assert.rejects(pool.do(proveJob(), { signal: controller.signal }), { code: "INTERRUPTED" });
    controller.abort();
    await waiting;
    assert.equal((await running).words.length, 8);
    await assert.rejects(pool.do(proveJob(), { signal: AbortSignal.abort() }), { code: "INTERRUPTED" });
  });

  it("warms every thread up, and says so when a circuit is missing", async () => {
    const pool = open(2, { warm: [{ circuit: "decryption-2" }] });
    await pool.warmUp();
    const missing = open(2, { warm: [{ circuit: "decryption-2", folder: "/nowhere" }] });
    await assert.rejects(missing.warmUp(), { code: "ARTIFACT_MISSING" });
  });
});
