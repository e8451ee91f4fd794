import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isPsephosError } from "../../../src/errors.ts";
import { configLeaves } from "../../../src/server/config/leaves.ts";
import { readConfig, type ConfigSources } from "../../../src/server/config/read-config.ts";
import {
  httpSettings,
  indexerSettings,
  proverSettings,
  relayerSettings,
  watcherSettings,
} from "../../../src/server/config/settings.ts";
import { shownConfig } from "../../../src/server/config/show-config.ts";
import { DEFAULT_HTTP_CONFIG } from "../../../src/server/http/config.ts";
import { DEFAULT_INDEXER_SETTINGS } from "../../../src/server/indexer/settings.ts";
import { DEFAULT_PROVER_SETTINGS } from "../../../src/server/prover/settings.ts";
import { DEFAULT_RELAYER_SETTINGS } from "../../../src/server/relayer/settings.ts";
import { DEFAULT_WATCHER_SETTINGS } from "../../../src/server/watcher/settings.ts";

const CANARY = "c4n4ry-Passw0rd";
const defaults = { data: "/srv/psephos" };
const read = (sources: ConfigSources) => readConfig({ defaults, ...sources });

function names(field: string): (error: unknown) => true {
  return (error) => {
    assert.ok(isPsephosError(error, "CONFIG_INVALID"), String(error));
    assert.ok(String(error.detail["field"]).endsWith(field), error.message);
    assert.ok(error.message.includes(field), error.message);
    assert.ok(!`${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`.includes(CANARY));
    return true;
  };
}

describe("The configuration", () => {
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), "psephos-config-"))));
  after(() => rm(folder, { recursive: true, force: true }));

  const fileOf = async (text: string): Promise<string> => {
    const file = join(folder, "server.json");
    await writeFile(file, text);
    return file;
  };

  it("is complete without a word from anybody, with each part's own defaults", async () => {
    const config = await read({});
    assert.deepEqual(httpSettings(config), DEFAULT_HTTP_CONFIG);
    assert.deepEqual(proverSettings(config), DEFAULT_PROVER_SETTINGS);
    assert.deepEqual(relayerSettings(config), { ...DEFAULT_RELAYER_SETTINGS, confirmations: undefined });
    assert.deepEqual(watcherSettings(config), DEFAULT_WATCHER_SETTINGS);
    assert.deepEqual(indexerSettings(config), DEFAULT_INDEXER_SETTINGS);
    assert.deepEqual([config.host, config.port], ["127.0.0.1", 7400]);
  });

  it("takes options over the environment, that over the file, and that over defaults", async () => {
    const file = await fileOf(
      '{"port":1,"host":"::1","relayer":{"batchSize":2,"minDelaySeconds":1},"log":{"level":"warn"}}',
    );
    const config = await read({
      file,
      environment: {
        PSEPHOS_PORT: "2",
        PSEPHOS_RELAYER_BATCH_SIZE: "3",
        PSEPHOS_HTTP_ORIGINS: "https://a.example, https://b.example",
      },
      flags: { port: 3 },
    });
    assert.equal(config.port, 3);
    assert.equal(config.relayer.batchSize, 3);
    assert.equal(config.relayer.minDelaySeconds, 1);
    assert.equal(config.log.level, "warn");
    assert.deepEqual(config.http.origins, ["https://a.example", "https://b.example"]);
  });

  it("explains each setting, and gives each a variable of its own", () => {
    const leaves = configLeaves();
    assert.ok(leaves.every(({ description }) => description.endsWith(".")));
    assert.equal(new Set(leaves.map(({ variable }) => variable)).size, leaves.length);
    assert.ok(leaves.some(({ variable }) => variable === "PSEPHOS_CHAIN_RPC_URLS"));
  });

  it("counts fees to the wei", async () => {
    const { maxFeePerGas, lowBalance } = relayerSettings(
      await read({ flags: { relayer: { maxFeeGwei: 1.000000001, lowBalance: 0.3, priorityFeeGwei: 0 } } }),
    );
    assert.deepEqual([maxFeePerGas, lowBalance], [1_000_000_001n, 300_000_000_000_000_000n]);
  });

  const refused: readonly (readonly [title: string, sources: ConfigSources, field: string])[] = [
    ["an extra option", { flags: { relayer: { batchsize: 3 } } }, "relayer.batchsize"],
    ["an extra section", { flags: { relay: {} } }, "relay"],
    [
      "a variable that no setting has",
      { environment: { PSEPHOS_RELAYER_BATCHSIZE: "3" } },
      "PSEPHOS_RELAYER_BATCHSIZE",
    ],
    ["a number that is text", { flags: { port: "7400" } }, "port"],
    ["text where a variable must hold a number", { environment: { PSEPHOS_PORT: "7400x" } }, "PSEPHOS_PORT"],
    ["neither true nor false", { environment: { PSEPHOS_PROVER_REMOTE: "yes" } }, "PSEPHOS_PROVER_REMOTE"],
    ["a port that is none", { flags: { port: 65_536 } }, "port"],
    ["a part that is none", { flags: { parts: ["prover", "miner"] } }, "parts.1"],
    ["a part twice", { flags: { parts: ["prover", "prover"] } }, "parts"],
    ["no part", { flags: { parts: [] } }, "parts"],
    ["a relative data folder", { flags: { data: "psephos" } }, "data"],
    [
      "a database of another kind, without its password",
      { flags: { database: { url: `mysql://me:${CANARY}@host/x` } } },
      "database.url",
    ],
    ["a database URL that is none", { environment: { PSEPHOS_DATABASE_URL: `no address ${CANARY}` } }, "database.url"],
    [
      "a node that is no web address",
      { flags: { chain: { rpcUrls: [`ws://key:${CANARY}@host`] } } },
      "chain.rpcUrls.0",
    ],
    [
      "delays the wrong way round",
      { flags: { relayer: { minDelaySeconds: 61, maxDelaySeconds: 60 } } },
      "relayer.minDelaySeconds",
    ],
    ["a tip above the cap", { flags: { relayer: { priorityFeeGwei: 2, maxFeeGwei: 1 } } }, "relayer.priorityFeeGwei"],
    ["a prover that others can reach", { flags: { host: "0.0.0.0" } }, "host"],
  ];
  for (const [title, sources, field] of refused) {
    it(`F42: refuses ${title}, and names ${field}`, () => assert.rejects(read(sources), names(field)));
  }

  it("F42: refuses a file that is no JSON without quoting it", async () => {
    const file = await fileOf(`{"database":{"url":"postgres://me:${CANARY}@host"`);
    await assert.rejects(read({ file }), names("server.json"));
    await assert.rejects(read({ file: join(folder, "none.json") }), { code: "FILE_UNREADABLE" });
  });

  it("lets a prover be reached by others who said so, and other parts at once", async () => {
    await read({ flags: { host: "0.0.0.0", prover: { remote: true } } });
    await read({ flags: { host: "0.0.0.0", parts: ["relayer"] } });
    for (const host of ["127.0.0.1", "127.1.2.3", "::1", "localhost"]) await read({ flags: { host } });
    await assert.rejects(read({ flags: { host: "127.0.0.1.example.org" } }), names("host"));
  });

  it("is shown without passwords, and without the keys in the addresses of nodes", async () => {
    const config = await read({
      environment: {
        PSEPHOS_DATABASE_URL: `postgres://me:${CANARY}@db.example:5432/psephos?password=${CANARY}`,
        PSEPHOS_CHAIN_RPC_URLS: `https://me:${CANARY}@node.example/v3/${CANARY},http://127.0.0.1:8545`,
        PSEPHOS_PASSPHRASE_FILE: "/run/secrets/passphrase",
      },
    });
    const shown = JSON.stringify(shownConfig(config));
    assert.ok(!shown.includes(CANARY), shown);
    assert.match(shown, /db\.example:5432/);
    assert.match(shown, /"rpcUrls":\["https:\/\/node\.example\/…","http:\/\/127\.0\.0\.1:8545"\]/);
  });
});
