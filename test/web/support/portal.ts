import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { connectAccount, developmentAccount } from "../../../src/chain/accounts.ts";
import { startAnvil, type LocalChain } from "../../../src/chain/anvil.ts";
import { attach, type Chain } from "../../../src/chain/contracts.ts";
import { advanceTo } from "../../../src/chain/time.ts";
import { connect, type Connection } from "../../../src/chain/provider.ts";
import { isPsephosError } from "../../../src/errors.ts";
import { openProver } from "../../../src/proofs/prove.ts";
import { fundAccount } from "../../../src/roles/accounts.ts";
import type { Town } from "../../../src/roles/demo/portal/town/town.ts";
import { deploy } from "../../../src/roles/organizer/deploy.ts";
import { openWorkspace, type Workspace } from "../../../src/roles/workspace.ts";
import { createClient, type Client } from "../../../src/server/client/client.ts";
import type { DemonstrationAnswer } from "../../../src/server/client/demonstration.ts";
import { putFile, readAbout } from "../../../src/server/client/endpoints.ts";
import { readConfig } from "../../../src/server/config/read-config.ts";
import { openServices } from "../../../src/server/open-services.ts";
import type { PartName } from "../../../src/server/part.ts";
import type { RunningServer } from "../../../src/server/serve.ts";

const INDEX = resolve(import.meta.dirname, "../../../build/portal/index.html");
const RELAYER_ACCOUNT = 9;
const MONTH_SECONDS = 30 * 86_400;

export interface PortalWish<Seeded> {
  /** What is there when the doors open; its public files are published. Afterwards the chain's clock is this machine's. */
  readonly seed?: (town: Town) => Promise<Seeded>;
  /** Relayer, indexer, watcher and web unless told. */
  readonly parts?: readonly PartName[];
  /** What visitors may take, as where a demonstration runs. */
  readonly offer?: (seeded: Seeded) => DemonstrationAnswer;
}

/** The portal with its services and a chain of its own, all real, on free ports. */
export interface Portal<Seeded = undefined> {
  /** Without a slash at the end. */
  readonly url: string;
  readonly chain: Chain;
  readonly workspace: Workspace;
  /** For making more of everything while the portal runs; then `publish`. */
  readonly town: Town;
  readonly seeded: Seeded;
  /** Uploads the workspace's public files that the portal does not have. */
  publish(): Promise<void>;
  /** Moves the chain's clock to this machine's, where it is behind. */
  catchUp(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * The chain begins a month ago, so that elections can be over without the chain running ahead of the browsers' clocks. Needs the built
 * portal: `npm run setup`, which `npm test` does, or scripts/build-portal.ts.
 */
export async function openPortal<Seeded = undefined>(wish: PortalWish<Seeded> = {}): Promise<Portal<Seeded>> {
  if (!existsSync(INDEX)) throw new Error("The portal is not built: run node scripts/build-portal.ts first.");
  const folder = mkdtempSync(join(tmpdir(), "psephos-portal-"));
  const workspace = openWorkspace(folder);
  const local = await startAnvil({ folder: workspace.chainFolder, beginsAt: now() - MONTH_SECONDS });
  const ends: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
    await local.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const { chain, connection } = await openTestChain(workspace, local);
    ends.push(() => connection.close());
    const prover = openProver();
    ends.push(() => prover.close());
    const town: Town = {
      chain,
      workspace,
      prover,
      account: async (index) => {
        const account = developmentAccount(index).connect(connection.provider);
        await fundAccount({ connection, address: account.address });
        return account;
      },
      advanceTo: (at) => advanceTo(connection, at),
    };
    const seeded = (await wish.seed?.(town)) as Seeded;
    const catchUp = () => advanceTo(connection, now());
    await catchUp();
    const server = await openTestServices({
      ...{ chain, folder, parts: wish.parts },
      ...(wish.offer === undefined ? {} : { demonstration: wish.offer(seeded) }),
    });
    ends.push(() => server.stop());
    const publish = () => publishFiles({ url: server.url, workspace, chain });
    await publish();
    return { url: server.url, chain, workspace, town, seeded, publish, catchUp, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openTestChain(
  workspace: Workspace,
  { url }: LocalChain,
): Promise<{ chain: Chain; connection: Connection }> {
  const connection = await connect({ url });
  const account = developmentAccount(0).connect(connection.provider);
  const { deployment } = await deploy({ connection, account, workspace, again: true });
  return { chain: await attach(connection, deployment), connection };
}

/** Fast where services usually wait, and without limits that a whole test file would meet together. */
async function openTestServices(input: {
  chain: Chain;
  folder: string;
  parts: readonly PartName[] | undefined;
  demonstration?: DemonstrationAnswer;
}): Promise<RunningServer> {
  const { chain, folder, parts = ["relayer", "indexer", "watcher", "web"], ...offer } = input;
  return openServices({
    ...offer,
    config: await readConfig({
      flags: {
        parts: [...parts],
        port: 0,
        data: folder,
        relayer: { minDelaySeconds: 0, maxDelaySeconds: 1, closingMarginSeconds: 5 },
        indexer: { pollMs: 50 },
        watcher: { intervalSeconds: 1 },
        http: { readPerMinute: 0, writePerMinute: 0, letterPerMinute: 0, maxEventLoopDelayMs: 0 },
        log: { level: process.env["TEST_LOG"] ?? "error" },
      },
    }),
    version: "0.0.0",
    openChain: () => Promise.resolve({ chain, account: connectAccount(developmentAccount(RELAYER_ACCOUNT), chain) }),
    pace: { pollMs: 50, rebroadcastAfterMs: 500, lostAfterMs: 1_000, adoptEveryMs: 500 },
    destination: process.stderr,
  });
}

/** What the chain names is taken as soon as the index has read of it; other files stay where they are. */
async function publishFiles(input: { url: string; workspace: Workspace; chain: Chain }): Promise<void> {
  const { url, workspace, chain } = input;
  const services = createClient({ url });
  const head = await chain.provider.getBlockNumber();
  while ((await services.call(readAbout)).asOf.block < head) await pause(50);
  const hashes = (await readdir(workspace.publicFolder).catch(() => [])).flatMap(
    (file) => /^(0x[0-9a-f]{64})\.json$/.exec(file)?.slice(1) ?? [],
  );
  const refused = await publishEach({ services, workspace, hashes });
  // Status lists are named by a file that has to be there first.
  await publishEach({ services, workspace, hashes: refused });
}

/** Gives those that nothing names yet. */
async function publishEach(input: {
  services: Client;
  workspace: Workspace;
  hashes: readonly string[];
}): Promise<string[]> {
  const { services, workspace, hashes } = input;
  const refused: string[] = [];
  for (const hash of hashes) {
    const body = await readFile(workspace.publicFile(hash));
    await services.call(putFile, { params: { hash }, body }).catch((error: unknown) => {
      if (!isPsephosError(error, "FILE_UNEXPECTED")) throw error;
      refused.push(hash);
    });
  }
  return refused;
}

function now(): number {
  return Math.floor(Date.now() / 1000);
}
