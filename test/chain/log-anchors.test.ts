import assert from "node:assert/strict";
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
