import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { developmentAccount } from "../../../src/chain/accounts.ts";
import { attachUnasked, type Chain } from "../../../src/chain/contracts.ts";
import type { Deployment } from "../../../src/chain/deployments.ts";
import { connectUnasked } from "../../../src/chain/provider.ts";
import { BASE } from "../../../src/crypto/babyjubjub.ts";
import { toNullifier } from "../../../src/protocol/identity.ts";
import { createReceipt } from "../../../src/protocol/receipt.ts";
import { ballotWords } from "../../../src/protocol/words.ts";
import { fileExists } from "../../../src/roles/read-file.ts";
import { castBallot } from "../../../src/roles/voter/cast.ts";
import { besides } from "../../../src/roles/voter/sent-ballot.ts";
import { openWorkspace } from "../../../src/roles/workspace.ts";

const NULLIFIER = 0xab77cd88n;
const BALLOT = {
  proof: [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n],
  nullifier: toNullifier(NULLIFIER),
  ciphertexts: [{ c1: BASE, c2: BASE }],
};
const ADDRESS = `0x${"ab".repeat(20)}`;
const RECEIPT = createReceipt({ place: { chainId: 31337n, contract: ADDRESS, electionId: 3n }, ballot: BALLOT });
const SENT = { receipt: RECEIPT, words: ballotWords(BALLOT) };

/** `error Name()` of the contract that refuses when the gas is estimated. */
type Refusal = "NothingAccepted" | "InvalidProof";

describe("casting from one's own account", () => {
  const asked: { method: string; params: unknown }[] = [];
  let folder: string;
  let server: Server;
  let chain: Chain;
  let refusal: Refusal = "NothingAccepted";

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "psephos-cast-"));
    server = createServer((request, response) => {
      let text = "";
      request.on("data", (chunk: Buffer) => (text += chunk.toString()));
      request.on("end", () => {
        const { id, method, params } = JSON.parse(text) as { id: number; method: string; params: unknown };
        asked.push({ method, params });
        response.end(JSON.stringify({ jsonrpc: "2.0", id, ...answerTo(method) }));
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const addresses = new Proxy({}, { get: () => ADDRESS }) as Deployment["addresses"];
    const deployment = { chainId: 31337, block: 0, addresses } as Deployment;
    chain = attachUnasked(connectUnasked({ url, chainId: 31337, isLocal: true }), deployment);
  });
  after(async () => {
    chain.close();
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  function answerTo(method: string): object {
    if (method === "eth_blockNumber") return { result: "0x5" };
    if (method === "eth_getLogs") return { result: [] };
    const data = chain.contracts.elections.interface.getError(refusal)!.selector;
    return { error: { code: 3, message: "execution reverted", data } };
  }

  const cast = () =>
    castBallot({ chain, account: developmentAccount(3), workspace: openWorkspace(folder), ballot: SENT });
  const file = () => openWorkspace(folder).receiptFile(RECEIPT);

  it("asks no node whether a ballot of this voter was cast: the whole log is read", async () => {
    await assert.rejects(cast());
    const { selector } = chain.contracts.elections.interface.getFunction("isCast")!;
    const before = asked.slice(
      0,
      asked.findIndex(({ method }) => method === "eth_estimateGas"),
    );
    assert.ok(before.some(({ method }) => method === "eth_getLogs"));
    const said = JSON.stringify(before);
    assert.ok(!said.includes(selector.slice(2)) && !said.includes(NULLIFIER.toString(16)), said);
  });

  it("keeps receipt and ballot when the contract has a ballot of this voter by now: it may be this one", async () => {
    await assert.rejects(cast(), { code: "ALREADY_CAST" });
    assert.ok((await fileExists(file())) && (await fileExists(besides(file(), "ballot"))));
  });

  it("leaves nothing behind of a ballot that the contract can never take", async () => {
    refusal = "InvalidProof";
    await assert.rejects(cast(), { code: "PROOF_INVALID" });
    assert.ok(!(await fileExists(file())) && !(await fileExists(besides(file(), "ballot"))));
  });
});
