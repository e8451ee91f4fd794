/**
 * How fast the indexer reads: ballots of four options on a local chain into an empty database, embedded in a folder and on a PostgreSQL
 * server. `node scripts/bench/services-indexer.ts [ballots]` prints the figures alone.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { developmentAccount } from "../../src/chain/accounts.ts";
import { startAnvil } from "../../src/chain/anvil.ts";
import { attach, type Chain } from "../../src/chain/contracts.ts";
import { deployContracts } from "../../src/chain/deployments.ts";
import { castBallots } from "../../src/chain/election-transactions.ts";
import { connect } from "../../src/chain/provider.ts";
import { rulesFor } from "../../src/protocol/rule-presets.ts";
import { createFollower } from "../../src/server/indexer/follow/follower.ts";
import { rebuildIndex } from "../../src/server/indexer/follow/rebuild.ts";
import { DEFAULT_INDEXER_SETTINGS } from "../../src/server/indexer/settings.ts";
import { openStore, type StorePlace } from "../../src/server/store/open-store.ts";
import { startPostgres } from "../../test/server/support/postgres.ts";
import { runScript } from "../system/run-script.ts";
import { median, round } from "./measure.ts";
import { simulatedBallots } from "./simulated-ballots.ts";
import { simulatedKeys, simulatedProver } from "./simulated.ts";
import { holdCeremony, openElection } from "./stage.ts";

export interface IndexerFigures {
  /** Of all kinds; nearly all are ballots. */
  readonly events: number;
  /** Events a second, chain to committed rows, verified against the contracts. */
  readonly embeddedPerSecond: number;
  readonly serverPerSecond: number;
}

const BATCH = 64;
const ROUNDS = 3;

export async function indexerFigures({ ballots }: { ballots: number }): Promise<IndexerFigures> {
  const folder = mkdtempSync(join(tmpdir(), "psephos-bench-"));
  const local = await startAnvil({ folder: join(folder, "chain") });
  const connection = await connect({ url: local.url });
  const postgres = await startPostgres();
  try {
    const account = developmentAccount(0);
    const deployment = await deployContracts({ connection, account, keys: simulatedKeys(), phase: "development" });
    const chain = await attach(connection, deployment);
    await castMany(chain, ballots);
    const embedded = await timesInto(chain, { folder: join(folder, "database") });
    const server = await timesInto(chain, { url: await postgres.createDatabase() });
    const { events } = embedded;
    const perSecond = (ms: number): number => round((1_000 * events) / ms);
    return { events, embeddedPerSecond: perSecond(embedded.ms), serverPerSecond: perSecond(server.ms) };
  } finally {
    connection.close();
    await local.stop();
    await postgres.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function castMany(chain: Chain, count: number): Promise<void> {
  const account = developmentAccount(0);
  const setting = { chain, organizer: account, prover: simulatedProver() };
  const ceremony = await holdCeremony(setting, { trusteeCount: 2, threshold: 2 });
  const rules = rulesFor("single", { optionCount: 4 });
  const { electionId, terms } = await openElection(setting, { ceremony, rules, voterCount: 2 });
  let batch: bigint[][] = [];
  let left = count;
  for (const { words } of simulatedBallots({ terms, count })) {
    left -= 1;
    batch.push(words);
    if (batch.length < BATCH && left > 0) continue;
    await castBallots({ chain, account, electionId, ballots: batch });
    batch = [];
  }
}

/** The median of some rounds, each from nothing. */
async function timesInto(chain: Chain, place: StorePlace): Promise<{ events: number; ms: number }> {
  const store = await openStore(place);
  const { answerMs, rangeBlocks, rangeEvents } = DEFAULT_INDEXER_SETTINGS;
  const config = { confirmations: 0, answerMs, rangeBlocks, rangeEvents };
  const times: number[] = [];
  let events = 0;
  for (let count = 0; count < ROUNDS; count++) {
    await rebuildIndex(store);
    const follower = createFollower({ store, chain, config });
    const start = performance.now();
    events = 0;
    for (let again = true; again;) {
      const look = await follower.look();
      events += look.events;
      again = look.again;
    }
    times.push(performance.now() - start);
  }
  await store.close();
  return { events, ms: median(times) };
}

if (import.meta.main) {
  await runScript(async () => {
    console.log(await indexerFigures({ ballots: Number(process.argv[2] ?? 2_048) }));
  });
}
