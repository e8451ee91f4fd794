import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { chainRoutes, type ChainRoom } from "../../../../src/server/web/chain/routes.ts";
import { roomFor } from "../../../../src/server/web/chain/room.ts";
import { servedApp, testApp } from "../../support/app.ts";
import { fakeNode, type FakeNode } from "./fake-node.ts";

const ADDRESS = `0x${"ab".repeat(20)}`;
const DEPLOYMENT = { addresses: { elections: ADDRESS } };
const KIB = 1024;
const WIDE = { all: 1e9, ofCaller: 1e9, small: 1 * KIB };

describe("room in memory", () => {
  it("is so much for one caller and for all, and comes back when it is freed", () => {
    const open = roomFor({ all: 100, ofCaller: 60, small: 10 });
    const [a, b, c] = [open("a"), open("a"), open("b")];
    a.grow(40);
    assert.throws(() => b.grow(30), { code: "RATE_LIMITED", detail: { retryAfterSeconds: 2 } });
    c.grow(60);
    assert.throws(() => open("c").grow(11), { code: "BUSY" });
    assert.throws(() => a.grow(41), { code: "BUSY" });
    c.free();
    c.free();
    a.grow(60);
    a.free();
    b.grow(60);
  });

  it("is always there for what is small", () => {
    const open = roomFor({ all: 10, ofCaller: 10, small: 10 });
    for (let round = 0; round < 100; round += 1) open("a").grow(10);
    assert.throws(() => open("a").grow(11), { code: "RATE_LIMITED" });
  });
});

describe("T099: the gateway's memory", () => {
  const open: { close(): Promise<unknown> }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0).reverse()) await each.close();
  });

  const node = async (result: string): Promise<FakeNode> => {
    const fake = await fakeNode(([first], response) =>
      response.end(JSON.stringify({ jsonrpc: "2.0", id: first!.id, result })),
    );
    open.push(fake);
    return fake;
  };
  const routesTo = ({ url }: FakeNode, room: Partial<ChainRoom>) =>
    chainRoutes({ url, isLocal: false, deployment: DEPLOYMENT }, { bodies: WIDE, answers: WIDE, ...room });
  const question = (method: string, params: readonly unknown[] = []) => ({ jsonrpc: "2.0", id: 1, method, params });
  const transaction = (bytes: number) => question("eth_sendRawTransaction", [`0x${"00".repeat(bytes)}`]);

  it("takes no body that there is no room for, and has it again when the answer is over", async () => {
    const bodies = { all: 1e9, ofCaller: 8 * KIB, small: 1 * KIB };
    const app = await testApp({ routes: routesTo(await node("0x1"), { bodies }) });
    open.push(app);
    const ask = async (payload: object) => (await app.inject({ method: "POST", url: "/v1/chain", payload })).statusCode;
    for (let round = 0; round < 3; round += 1) assert.equal(await ask(transaction(3 * KIB)), 200);
    assert.equal(await ask(transaction(5 * KIB)), 429);
    assert.equal(await ask(question("eth_chainId")), 200);
    const none = { all: 1 * KIB, ofCaller: 1e9, small: 512 };
    const full = await testApp({ routes: routesTo(await node("0x1"), { bodies: none }) });
    open.push(full);
    const refused = await full.inject({ method: "POST", url: "/v1/chain", payload: transaction(1 * KIB) });
    assert.deepEqual([refused.statusCode, refused.json<{ code: string }>().code], [503, "BUSY"]);
  });

  it("stops reading an answer of the node that there is no room for", async () => {
    const answers = { all: 1e9, ofCaller: 8 * KIB, small: 1 * KIB };
    const app = await testApp({ routes: routesTo(await node("z".repeat(64 * KIB)), { answers }) });
    open.push(app);
    const answer = await app.inject({ method: "POST", url: "/v1/chain", payload: question("eth_chainId") });
    assert.deepEqual([answer.statusCode, answer.json<{ code: string }>().code], [429, "RATE_LIMITED"]);
  });

  /** Asks for 8 MB, which is more than sockets hold, and takes nothing of the answer. */
  async function holdAnswer({ slowReaderMs }: { slowReaderMs: number }) {
    const size = 8_000 * KIB;
    const answers = { all: size + 1_000, ofCaller: 1e9, small: 1 * KIB };
    const { app, url } = await servedApp({
      routes: routesTo(await node("z".repeat(size - 1_000)), { answers }),
      config: { slowReaderMs },
    });
    open.push(app);
    const connected = once(app.server, "connection") as Promise<[Socket]>;
    const holder = connect(Number(new URL(url).port), "127.0.0.1");
    const begun = once(holder, "readable");
    holder.on("error", () => undefined);
    const body = JSON.stringify(question("eth_chainId"));
    const head = `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
    holder.write(`POST /v1/chain HTTP/1.1\r\nhost: localhost\r\n${head}${body}`);
    const ask = async (): Promise<number> => {
      const headers = { "content-type": "application/json" };
      const response = await fetch(`${url}/v1/chain`, { method: "POST", headers, body });
      await response.arrayBuffer();
      return response.status;
    };
    // A first piece is here, and is not taken either.
    await begun;
    return { holder, ask, atServer: (await connected)[0] };
  }

  it("is held by an answer until it is taken, or its caller is gone", async () => {
    const { holder, ask } = await holdAnswer({ slowReaderMs: 60_000 });
    while ((await ask()) !== 503) assert.ok(!holder.destroyed);
    holder.destroy();
    while ((await ask()) !== 200) assert.ok(holder.destroyed);
  });

  it("is not held for long by those who take nothing: they are dropped", async () => {
    const { holder, atServer } = await holdAnswer({ slowReaderMs: 100 });
    if (!atServer.destroyed) await once(atServer, "close");
    holder.destroy();
  });
});
