import assert from "node:assert/strict";
import type { Connection } from "../../../src/chain/provider.ts";
import { requireLaterTime, untilLaterTime } from "../../../src/roles/holder/later-time.ts";

/** A node that tells these times, one after the other, and then the last for ever. */
function nodeTelling(...times: [number, ...number[]]) {
  const told: number[] = [];
  const getBlock = () => {
    const timestamp = times[Math.min(told.length, times.length - 1)]!;
    told.push(timestamp);
    return Promise.resolve({ number: 1, timestamp });
  };
  return { told, connection: { provider: { getBlock } } as unknown as Connection };
}

describe("a confirmation after one that was taken back", () => {
  it("waits until the chain's time is later, and not at all where nothing was recorded", async () => {
    const { told, connection } = nodeTelling(100, 101);
    await untilLaterTime({ connection, provenAfter: 100, patienceMs: 60_000 });
    assert.deepEqual(told, [100, 101]);
    await untilLaterTime({ connection, provenAfter: undefined });
    assert.equal(told.length, 2);
  });

  it("is refused with what to do on a chain that makes no block, before anything is proved", async () => {
    const { connection } = nodeTelling(100);
    const refusal = { code: "PRESENTATION_TOO_SOON", detail: { provenAfter: 100 } };
    await assert.rejects(untilLaterTime({ connection, provenAfter: 100, patienceMs: 1 }), refusal);
    for (const latest of [99, 100]) assert.throws(() => requireLaterTime({ latest, provenAfter: 100 }), refusal);
    assert.doesNotThrow(() => requireLaterTime({ latest: 101, provenAfter: 100 }));
  });

  it("is not waited for any more once the person stops it", async () => {
    const { connection } = nodeTelling(100);
    const controller = new AbortController();
    controller.abort(new Error("stopped"));
    await assert.rejects(untilLaterTime({ connection, provenAfter: 100, signal: controller.signal }), /stopped/);
  });
});
