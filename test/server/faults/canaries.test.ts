import assert from "node:assert/strict";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Wallet } from "ethers";
import { createKeystore } from "../../../src/chain/accounts.ts";
import { writeDeployment } from "../../../src/chain/deployments.ts";
import { randomScalar } from "../../../src/crypto/random.ts";
import { submitProof } from "../../../src/server/api/proofs.ts";
import type { OpenApiDocument } from "../../../src/server/http/openapi.ts";
import { openStore } from "../../../src/server/store/open-store.ts";
import { startTestChain, type TestChain } from "../../chain/setup.ts";
import { decryptionTask } from "../../proofs/samples.ts";
import { until } from "../relayer/sending/stage.ts";
import { requestFuzzer } from "../support/fuzz.ts";
import { startPostgres, type TestPostgres } from "../support/postgres.ts";
import { listening, psephosServe, type Run } from "../support/psephos.ts";
import { sendRaw } from "../support/send-raw.ts";
import { allRows } from "./invariant.ts";

const PASSPHRASE = "canary of the passphrase 6604";
const RPC_KEY = "canary-rpc-key-8812";
const PAGES = ["/", "/metrics", "/health/ready", "/v1/alerts", "/v1/relay", "/v1/about", "/v1/audit-trail"];
const REQUESTS = 400;
/** A hundredth of a coin: less than the relayer finds enough. */
const LITTLE = "0x2386f26fc10000";

describe("secrets given to all services, started by hand", () => {
  const { privateKey } = Wallet.createRandom();
  const secrets = new Map([
    ["the account's passphrase", PASSPHRASE],
    ["the account's key", privateKey.slice(2)],
    ["the key in the URL of a node", RPC_KEY],
  ]);
  const heard: string[] = [];
  let folder: string;
  let test: TestChain;
  let postgres: TestPostgres;
  let databaseUrl: string;
  let run: Run;
  let url: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "psephos-canaries-"));
    [test, postgres] = [await startTestChain(), await startPostgres()];
    databaseUrl = await postgres.createDatabase();
    secrets.set("the database's password", postgres.password);
    const data = join(folder, "data");
    for (const place of ["deployments", "accounts"]) await mkdir(join(data, place), { recursive: true });
    await writeDeployment(join(data, "deployments/31337.json"), test.deployment);
    const address = await createKeystore({ file: join(data, "accounts/relayer.json"), password: PASSPHRASE, privateKey }); // prettier-ignore
    await test.connection.provider.send("anvil_setBalance", [address, LITTLE]);
    await writeFile(join(folder, "passphrase"), `${PASSPHRASE}\n`, { mode: 0o600 });
    run = psephosServe(["--data", data, "--port", "0", "--account", "relayer"], {
      PSEPHOS_PASSPHRASE_FILE: join(folder, "passphrase"),
      PSEPHOS_DATABASE_URL: databaseUrl,
      // The second node is away, so that its URL is on the way to every report of trouble.
      PSEPHOS_CHAIN_RPC_URLS: `${test.local.url},http://${RPC_KEY}:${RPC_KEY}@127.0.0.1:1/v3/${RPC_KEY}`,
      PSEPHOS_WATCHER_INTERVAL_SECONDS: "1",
      PSEPHOS_LOG_LEVEL: "debug",
    });
    url = await listening(run);
  });
  after(async () => {
    run.child.kill("SIGKILL");
    await test.end();
    await postgres.end();
    await rm(folder, { recursive: true, force: true });
  });

  const ask = async (path: string, init: RequestInit = {}): Promise<string> => {
    const response = await fetch(url + path, init);
    const text = await response.text();
    heard.push(text, JSON.stringify([...response.headers]));
    return text;
  };
  const prove = async (inputs: unknown): Promise<string | undefined> => {
    const body = JSON.stringify({ circuit: "decryption-2", inputs });
    const headers = { "content-type": "application/json" };
    return (JSON.parse(await ask("/v1/proofs", { method: "POST", headers, body })) as { id?: string }).id;
  };
  const askAll = async (): Promise<void> => {
    for (const path of PAGES) await ask(path);
  };

  it("T087: are in no log, answer, metric, alert, row or file, whatever is asked and whatever breaks", async () => {
    await makeProofs();
    await until(async () => /"balanceLow":true/.test(await ask("/health/ready")), "the relayer warns of its account");
    await until(async () => /node-unreachable/.test(await ask("/v1/alerts")), "the watcher misses the second node");
    await askAll();
    await askAnything();

    await postgres.kill();
    await askAll();
    await postgres.start();
    await until(async () => /"asOf"/.test(await ask("/v1/about")), "the database is back");
    await test.local.stop();
    await until(() => /A look at the chain failed/.test(run.output()), "the indexer misses the chain");
    await until(() => /A check could not be made/.test(run.output()), "the watcher misses the chain");
    await askAll();

    run.child.kill("SIGTERM");
    assert.equal((await run.ended).exitCode, 0, run.output());
    const store = await openStore({ url: databaseUrl });
    const rows = await allRows(store);
    await store.close();
    const places = { log: [run.output()], answers: heard, rows, files: await filesBelow(join(folder, "data")) };
    for (const [place, texts] of Object.entries(places)) {
      assert.ok(texts.some((text) => text.length > 0), place); // prettier-ignore
      for (const [what, secret] of secrets) {
        assert.ok(!texts.some((text) => text.toLowerCase().includes(secret)), `${what} is in ${place}`);
      }
    }
    assert.ok(run.output().includes("proof ended"));
  });

  /** One that holds, one that breaks the circuit's rules, one that is cancelled, and some that are no inputs at all. */
  async function makeProofs(): Promise<void> {
    const { inputs } = decryptionTask();
    const encoded = submitProof.body.encode({ circuit: "decryption-2", inputs }) as { inputs: Record<string, unknown> };
    const texts = encoded.inputs;
    const canary = String(randomScalar());
    secrets.set("a witness that holds", String(texts["keyShare"])).set("a witness that does not", canary);
    const [good, bad, dropped] = [await prove(texts), await prove({ ...texts, keyShare: canary }), await prove(texts)];
    await ask(`/v1/proofs/${dropped}`, { method: "DELETE" });
    assert.match(await ask(`/v1/proofs/${good}/events`), /"state":"done"/);
    assert.match(await ask(`/v1/proofs/${bad}/events`), /CIRCUIT_REFUSED/);
    for (const keyShare of [`${canary}x`, [canary], { value: canary }, `${canary}${canary}`]) {
      const id = await prove({ ...texts, keyShare });
      if (id !== undefined) await ask(`/v1/proofs/${id}/events`);
    }
    await ask(`/v1/proofs/${canary}`);
    await ask(`/v1/proofs?keyShare=${canary}`, { method: "POST" });
  }

  async function askAnything(): Promise<void> {
    const next = requestFuzzer(JSON.parse(await ask("/v1/openapi.json")) as OpenApiDocument);
    const port = Number(new URL(url).port);
    for (let sent = 0; sent < REQUESTS; sent++) heard.push((await sendRaw(port, next()))?.text ?? "");
  }
});

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), "latin1")));
}
