import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { developmentAccount } from "../../../chain/accounts.ts";
import { startAnvil } from "../../../chain/anvil.ts";
import { attach } from "../../../chain/contracts.ts";
import { advanceTo } from "../../../chain/time.ts";
import { isPsephosError } from "../../../errors.ts";
import { openProver } from "../../../proofs/prove.ts";
import type { ProgressListener } from "../../../proofs/prover.ts";
import { withDecimals } from "../../../protocol/json.ts";
import { fundAccount } from "../../accounts.ts";
import { openConnection, type Account, type Connection } from "../../chain-session.ts";
import { loadPinnedKeys } from "../../deployed-contracts.ts";
import { deploy } from "../../organizer/deploy.ts";
import { openServingChain, type ServingChain } from "../../serving-chain.ts";
import { openWorkspace, type Workspace } from "../../workspace.ts";
import { readDemonstration, writeDemonstration, type Demonstration } from "./demonstration-file.ts";
import { PAST_SECONDS, seedDemonstration } from "./seed-demonstration.ts";
import { TOWN_CLERK } from "./town/town.ts";

export interface OpenDemonstration {
  readonly demonstration: Demonstration;
  readonly workspace: Workspace;
  /** With a block every few seconds. Close it. */
  readonly serving: ServingChain;
}

/**
 * The demonstration in this folder, made anew where there is none, or where it is too old or of other circuits than this installation's.
 * The folder is the demonstration's alone: what else lies there goes with an old one. One process at a time may have it open.
 */
export async function openDemonstration(input: {
  folder: string;
  onProgress: ProgressListener;
}): Promise<OpenDemonstration> {
  const workspace = openWorkspace(input.folder);
  const kept = await keptDemonstration(workspace);
  const demonstration = kept ?? (await makeDemonstration(workspace, input.onProgress));
  try {
    return { demonstration, workspace, serving: await openChainOf(workspace) };
  } catch (error) {
    // The contracts are those of an older installation.
    const isOutdated = isPsephosError(error, "DEPLOYMENT_UNTRUSTED") || isPsephosError(error, "DEPLOYMENT_MISSING");
    if (kept === undefined || !isOutdated) throw error;
    const again = await makeDemonstration(workspace, input.onProgress);
    return { demonstration: again, workspace, serving: await openChainOf(workspace) };
  }
}

async function keptDemonstration(workspace: Workspace): Promise<Demonstration | undefined> {
  const kept = await readDemonstration(workspace).catch(() => undefined);
  const isGood = kept !== undefined && kept.goodUntil > nowSeconds() && kept.keys === (await fingerprintOfKeys());
  return isGood ? kept : undefined;
}

async function makeDemonstration(workspace: Workspace, onProgress: ProgressListener): Promise<Demonstration> {
  await rm(workspace.folder, { recursive: true, force: true });
  const now = nowSeconds();
  const local = await startAnvil({ folder: workspace.chainFolder, beginsAt: now - PAST_SECONDS });
  const prover = openProver();
  try {
    const connection = await openConnection(local.url);
    try {
      const account = accountsOf(connection);
      const { deployment } = await deploy({ connection, account: await account(TOWN_CLERK), workspace, again: true });
      const chain = await attach(connection, deployment);
      const town = { chain, workspace, prover, account, advanceTo: (at: number) => advanceTo(connection, at) };
      const demonstration = {
        ...(await seedDemonstration({ town, now, onProgress })),
        keys: await fingerprintOfKeys(),
      };
      // Last: what has this file is whole.
      await writeDemonstration(workspace, demonstration);
      return demonstration;
    } finally {
      connection.close();
    }
  } finally {
    await prover.close();
    await local.stop();
  }
}

function openChainOf(workspace: Workspace): Promise<ServingChain> {
  return openServingChain({ workspace, rpcUrls: [], onDeploying: () => undefined });
}

function accountsOf(connection: Connection): (index: number) => Promise<Account> {
  return async (index) => {
    const account = developmentAccount(index).connect(connection.provider);
    await fundAccount({ connection, address: account.address });
    return account;
  };
}

/** Other keys, other contracts. */
async function fingerprintOfKeys(): Promise<string> {
  const { keys } = await loadPinnedKeys();
  return createHash("sha256").update(JSON.stringify(keys, withDecimals)).digest("hex");
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}
