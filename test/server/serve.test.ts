import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { createKeystore, developmentAccount } from "../../src/chain/accounts.ts";
import { startAnvil } from "../../src/chain/anvil.ts";
import { readConfig } from "../../src/server/config/read-config.ts";
import { openFaults, raiseFault } from "../../src/server/indexer/follow/faults.ts";
import { serve } from "../../src/server/serve.ts";
import { openStore } from "../../src/server/store/open-store.ts";
import { createTelemetry } from "../../src/server/telemetry.ts";
import { listening, psephosServe } from "./support/psephos.ts";

const PASSPHRASE = "canary of the passphrase 7301";

interface ReadyAnswer {
  readonly parts: readonly { readonly name: string; readonly state: string }[];
}

/** What `look` finds at last; a test that waits in vain fails by its time limit. */
async function eventually<Found>(look: () => Promise<Found | undefined>): Promise<Found> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(200);
  }
}

describe("Serving", () => {
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), "psephos-serve-"))));
  after(() => rm(folder, { recursive: true, force: true }));

  it("is refused a port that is taken, and stops", async () => {
    const config = await readConfig({ defaults: { data: folder }, flags: { port: 0, parts: ["prover"] } });
    const telemetry = createTelemetry({ level: "silent" });
    const server = await serve({ config, telemetry, version: "0.0.0" });
    const taken = { ...config, port: Number(new URL(server.url).port) };
    await assert.rejects(serve({ config: taken, telemetry: createTelemetry({ level: "silent" }), version: "0" }), {
      code: "CONFIG_INVALID",
    });
    await server.stop();
    await assert.rejects(fetch(server.url));
  });

  it("F49: starts all it needs in an empty folder, ends on SIGTERM in time, and goes on where it was", async () => {
    const data = join(folder, "all");
    for (const round of [1, 2]) {
      const run = psephosServe(["--data", data, "--port", "0"]);
      const url = await listening(run);
      const ready = (await (await fetch(`${url}/health/ready`)).json()) as { parts?: { name: string }[] };
      assert.deepEqual(
        ready.parts?.map(({ name }) => name),
        ["prover", "relayer", "indexer", "watcher", "web"],
      );
      const at = performance.now();
      run.child.kill("SIGTERM");
      assert.deepEqual(await run.ended, { exitCode: 0, code: undefined }, `round ${round}: ${run.output()}`);
      assert.ok(performance.now() - at < 30_000);
    }
  });

  describe("F42: refuses to start", () => {
    const refuses = async (code: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}) => {
      const run = psephosServe([...args, "--port", "0"], environment);
      const { exitCode, code: actual } = await run.ended;
      assert.equal(actual, code, run.output());
      assert.notEqual(exitCode, 0);
      assert.ok(!run.output().includes(PASSPHRASE));
    };

    it("with an unknown setting, an unknown part, or a prover for everybody", async () => {
      const config = join(folder, "extra.json");
      await writeFile(config, '{"relayr":{}}');
      await refuses("CONFIG_INVALID", ["--data", folder, "--config", config]);
      await refuses("CONFIG_INVALID", ["--data", folder, "--only", "prover,miner"]);
      await refuses("CONFIG_INVALID", ["--data", folder, "--host", "0.0.0.0"]);
      await refuses("CONFIG_INVALID", ["--data", folder], { PSEPHOS_RELAYER_BATCHSIZE: "1" });
    });

    it("on another chain, or with contracts that are not there", async () => {
      const data = join(folder, "real");
      const record = JSON.parse(await readFile(join(folder, "all/deployments/31337.json"), "utf8")) as {
        chainId: number;
      };
      const local = await startAnvil({ folder: join(folder, "local") });
      const real = await startAnvil({ folder: join(folder, "not-local"), chainId: 5 });
      try {
        await mkdir(join(data, "deployments"), { recursive: true });
        await writeFile(join(data, "deployments/31337.json"), JSON.stringify(record));
        await writeFile(join(data, "deployments/5.json"), JSON.stringify({ ...record, chainId: 5 }));
        const at = (url: string) => ["--data", data, "--rpc", url];
        await refuses("CHAIN_ID_MISMATCH", at(local.url), { PSEPHOS_CHAIN_CHAIN_ID: "1" });
        await refuses("CHAIN_ID_MISMATCH", [...at(real.url), "--deployment", join(data, "deployments/31337.json")]);
        await refuses("DEPLOYMENT_MISSING", at(local.url));
        await refuses("DEPLOYMENT_MISSING", at(real.url));
      } finally {
        await local.stop();
        await real.stop();
      }
    });

    it("with an account that everybody knows, off local chains", async () => {
      const data = join(folder, "known");
      const chain = join(folder, "not-local-either");
      // The state of a local chain with contracts, under an id that no local chain has.
      await cp(join(folder, "all/chain/state.json"), join(chain, "state.json"));
      const real = await startAnvil({ folder: chain, chainId: 7777 });
      try {
        const record = await readFile(join(folder, "all/deployments/31337.json"), "utf8");
        await mkdir(join(data, "deployments"), { recursive: true });
        await writeFile(join(data, "deployments/7777.json"), record.replace('"chainId": 31337', '"chainId": 7777'));
        await mkdir(join(data, "accounts"));
        const { privateKey } = developmentAccount(3);
        await createKeystore({ file: join(data, "accounts/known.json"), password: PASSPHRASE, privateKey });
        await writeFile(join(folder, "passphrase"), `${PASSPHRASE}\n`, { mode: 0o600 });
        await refuses("ACCOUNT_REFUSED", ["--data", data, "--rpc", real.url], {
          PSEPHOS_PASSPHRASE_FILE: join(folder, "passphrase"),
        });
      } finally {
        await real.stop();
      }
    });

    it("without the account or its passphrase", async () => {
      await mkdir(join(folder, "all/accounts"), { recursive: true });
      const { privateKey } = developmentAccount(0);
      await createKeystore({ file: join(folder, "all/accounts/known.json"), password: PASSPHRASE, privateKey });
      await refuses("PASSPHRASE_MISSING", ["--data", join(folder, "all"), "--account", "known"]);
      await refuses("ACCOUNT_MISSING", ["--data", join(folder, "all"), "--account", "nobody"]);
    });
  });

  it("F42: starts while a second node is silent, says so, and does not start with one of another chain", async () => {
    const data = join(folder, "all");
    const first = await startAnvil({ folder: join(data, "chain") });
    const other = await startAnvil({ folder: join(folder, "of-another-chain"), chainId: 7777 });
    try {
      const nodes = (...urls: string[]) => ({ PSEPHOS_CHAIN_RPC_URLS: urls.join(",") });
      const run = psephosServe(["--data", data, "--port", "0"], nodes(first.url, "http://127.0.0.1:1"));
      const url = await listening(run);
      const mine = { jsonrpc: "2.0", id: 1, method: "evm_mine", params: [] };
      const headers = { "content-type": "application/json" };
      await fetch(first.url, { method: "POST", headers, body: JSON.stringify(mine) });
      await eventually(async () => {
        const { items } = (await (await fetch(`${url}/v1/alerts?kind=node-unreachable`)).json()) as {
          items: unknown[];
        };
        return items[0];
      });
      // Nothing is final any more until the node speaks.
      await eventually(async () => {
        const { parts } = (await (await fetch(`${url}/health/ready`)).json()) as ReadyAnswer;
        return parts.find(({ name, state }) => name === "indexer" && state === "degraded");
      });
      run.child.kill("SIGTERM");
      assert.equal((await run.ended).exitCode, 0, run.output());
      const wrong = await psephosServe(["--data", data, "--port", "0"], nodes(first.url, other.url)).ended;
      assert.equal(wrong.code, "CHAIN_ID_MISMATCH");
    } finally {
      await first.stop();
      await other.stop();
    }
  });

  it("reads the chain anew with --rebuild-index, and keeps what is not of the index", async () => {
    const data = join(folder, "all");
    const database = { folder: join(data, "database") };
    const kept = developmentAccount(5).address.toLowerCase();
    const broken = await openStore(database);
    const subject = "issuers.governor";
    await raiseFault(broken, { kind: "contract-disagrees", subject, blockNumber: 1, detail: {} });
    await sql`UPDATE governor_changes SET next = '0x00'`.execute(broken.database);
    await broken.database.insertInto("relay_accounts").values({ address: kept, next_nonce: 7 }).execute();
    await broken.close();
    const run = psephosServe(["--data", data, "--port", "0", "--only", "indexer", "--rebuild-index"]);
    const url = await listening(run);
    await eventually(async () => {
      const { parts } = (await (await fetch(`${url}/health/ready`)).json()) as ReadyAnswer;
      return parts.find(({ name, state }) => name === "indexer" && state === "ok");
    });
    run.child.kill("SIGTERM");
    assert.equal((await run.ended).exitCode, 0, run.output());
    const mended = await openStore(database);
    try {
      assert.deepEqual(await openFaults(mended), []);
      const { next } = await mended.database.selectFrom("governor_changes").select("next").executeTakeFirstOrThrow();
      assert.match(next, /^0x[0-9a-f]{40}$/);
      const accounts = await mended.database.selectFrom("relay_accounts").select("address").execute();
      assert.ok(accounts.some(({ address }) => address === kept));
    } finally {
      await mended.close();
    }
    const alone = await psephosServe(["--data", data, "--only", "prover", "--rebuild-index"]).ended;
    assert.equal(alone.code, "USAGE");
  });

  it("prints the configuration without secrets", async () => {
    const run = psephosServe(["--data", folder, "--print-config"], {
      PSEPHOS_DATABASE_URL: `postgres://me:${PASSPHRASE.replaceAll(" ", "-")}@db/x`,
    });
    assert.equal((await run.ended).exitCode, 0);
    assert.match(run.output(), /postgres:\/\/db\/…/);
    assert.ok(!run.output().includes("canary"));
  });

  it("F49: ends at once on a second signal, whatever hangs", async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, "support/hang-on-stop.ts")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    child.kill("SIGTERM");
    const [said] = (await once(child.stdout, "data")) as [Buffer];
    assert.equal(said.toString(), "stopping\n");
    assert.equal(child.exitCode, null);
    child.kill("SIGINT");
    assert.deepEqual(await once(child, "exit"), [130, null]);
  });
});
