import assert from "node:assert/strict";
import { FairQueue } from "../../../src/server/prover/fair-queue.ts";

/** Items are named by caller and number: "a1" is the first of caller "a". */
function queueOf(items: readonly string[]): FairQueue<string> {
  const queue = new FairQueue<string>();
  for (const item of items) queue.push(item[0]!, item);
  return queue;
}

function takeAll(queue: FairQueue<string>): string[] {
  const taken: string[] = [];
  for (let item = queue.take(); item !== undefined; item = queue.take()) taken.push(item);
  return taken;
}

describe("the fair queue", () => {
  it("gives callers their turns, so that one with many does not hold up one with few", () => {
    const order = takeAll(queueOf(["a1", "a2", "a3", "a4", "b1", "c1", "c2"]));
    assert.deepEqual(order, ["a1", "b1", "c1", "a2", "c2", "a3", "a4"]);
  });

  it("lets a caller who comes later have his turn in the round that is going on", () => {
    const queue = queueOf(["a1", "a2", "a3"]);
    assert.equal(queue.take(), "a1");
    queue.push("b", "b1");
    assert.deepEqual(takeAll(queue), ["a2", "b1", "a3"]);
  });

  it("tells the position that each item will be taken at", () => {
    const items = ["a1", "a2", "a3", "b1", "b2", "c1"];
    const queue = queueOf(items);
    const positions = items.map((item) => queue.positionOf(item[0]!, item));
    const order = takeAll(queue);
    assert.deepEqual(positions, items.map((item) => order.indexOf(item) + 1)); // prettier-ignore
    assert.equal(queue.positionOf("a", "a1"), 0);
  });

  it("takes an item out at any place, once", () => {
    const queue = queueOf(["a1", "a2", "b1"]);
    assert.deepEqual([queue.remove("a", "a1"), queue.remove("a", "a1"), queue.remove("b", "b1")], [true, false, true]);
    assert.equal(queue.size, 1);
    assert.deepEqual([...queue], ["a2"]);
    assert.deepEqual(takeAll(queue), ["a2"]);
    assert.equal(queue.size, 0);
  });
});
