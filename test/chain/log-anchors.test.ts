import assert from "node:assert/strict";
import { AbiCoder, concat } from "ethers";
import { developmentAccount } from "../../src/chain/accounts.ts";
import {
  anchorLog,
  openLog,
  readAnchors,
  readLatestAnchor,
  readLogOperator,
  readLogsOpened,
} from "../../src/chain/log-anchors.ts";
import { startTestChain, type TestChain } from "./setup.ts";

describe("anchors of a log", () => {
  let test: TestChain;
  before(async () => {
    test = await startTestChain();
  });
  after(() => test.end());

  const rootOf = (byte: string) => `0x${byte.repeat(32)}`;

  it("are written by the log's operator as it grows, and read back in order", async () => {
    const { chain, organizer: account } = test;
    const { logId } = await openLog({ chain, account, name: "Access to residents' data" });
    assert.deepEqual(await readLatestAnchor(chain, logId), { size: 0, anchoredAt: 0, root: rootOf("00") });
    await anchorLog({ chain, account, logId, size: 3, root: rootOf("a1") });
    await anchorLog({ chain, account, logId, size: 8, root: rootOf("b2") });
    const { size, root, anchoredAt } = await readLatestAnchor(chain, logId);
    const anchors = await readAnchors(chain, logId);
    assert.deepEqual(anchors.map((anchor) => [anchor.size, anchor.root]), [[3, rootOf("a1")], [8, rootOf("b2")]]); // prettier-ignore
    assert.deepEqual([size, root, anchoredAt], [8, rootOf("b2"), anchors[1]!.time]);
    assert.equal(await readLogOperator(chain, logId), account.address);
    const [log] = await readLogsOpened(chain);
    assert.deepEqual([log?.logId, log?.name, log?.operator], [logId, "Access to residents' data", account.address]);
  });

  it("T030: stay readable to everybody when a stranger opens a log whose name is no text", async () => {
    const { chain } = test;
    const stranger = developmentAccount(3);
    const name = AbiCoder.defaultAbiCoder().encode(["bytes"], ["0xff4c6f67"]);
    const data = concat([chain.contracts.logs.interface.getFunction("openLog")!.selector, name]);
    const before = await readLogsOpened(chain);
    const nonce = await chain.provider.getTransactionCount(stranger.address);
    const call = { to: chain.deployment.addresses.logs, data, nonce, gasLimit: 500_000n, chainId: chain.chainId };
    const { maxFeePerGas, maxPriorityFeePerGas } = await chain.provider.getFeeData();
    const signed = await stranger.signTransaction({ ...call, type: 2, maxFeePerGas, maxPriorityFeePerGas });
    await (await chain.provider.broadcastTransaction(signed)).wait();
    const after = await readLogsOpened(chain);
    assert.deepEqual(after.slice(0, -1), before);
    assert.deepEqual([after.at(-1)?.name, after.at(-1)?.operator], ["\uFFFDLog", stranger.address]);
  });

  it("are refused from others, for a log that did not grow, and for one that is not there", async () => {
    const { chain, organizer: account } = test;
    const anchor = { chain, account, logId: 1n, size: 9, root: rootOf("c3") };
    await assert.rejects(anchorLog({ ...anchor, account: developmentAccount(1) }), {
      code: "CONTRACT_REFUSED",
      message: /operator/,
    });
    await assert.rejects(anchorLog({ ...anchor, size: 8 }), {
      detail: { error: "SizeNotGrowing", size: 8n, anchored: 8n },
    });
    await assert.rejects(readLatestAnchor(chain, 5n), { code: "CONTRACT_REFUSED", message: /no log 5/ });
  });
});
