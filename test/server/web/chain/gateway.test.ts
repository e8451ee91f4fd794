import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { JsonRpcProvider, Network } from "ethers";
import { NO_RATES } from "../../../../src/server/http/config.ts";
import { chainRoutes } from "../../../../src/server/web/chain/routes.ts";
import { servedApp, testApp } from "../../support/app.ts";
import { fakeNode, type FakeNode, type Question } from "./fake-node.ts";

const ADDRESS = `0x${"ab".repeat(20)}`;
/** Written as deployments write them: readers may ask in any case. */
const DEPLOYMENT = { addresses: { elections: ADDRESS.replaceAll("a", "A") } };
const HASH = `0x${"cd".repeat(32)}`;
const REFUSED = -32601;
const MISFIT = -32602;
const TOO_MUCH = -32005;

type Answer = { readonly id: unknown; readonly result?: unknown; readonly error?: { code: number; message: string } };

function send(response: ServerResponse, body: unknown): void {
  response.setHeader("content-type", "application/json").end(JSON.stringify(body));
}

/** Says the method back; of several questions the last first. */
function echo(questions: Question[], response: ServerResponse): void {
  const answers = questions.map(({ id, method }) => ({ jsonrpc: "2.0", id, result: method })).reverse();
  send(response, answers.length === 1 ? answers[0] : answers);
}

describe("The gateway to the chain", () => {
  const nodes: FakeNode[] = [];
  const open = async (answer: (questions: Question[], response: ServerResponse) => void, isLocal = false) => {
    const node = await fakeNode(answer);
    nodes.push(node);
    const app = await testApp({ routes: chainRoutes({ url: node.url, isLocal, deployment: DEPLOYMENT }) });
    const ask = async (payload: unknown) => {
      const { statusCode, body } = await app.inject({ method: "POST", url: "/v1/chain", payload: payload as object });
      assert.ok(!body.includes("key-of-the-operator") && !body.includes("127.0.0.1"), body);
      return { status: statusCode, answer: JSON.parse(body) as Answer & Answer[] & { code?: string } };
    };
    return { node, ask };
  };
  const question = (method: string, params?: readonly unknown[]) => ({ jsonrpc: "2.0", id: 1, method, params });
  after(() => Promise.all(nodes.map((node) => node.close())));

  it("puts what reading and sending take to the node", async () => {
    const { node, ask } = await open(echo);
    const allowed: readonly (readonly [string, readonly unknown[]])[] = [
      ["eth_chainId", []],
      ["eth_blockNumber", []],
      ["eth_getBlockByNumber", ["finalized", false]],
      ["eth_getBlockByNumber", ["0x10", false]],
      ["eth_getBlockByHash", [HASH, false]],
      ["eth_call", [{ to: ADDRESS, data: "0x01" }, "latest"]],
      ["eth_call", [{ to: ADDRESS, data: "0x01", gas: "0x1c9c380" }, "latest"]],
      ["eth_estimateGas", [{ from: ADDRESS, to: ADDRESS, data: "0x" }]],
      ["eth_getCode", [ADDRESS, "latest"]],
      ["eth_getBalance", [ADDRESS, "latest"]],
      ["eth_getTransactionCount", [ADDRESS, "pending"]],
      ["eth_getTransactionByHash", [HASH]],
      ["eth_getTransactionReceipt", [HASH]],
      ["eth_getLogs", [{ address: ADDRESS, topics: [HASH, null, [HASH]], fromBlock: "0x1", toBlock: "0x2710" }]],
      ["eth_getLogs", [{ address: [ADDRESS], fromBlock: "latest", toBlock: "latest" }]],
      ["eth_getLogs", [{ address: ADDRESS, blockHash: HASH }]],
      ["eth_feeHistory", ["0x5", "latest", [10]]],
      ["eth_gasPrice", []],
      ["eth_maxPriorityFeePerGas", []],
      ["eth_sendRawTransaction", [`0x${"00".repeat(200_000)}`]],
    ];
    for (const [method, params] of allowed) {
      const { status, answer } = await ask(question(method, params));
      assert.deepEqual([status, answer], [200, { jsonrpc: "2.0", id: 1, result: method }]);
      assert.deepEqual(node.asked.at(-1)?.params, params);
    }
  });

  it("puts nothing else to it: no accounts of the node, no debugging, no mining, no look through everybody's logs", async () => {
    const { node, ask } = await open(echo);
    for (const method of [
      "eth_accounts",
      "eth_sendTransaction",
      "eth_sign",
      "debug_traceCall",
      "evm_mine",
      "anvil_setBalance",
      "web3_clientVersion",
      "admin_peers",
      "txpool_content",
      "__proto__",
      "toString",
    ])
      assert.equal((await ask(question(method))).answer.error?.code, REFUSED, method);
    for (const [method, params] of [
      ["eth_getLogs", [{}]],
      ["eth_getLogs", [{ address: [] }]],
      ["eth_getLogs", [{ address: [ADDRESS, `0x${"cd".repeat(20)}`] }]],
      ["eth_call", [{ data: "0x6001" }, "latest"]],
      ["eth_estimateGas", [{ from: ADDRESS, data: "0x6001" }]],
      ["eth_getBlockByNumber", ["latest", true]],
      ["eth_call", [{ to: ADDRESS, data: "0x1" }, "latest"]],
      ["eth_call", [{ to: ADDRESS }, "latest", { [ADDRESS]: { code: "0x00" } }]],
      ["eth_call", [{ to: ADDRESS, data: "0x01", gas: `0x${"f".repeat(16)}` }, "latest"]],
      ["eth_estimateGas", [{ to: ADDRESS, gas: "all" }]],
      ["eth_getCode", ["elsewhere", "latest"]],
      ["eth_sendRawTransaction", []],
      ["eth_chainId", [1]],
    ] as const)
      assert.equal((await ask(question(method, params))).answer.error?.code, MISFIT, JSON.stringify(params));
    assert.deepEqual(node.asked, []);
  });

  it("gives logs of so many blocks at a time, and asks for fewer of whoever wants more", async () => {
    const { node, ask } = await open(echo);
    for (const [fromBlock, toBlock] of [
      ["0x1", "0x2711"],
      ["0x1", "latest"],
      ["earliest", "0x5"],
      ["0x1", undefined],
    ])
      assert.equal(
        (await ask(question("eth_getLogs", [{ address: ADDRESS, fromBlock, toBlock }]))).answer.error?.code,
        TOO_MUCH,
      );
    assert.deepEqual(node.asked, []);
  });

  it("gives test coins on a local chain, and no other sum", async () => {
    const coins = `0x${(10n ** 22n).toString(16)}`;
    const { ask } = await open(echo, true);
    assert.equal((await ask(question("anvil_setBalance", [ADDRESS, coins]))).answer.result, "anvil_setBalance");
    assert.equal((await ask(question("anvil_setBalance", [ADDRESS, "0x0"]))).answer.error?.code, MISFIT);
    assert.equal((await ask(question("web3_clientVersion"))).answer.result, "web3_clientVersion");
  });

  it("answers each question of a batch under its own id, and asks the node for the allowed ones together", async () => {
    const { node, ask } = await open(echo);
    const { answer } = await ask([
      { jsonrpc: "2.0", id: "a", method: "eth_blockNumber" },
      { jsonrpc: "2.0", id: 7, method: "evm_mine" },
      { jsonrpc: "2.0", id: 7, method: "eth_chainId", params: [] },
    ]);
    assert.deepEqual(
      answer.map(({ id, result, error }) => [id, result ?? error?.code]),
      [
        ["a", "eth_blockNumber"],
        [7, REFUSED],
        [7, "eth_chainId"],
      ],
    );
    assert.equal(node.asked.length, 2);
  });

  it("asks each by itself of a node that takes no batches", async () => {
    const { node, ask } = await open((questions, response) => {
      const error = { code: -32600, message: "batches are off" };
      if (questions.length > 1) send(response, { jsonrpc: "2.0", id: null, error });
      else echo(questions, response);
    });
    const { answer } = await ask([question("eth_chainId"), question("eth_blockNumber")]);
    assert.deepEqual([answer.map(({ result }) => result), node.asked.length], [["eth_chainId", "eth_blockNumber"], 4]);
  });

  it("lets an answer that is too long take no other with it", async () => {
    const { ask } = await open((questions, response) => {
      const answers = questions.map(({ id, method }) => ({
        ...{ jsonrpc: "2.0", id },
        result: method === "eth_getLogs" ? "z".repeat(9 * 1_048_576) : method,
      }));
      send(response, answers.length === 1 ? answers[0] : answers);
    });
    const { answer } = await ask([question("eth_getLogs", [{ address: ADDRESS }]), question("eth_chainId")]);
    assert.deepEqual(
      answer.map(({ result, error }) => result ?? error?.code),
      [TOO_MUCH, "eth_chainId"],
    );
  });

  it("sends a transaction once, whatever becomes of the batch that it came in", async () => {
    const { node, ask } = await open((questions, response) => {
      if (questions.length > 1) response.end("<html>too much</html>");
      else echo(questions, response);
    });
    await ask([question("eth_chainId"), question("eth_sendRawTransaction", ["0x02"]), question("eth_gasPrice")]);
    assert.deepEqual(
      node.asked.map(({ method }) => method),
      ["eth_chainId", "eth_sendRawTransaction", "eth_gasPrice"],
    );
  });

  it("refuses empty and long batches, and what is no JSON-RPC", async () => {
    const { node, ask } = await open(echo);
    const good = question("eth_chainId");
    for (const payload of [
      [],
      Array.from({ length: 21 }, () => good),
      {},
      { ...good, jsonrpc: "1.0" },
      { ...good, id: null },
      { ...good, more: 1 },
    ])
      assert.deepEqual([(await ask(payload)).status, node.asked.length], [400, 0]);
    assert.equal((await ask(question("eth_call", ["x".repeat(1_100_000)]))).answer.code, "BODY_TOO_LARGE");
  });

  it("passes refusals of contracts on with their data, so that ethers knows them", async () => {
    const data = `0x08c379a0${"00".repeat(64)}`;
    const node = await fakeNode(([first], response) =>
      send(response, { jsonrpc: "2.0", id: first!.id, error: { code: 3, message: "execution reverted", data } }),
    );
    nodes.push(node);
    const { app, url } = await servedApp({
      routes: chainRoutes({ url: node.url, isLocal: false, deployment: DEPLOYMENT }),
    });
    const network = Network.from(5);
    const provider = new JsonRpcProvider(`${url}/v1/chain`, network, { staticNetwork: network });
    await assert.rejects(provider.call({ to: ADDRESS, data: "0x" }), { code: "CALL_EXCEPTION", data });
    provider.destroy();
    await app.close();
  });

  it("leaves addresses out of a node's words, and does not pass on endless ones", async () => {
    const message = `no answer from https://me:secret@node.internal:8545/key ${"x".repeat(5_000)}`;
    const { ask } = await open(([first], response) =>
      send(response, { jsonrpc: "2.0", id: first!.id, error: { code: -32000, message, data: "y".repeat(70_000) } }),
    );
    const { error } = (await ask(question("eth_chainId"))).answer;
    assert.match(error!.message, /^no answer from … x{500}/);
    assert.ok(error!.message.length <= 1_000 && !("data" in error!));
  });

  it("stops reading an answer that is too large, and asks for fewer blocks", async () => {
    const { ask } = await open((_questions, response) => {
      response.write('{"jsonrpc":"2.0","id":0,"result":"');
      const piece = "z".repeat(1_048_576);
      const more = (): void => {
        if (!response.destroyed) response.write(piece, more);
      };
      more();
    });
    const { status, answer } = await ask(question("eth_getLogs", [{ address: ADDRESS }]));
    assert.equal(status, 200);
    assert.equal(answer.error?.code, TOO_MUCH);
  });

  it("says CHAIN_UNREACHABLE, and not where the node is, when it is away or talks nonsense", async () => {
    const { node, ask } = await open((_questions, response) => response.end("<html>127.0.0.1 is down</html>"));
    for (let round = 0; round < 2; round += 1) {
      const { status, answer } = await ask(question("eth_chainId"));
      assert.deepEqual([status, answer.code], [503, "CHAIN_UNREACHABLE"]);
      await node.close();
    }
  });

  it("counts questions to the node apart from other requests", async () => {
    const node = await fakeNode(echo);
    nodes.push(node);
    const config = { rates: { ...NO_RATES, readPerMinute: 1, writePerMinute: 1, chainPerMinute: 3 } };
    const app = await testApp({
      routes: chainRoutes({ url: node.url, isLocal: false, deployment: DEPLOYMENT }),
      config,
    });
    const statuses = [];
    for (let round = 0; round < 4; round += 1)
      statuses.push(
        (await app.inject({ method: "POST", url: "/v1/chain", payload: question("eth_chainId") })).statusCode,
      );
    assert.deepEqual(statuses, [200, 200, 200, 429]);
    await app.close();
  });

  it("counts each question of a batch", async () => {
    const node = await fakeNode(echo);
    nodes.push(node);
    const config = { rates: { ...NO_RATES, chainPerMinute: 5 } };
    const app = await testApp({
      routes: chainRoutes({ url: node.url, isLocal: false, deployment: DEPLOYMENT }),
      config,
    });
    const payload = Array.from({ length: 3 }, () => question("eth_chainId"));
    const statuses = [];
    for (let round = 0; round < 2; round += 1)
      statuses.push((await app.inject({ method: "POST", url: "/v1/chain", payload })).statusCode);
    assert.deepEqual([statuses, node.asked.length], [[200, 429], 3]);
    await app.close();
  });
});
