import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readInput } from "../../../src/cli/input.ts";
import { askIndex } from "../../../src/cli/services/ask-index.ts";
import { BASE } from "../../../src/crypto/babyjubjub.ts";
import { FIELD } from "../../../src/crypto/field.ts";
import { toNullifier } from "../../../src/protocol/identity.ts";
import { createReceipt } from "../../../src/protocol/receipt.ts";
import { plainContext } from "./plain-context.ts";

const ELECTIONS = `0x${"ab".repeat(20)}`;
const NULLIFIER = toNullifier(FIELD / 3n);
const CIPHERTEXTS = [
  { c1: BASE, c2: BASE },
  { c1: BASE, c2: BASE },
];
const RECEIPT = createReceipt({
  place: { chainId: 31337n, contract: ELECTIONS, electionId: 3n },
  ballot: { nullifier: NULLIFIER, ciphertexts: CIPHERTEXTS },
});
const AS_OF = { block: 9, time: 1_000_000, finalBlock: 9 };
const NAMES = [
  "verifier",
  "rolls",
  "ceremonies",
  "elections",
  "issuers",
  "policies",
  "attestations",
  "enrolments",
  "logs",
];

describe("asking an index for a receipt", () => {
  let folder: string;
  let server: Server;
  let url: string;
  let chainId = 31337;
  const asked: string[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "psephos-index-"));
    server = createServer((request, response) => {
      const path = request.url ?? "";
      asked.push(path);
      response.setHeader("content-type", "application/json").end(JSON.stringify(answerTo(path)));
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(() => void asked.splice(0));

  function answerTo(path: string): object {
    if (path === "/v1/about") {
      const contracts = Object.fromEntries(NAMES.map((name) => [name, ELECTIONS]));
      return {
        version: "1",
        chainId,
        contracts,
        deploymentBlock: 1,
        keysPhase: "development",
        circuits: [],
        asOf: AS_OF,
      };
    }
    const [, bucket] = /^\/v1\/elections\/3\/receipts\/(\w+)/.exec(path) ?? [];
    if (bucket === undefined) return { electionId: "3", bucketBits: 20, ballots: 1, asOf: AS_OF };
    const recorded = { block: 5, time: 999_000, transaction: `0x${"1a".repeat(32)}`, final: true };
    const items = [{ nullifier: String(NULLIFIER), ballotHash: RECEIPT.ballotHash, index: 0, recorded }];
    return { electionId: "3", bucket, items, nextCursor: null, asOf: AS_OF };
  }

  const ask = (file: string, values: object = {}) => {
    const { context } = plainContext({ isChainNamed: false });
    const input = readInput({ ...values }, new Set(["voters"]));
    return askIndex(context, { input, url, given: { file, receipt: RECEIPT } });
  };
  const buckets = () => asked.map((path) => path.split("/receipts/")[1]).filter((name) => name !== undefined);

  it("fetches the whole record unless the voter knows how many are on the list, however fine the index offers", async () => {
    const found = await ask(join(folder, "first.json"));
    assert.deepEqual([found.kind, buckets()], ["counted", ["all"]]);
    asked.splice(0);
    await ask(join(folder, "second.json"), { voters: "1024" });
    assert.deepEqual(buckets(), ["010"]);
    assert.ok(asked.every((path) => !path.includes(String(NULLIFIER))));
  });

  it("asks for the same part again, though a smaller one would be had", async () => {
    const file = join(folder, "third.json");
    await ask(file, { voters: "512" });
    await ask(file, { voters: "1048576" });
    assert.deepEqual(buckets(), ["01", "01"]);
    await writeFile(join(folder, "third.asked.json"), '{"bucket":"../all"}');
    await ask(file, { voters: "512" });
    assert.deepEqual(buckets().at(-1), "01");
  });

  it("takes no answer about another chain", async () => {
    chainId = 1;
    await assert.rejects(ask(join(folder, "fourth.json")), { code: "CHAIN_ID_MISMATCH" });
    assert.deepEqual(buckets(), []);
    chainId = 31337;
  });
});
