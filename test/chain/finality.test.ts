import assert from "node:assert/strict";
import { finalBlock, waitUntilFinal } from "../../src/chain/finality.ts";
import { startTestChain, type TestChain } from "./setup.ts";

describe("finality by confirmations", () => {
  let test: TestChain;
  before(async () => {
    test = await startTestChain();
  });
  after(() => test.end());

  it("is so many blocks behind the newest one, of local chains too, and never below the first", async () => {
    const { connection } = test;
    const newest = await connection.provider.getBlockNumber();
    assert.equal(await finalBlock(connection, { confirmations: 0 }), newest);
    assert.equal(await finalBlock(connection, { confirmations: 3 }), newest - 3);
    assert.equal(await finalBlock(connection, { confirmations: 1_000 }), 0);
    assert.equal(await finalBlock({ ...connection, isLocal: false }, { confirmations: 3 }), newest - 3);
  });

  it("is waited for", async () => {
    const { connection } = test;
    const blockNumber = await connection.provider.getBlockNumber();
    const wait = { connection, blockNumber, confirmations: 2 };
    await assert.rejects(waitUntilFinal({ ...wait, timeoutMs: 1 }), { code: "CHAIN_TIMEOUT" });
    await connection.provider.send("anvil_mine", ["0x2"]);
    await waitUntilFinal(wait);
  });
});
