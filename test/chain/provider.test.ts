import assert from "node:assert/strict";
import { createServer, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { rmSync } from "node:fs";
import { ZeroAddress } from "ethers";
import { connectAccount, developmentAccount } from "../../src/chain/accounts.ts";
import { startAnvil, type LocalChain } from "../../src/chain/anvil.ts";
import { finalBlock, waitUntilFinal } from "../../src/chain/finality.ts";
import { connect, connectUnasked } from "../../src/chain/provider.ts";
import { advanceTo, latestTime } from "../../src/chain/time.ts";
import { temporaryFolder } from "./setup.ts";

type Answers = (method: string, params: { to?: string }[]) => Promise<unknown>;

interface Question {
  readonly id: number;
  readonly method: string;
}

/** A JSON-RPC endpoint that answers as told. */
async function serve(answer: Answers): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      const { id, method, params } = JSON.parse(body) as { id: number; method: string; params: { to?: string }[] };
      const given = (result: unknown): unknown => response.end(JSON.stringify({ jsonrpc: "2.0", id, result }));
      answer(method, params).then(given, () => response.destroy());
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

describe("connecting to a chain", () => {
  let folder: string;
  let local: LocalChain;
  before(async () => {
    folder = temporaryFolder();
    local = await startAnvil({ folder });
  });
  after(async () => {
    await local.stop();
    rmSync(folder, { recursive: true });
  });

  const forward: Answers = async (method, params) => {
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
    const response = await fetch(local.url, { method: "POST", headers: { "content-type": "application/json" }, body });
    return ((await response.json()) as { result: unknown }).result;
  };

  it("knows a local chain by its id and by what its node says that it is", async () => {
    const connection = await connect({ url: local.url, expectedChainId: 31337 });
    assert.deepEqual([connection.chainId, connection.isLocal], [31337, true]);
    connection.close();
  });

  it("takes no institution's chain for a local one, however it is numbered, and lets no account act there that everybody knows", async () => {
    const numbered = (chainId: string, client: unknown): Answers => {
      const own: Record<string, unknown> = { eth_chainId: chainId, web3_clientVersion: client };
      return (method, params) => (method in own ? Promise.resolve(own[method]) : forward(method, params));
    };
    const said = [
      ["0x539", "anvil/v1.7.1"],
      ["0x539", "besu/v25.1.0/linux-x86_64/openjdk-java-21"],
      ["0x7a69", "besu/v25.1.0/linux-x86_64/openjdk-java-21"],
      ["0x7a69", "Geth/v1.15.0/anvil/"],
      ["0x7a69", undefined],
    ] as const;
    for (const [chainId, client] of said) {
      const { url, server } = await serve(numbered(chainId, client));
      const connection = await connect({ url });
      assert.equal(connection.isLocal, false, `${chainId} ${client}`);
      assert.throws(() => connectAccount(developmentAccount(3), connection), { code: "ACCOUNT_REFUSED" });
      connection.close();
      server.closeAllConnections();
      server.close();
    }
  });

  it("tells whatever keeps an answer from coming by codes of its own, whichever way it is asked", async () => {
    const ways: Record<string, (response: ServerResponse) => void> = {
      "hangs up": (response) => response.destroy(),
      "is behind a broken proxy": (response) => response.writeHead(502).end("<html>bad gateway</html>"),
      "answers no JSON": (response) => response.end("<html>welcome</html>"),
      "answers nothing": (response) => response.end("null"),
      "answers another question": (response) => response.end('{"jsonrpc":"2.0","id":"other","result":"0x1"}'),
      "is busy": (response) => response.writeHead(503).end("{}"),
    };
    for (const [way, answer] of Object.entries(ways)) {
      const server = createServer((request, response) => request.resume().on("end", () => answer(response)));
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const connection = connectUnasked({ url, chainId: 31337, isLocal: true });
      const { provider } = connection;
      const questions = [
        () => provider.getBlockNumber(),
        () => provider.getBlock("latest"),
        () => provider.getBalance(ZeroAddress),
        () => provider.call({ to: ZeroAddress }),
        () => provider.getTransactionReceipt(`0x${"ab".repeat(32)}`),
        () => provider.getFeeData(),
        () => latestTime(connection),
        () => finalBlock({ ...connection, isLocal: false }),
      ];
      for (const ask of questions) await assert.rejects(ask(), { code: "CHAIN_UNREACHABLE" }, way);
      connection.close();
      server.closeAllConnections();
      server.close();
    }
    const gone = connectUnasked({ url: "http://127.0.0.1:1", chainId: 31337, isLocal: true });
    await assert.rejects(latestTime(gone), { code: "CHAIN_UNREACHABLE" });
    gone.close();
  });

  it("asks for logs, and sends, beside the batch in which it asks for the rest, and takes refusals of either for what they are", async () => {
    const requests: string[][] = [];
    const server = createServer((request, response) => {
      let text = "";
      request.on("data", (chunk: Buffer) => (text += chunk.toString()));
      request.on("end", () => {
        const questions = [JSON.parse(text) as Question | Question[]].flat();
        requests.push(questions.map(({ method }) => method));
        const answers = questions.map(({ id, method }) =>
          method === "eth_getLogs"
            ? { jsonrpc: "2.0", id, error: { code: -32005, message: "too much" } }
            : { jsonrpc: "2.0", id, result: "0x1" },
        );
        response.end(JSON.stringify(answers.length === 1 ? answers[0] : answers));
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const connection = connectUnasked({ url, chainId: 31337, isLocal: true, questionsTogether: 20 });
    const { provider } = connection;
    const [number, logs, sent, balance] = await Promise.allSettled([
      provider.getBlockNumber(),
      provider.getLogs({ fromBlock: 1, toBlock: 2 }),
      provider.send("eth_sendRawTransaction", ["0x02"]),
      provider.getBalance(ZeroAddress),
    ]);
    assert.deepEqual(
      [number, sent, balance].map((each) => each.status === "fulfilled" && BigInt(each.value as string)),
      [1n, 1n, 1n],
    );
    assert.ok(logs.status === "rejected" && (logs.reason as { error: { code: number } }).error.code === -32005);
    assert.deepEqual(requests.sort(), [
      ["eth_blockNumber", "eth_getBalance"],
      ["eth_getLogs"],
      ["eth_sendRawTransaction"],
    ]);
    connection.close();
    server.closeAllConnections();
    server.close();
  });

  it("refuses another chain than the one that was asked for", async () => {
    await assert.rejects(connect({ url: local.url, expectedChainId: 1 }), {
      code: "CHAIN_ID_MISMATCH",
      detail: { actual: 31337, expected: 1 },
    });
  });

  it("refuses an address that is no URL of a chain as a wrong argument", async () => {
    for (const url of ["nonsense", "127.0.0.1:8545", "file:///tmp", ""]) {
      await assert.rejects(connect({ url }), { code: "USAGE" }, url);
    }
  });

  it("says that nothing answers, or something else does, without showing the URL's secrets", async () => {
    const nowhere = "http://127.0.0.1:1/secret-api-key";
    await assert.rejects(connect({ url: nowhere }), (error: Error & { code: string }) => {
      assert.equal(error.code, "CHAIN_UNREACHABLE");
      assert.match(error.message, /127\.0\.0\.1:1.*psephos chain start/);
      assert.equal(error.message.includes("secret-api-key"), false);
      return true;
    });
    const { url, server } = await serve(() => Promise.resolve("hello"));
    await assert.rejects(connect({ url }), { code: "CHAIN_UNREACHABLE", message: /not an Ethereum/ });
    server.close();
  });

  it("T002: refuses a chain on which any precompile is missing or wrong", async () => {
    for (const address of [5, 6, 7, 8]) {
      for (const wrong of ["0x", `0x${"00".repeat(31)}01`]) {
        const to = `0x${address.toString(16).padStart(40, "0")}`;
        const { url, server } = await serve((method, params) =>
          method === "eth_call" && params[0]?.to === to ? Promise.resolve(wrong) : forward(method, params),
        );
        await assert.rejects(connect({ url }), { code: "CHAIN_UNSUPPORTED" }, `${address} ${wrong}`);
        server.closeAllConnections();
        server.close();
      }
    }
  });

  it("moves a local chain's time forward, never back, and refuses it elsewhere", async () => {
    const connection = await connect({ url: local.url });
    const at = (await latestTime(connection)) + 1000;
    await advanceTo(connection, at);
    assert.equal(await latestTime(connection), at);
    await advanceTo(connection, at - 500);
    assert.equal(await latestTime(connection), at);
    await assert.rejects(advanceTo({ ...connection, isLocal: false }, at + 1), { code: "LOCAL_CHAIN_ONLY" });
    connection.close();
  });

  it("takes a local chain's latest block as final, and elsewhere only what the chain calls so", async () => {
    const connection = await connect({ url: local.url });
    const latest = await connection.provider.getBlockNumber();
    assert.equal(await finalBlock(connection), latest);
    await waitUntilFinal({ connection, blockNumber: latest });
    assert.ok((await finalBlock({ ...connection, isLocal: false })) < latest);
    const wait = { connection: { ...connection, isLocal: false }, blockNumber: latest, timeoutMs: 100 };
    await assert.rejects(waitUntilFinal(wait), { code: "CHAIN_TIMEOUT" });
    connection.close();
  });
});
