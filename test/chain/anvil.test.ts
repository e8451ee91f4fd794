import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { developmentAccount } from "../../src/chain/accounts.ts";
import { startAnvil } from "../../src/chain/anvil.ts";
import { connect } from "../../src/chain/provider.ts";
import { advanceTo, latestTime } from "../../src/chain/time.ts";
import { temporaryFolder } from "./setup.ts";

describe("the embedded chain", () => {
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const answers = (url: string): Promise<boolean> =>
    connect({ url }).then(
      (connection) => {
        connection.close();
        return true;
      },
      () => false,
    );

  it("keeps balances, blocks and its clock between starts", async () => {
    const [first, second] = [developmentAccount(0), developmentAccount(1)];
    const before = await startAnvil({ folder });
    let connection = await connect({ url: before.url });
    await (await first.connect(connection.provider).sendTransaction({ to: second.address, value: 7n })).wait();
    await advanceTo(connection, (await latestTime(connection)) + 100_000);
    const time = await latestTime(connection);
    const balance = await connection.provider.getBalance(second.address);
    connection.close();
    await before.stop();
    assert.equal(await answers(before.url), false);

    const after = await startAnvil({ folder });
    connection = await connect({ url: after.url });
    assert.equal(await connection.provider.getBalance(second.address), balance);
    assert.equal(await connection.provider.getBlockNumber(), 2);
    assert.ok((await latestTime(connection)) >= time);
    await (await first.connect(connection.provider).sendTransaction({ to: second.address, value: 1n })).wait();
    assert.ok((await latestTime(connection)) >= time, "time does not go back");
    connection.close();
    await after.stop();
  });

  it("refuses a second start on the same state, and starts again after a crash", async () => {
    const chain = await startAnvil({ folder });
    await assert.rejects(startAnvil({ folder }), { code: "CHAIN_BUSY" });
    await chain.stop();
    writeFileSync(join(folder, "running.pid"), "999999999");
    await (await startAnvil({ folder })).stop();
  });

  it("starts where a full disk left an empty lock, and refuses a folder that cannot be made", async () => {
    writeFileSync(join(folder, "running.pid"), "");
    await (await startAnvil({ folder })).stop();
    writeFileSync(join(folder, "file"), "");
    await assert.rejects(startAnvil({ folder: join(folder, "file", "chain") }), { code: "FILE_UNWRITABLE" });
  });

  it("begins anew when asked to, but never under a chain that runs", async () => {
    const chain = await startAnvil({ folder });
    const connection = await connect({ url: chain.url });
    await advanceTo(connection, (await latestTime(connection)) + 1_000);
    connection.close();
    await assert.rejects(startAnvil({ folder, isFresh: true }), { code: "CHAIN_BUSY" });
    await chain.stop();
    const fresh = await startAnvil({ folder, isFresh: true });
    const again = await connect({ url: fresh.url });
    assert.equal(await again.provider.getBlockNumber(), 0);
    again.close();
    await fresh.stop();
  });

  it("refuses a damaged state and says how to go back", async () => {
    await (await startAnvil({ folder })).stop();
    const state = join(folder, "state.json");
    truncateSync(state, readFileSync(state).byteLength - 10);
    await assert.rejects(startAnvil({ folder }), { code: "CHAIN_STATE_DAMAGED", message: /previous/ });
    assert.equal(existsSync(join(folder, "running.pid")), false);
  });

  it("says that the port is taken", async () => {
    const chain = await startAnvil({ folder });
    const port = Number(new URL(chain.url).port);
    const other = temporaryFolder();
    await assert.rejects(startAnvil({ folder: other, port, chainId: 1337 }), { code: "CHAIN_BUSY" });
    await chain.stop();
    rmSync(other, { recursive: true });
  });

  it("dies with its parent, even a killed one, and saves its state", async () => {
    const script = `
      import { startAnvil } from "./src/chain/anvil.ts";
      const { url } = await startAnvil({ folder: ${JSON.stringify(folder)} });
      console.log(url);
      setInterval(() => undefined, 1000);`;
    const parent = spawn(process.execPath, ["--input-type=module", "--eval", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [output] = (await once(parent.stdout, "data")) as [Buffer];
    const url = output.toString().trim();
    assert.equal(await answers(url), true);
    parent.kill("SIGKILL");
    for (let tries = 0; tries < 100 && (await answers(url)); tries++) await sleep(100);
    assert.equal(await answers(url), false);
    await (await startAnvil({ folder })).stop();
  });
});
