import assert from "node:assert/strict";
import { alternate, compare, median, round } from "../../scripts/bench/measure.ts";

describe("measuring side by side", () => {
  it("does both in turn and drops the first round", async () => {
    const order: string[] = [];
    const ours = (): number => order.push("ours");
    const peer = (): number => order.push("peer");
    const { oursMs, peerMs, ratio } = await alternate({ ours, peer, rounds: 2 });
    assert.deepEqual(order, ["ours", "peer", "ours", "peer", "ours", "peer"]);
    assert.ok(oursMs >= 0 && peerMs >= 0 && ratio >= 0);
  });

  it("takes the median, and says how many times faster ours is", () => {
    assert.equal(median([3, 1, 2]), 2);
    assert.equal(median([4, 1, 3, 2]), 2.5);
    assert.deepEqual(compare({ oursMs: 2, peerMs: 9 }), { oursMs: 2, peerMs: 9, ratio: 4.5 });
    assert.equal(round(12.34567), 12.35);
  });
});
