import assert from "node:assert/strict";
import type { Chain } from "../../../src/chain/contracts.ts";
import { readEvents, type EventQuestion } from "../../../src/chain/reading/events.ts";

const BLOCKS = [5, 9_999, 10_004, 10_005, 30_000];

/** A question to a contract with one event in each of `blocks`, deployed in block 5; `answer` may refuse to answer. */
function question(answer: (from: number, to: number) => void, blocks: readonly number[] = BLOCKS): EventQuestion {
  const contract = {
    filters: { Noted: () => "filter" },
    queryFilter: async (_filter: string, from: number, to: number) => {
      await Promise.resolve();
      answer(from, to);
      const found = blocks.filter((block) => block >= from && block <= to);
      return found.map((blockNumber) => ({ blockNumber, index: 2, transactionHash: `0x${blockNumber}` }));
    },
    interface: { parseLog: () => ({ args: { toObject: () => ({}) } }) },
  };
  const provider = {
    getBlockNumber: () => Promise.resolve(30_000),
    getBlock: (block: number) => Promise.resolve({ timestamp: 1_000_000 + block }),
  };
  const chain = { provider, deployment: { block: 5 } };
  return { chain, contract, name: "Noted", indexed: [] } as unknown as EventQuestion;
}

const blocksOf = async (asked: EventQuestion): Promise<number[]> =>
  (await readEvents(asked)).map(({ blockNumber }) => blockNumber);

describe("reading events", () => {
  it("reads from the deployment to the latest block in pieces, each block once, in order", async () => {
    const asked: [number, number][] = [];
    const events = await readEvents(question((from, to) => asked.push([from, to])));
    assert.deepEqual(events.map(({ blockNumber }) => blockNumber), BLOCKS); // prettier-ignore
    assert.deepEqual(events[4], {
      args: {},
      blockNumber: 30_000,
      logIndex: 2,
      transactionHash: "0x30000",
      time: 1_030_000,
    });
    assert.deepEqual(asked, [[5, 10_004], [10_005, 20_004], [20_005, 30_000]]); // prettier-ignore
  });

  it("asks for the time of each block once, of many at once and not of all", async () => {
    const many = Array.from({ length: 90 }, (_, index) => 5 + (index >> 1));
    const asking = question(() => undefined, many);
    const asked: number[] = [];
    let [under, most] = [0, 0];
    const getBlock = async (block: number) => {
      asked.push(block);
      most = Math.max(most, (under += 1));
      await Promise.resolve();
      under -= 1;
      return { timestamp: 1_000_000 + block };
    };
    const provider = { getBlockNumber: () => Promise.resolve(30_000), getBlock };
    const events = await readEvents({ ...asking, chain: { ...asking.chain, provider } as unknown as Chain });
    assert.ok(events.length === 90 && events.every(({ blockNumber, time }) => time === 1_000_000 + blockNumber));
    assert.deepEqual(asked, [...new Set(many)]);
    assert.ok(most > 1 && most <= 20, `${most} at a time`);
  });

  it("asks for less when a node refuses so many blocks, and misses none", async () => {
    const careful = question((from, to) => {
      if (to - from >= 3_000) throw new Error("block range too wide");
    });
    assert.deepEqual(await blocksOf(careful), BLOCKS);
  });

  it("gives up at once when nothing is at the other end", async () => {
    let calls = 0;
    const gone = question(() => {
      calls++;
      throw Object.assign(new Error("gone"), { code: "ECONNREFUSED" });
    });
    await assert.rejects(readEvents(gone), { code: "CHAIN_UNREACHABLE" });
    assert.equal(calls, 1);
  });
});
