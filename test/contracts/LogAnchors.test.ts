import assert from "node:assert/strict";
import type { BaseContract } from "ethers";
import { as, events, now, openChain, read, refuses, refusesView, send, type Chain } from "./support/chain.ts";

const ROOT = `0x${"10".repeat(32)}`;
const LATER_ROOT = `0x${"20".repeat(32)}`;
const ZERO = `0x${"00".repeat(32)}`;
const MAX_SIZE = 1n << 48n;

describe("LogAnchors", () => {
  let chain: Chain;
  let logs: BaseContract;

  beforeEach(async () => {
    chain = await openChain();
    logs = await chain.deploy("LogAnchors");
    await send(logs, "openLog", "access");
  });

  it("numbers logs from 1, and makes operator whoever opens one", async () => {
    const other = chain.signers[1]!;
    const receipt = await send(as(logs, other), "openLog", "访问记录");
    assert.deepEqual(events(logs, receipt, "LogOpened"), [[2n, await other.getAddress(), "访问记录"]]);
    assert.equal(await read(logs, "logCount"), 2n);
    assert.equal(await read(logs, "operator", 1n), await chain.signers[0]!.getAddress());
    assert.equal(await read(logs, "operator", 2n), await other.getAddress());
  });

  it("shows the last anchor, and zeros before the first one", async () => {
    assert.deepEqual([...(await read<unknown[]>(logs, "latest", 1n))], [0n, 0n, ZERO]);
    const receipt = await send(logs, "anchor", 1n, 3n, ROOT);
    assert.deepEqual(events(logs, receipt, "Anchored"), [[1n, 3n, ROOT]]);
    await send(logs, "anchor", 1n, MAX_SIZE, LATER_ROOT);
    assert.deepEqual([...(await read<unknown[]>(logs, "latest", 1n))], [MAX_SIZE, await now(chain), LATER_ROOT]);
  });

  it("refuses a name that is empty or longer than 255 bytes", async () => {
    await refuses("InvalidLogName()", logs, "openLog", "");
    await refuses(`InvalidLogName(${"é".repeat(128)})`, logs, "openLog", "é".repeat(128));
    await send(logs, "openLog", "x".repeat(255));
  });

  it("refuses to anchor or show a log that was never opened", async () => {
    for (const logId of [0n, 2n]) {
      await refuses(`UnknownLog(${logId})`, logs, "anchor", logId, 1n, ROOT);
      await refusesView(`UnknownLog(${logId})`, logs, "latest", logId);
      await refusesView(`UnknownLog(${logId})`, logs, "operator", logId);
    }
  });

  it("T030: lets nobody anchor a log but its operator", async () => {
    for (const signer of chain.signers.slice(1, 5)) {
      const error = `NotOperator(${await signer.getAddress()})`;
      await refuses(error, as(logs, signer), "anchor", 1n, 1n, ROOT);
    }
  });

  it("refuses a size that does not grow, so no anchored entry is taken back", async () => {
    await refuses("SizeNotGrowing(0, 0)", logs, "anchor", 1n, 0n, ROOT);
    await send(logs, "anchor", 1n, 3n, ROOT);
    await refuses("SizeNotGrowing(3, 3)", logs, "anchor", 1n, 3n, LATER_ROOT);
    await refuses("SizeNotGrowing(2, 3)", logs, "anchor", 1n, 2n, LATER_ROOT);
    assert.equal((await read<{ root: string }>(logs, "latest", 1n)).root, ROOT);
  });

  it("refuses a size that readers' numbers could not tell from the next one", async () => {
    await refuses(`SizeTooLarge(${MAX_SIZE + 1n})`, logs, "anchor", 1n, MAX_SIZE + 1n, ROOT);
    await send(logs, "anchor", 1n, MAX_SIZE - 1n, ROOT);
    await send(logs, "anchor", 1n, MAX_SIZE, LATER_ROOT);
  });

  it("refuses an anchor without a root", async () => {
    await refuses("EmptyLogRoot()", logs, "anchor", 1n, 1n, ZERO);
  });
});
