import { startAnvil } from "../../chain/anvil.ts";
import { developmentAccount } from "../../chain/accounts.ts";
import { deployAuthority } from "../../chain/authority.ts";
import { attach } from "../../chain/contracts.ts";
import { advanceTo } from "../../chain/time.ts";
import { openProver } from "../../proofs/prove.ts";
import type { Prover } from "../../proofs/prover.ts";
import { fundAccount } from "../accounts.ts";
import { openConnection, type Account, type Chain, type Connection } from "../chain-session.ts";
import { deploy } from "../organizer/deploy.ts";
import { openWorkspace, type Workspace } from "../workspace.ts";
import { GasLedger } from "./gas-ledger.ts";
import type { Chapter, Narrator } from "./narrator.ts";
import { Refusals } from "./refusals.ts";
import { Stopwatch } from "./stopwatch.ts";

/** Where the demonstration plays: a chain of its own with the contracts on it, and everything that its chapters share. */
export interface Stage {
  readonly chain: Chain;
  readonly workspace: Workspace;
  readonly prover: Prover;
  readonly narrator: Narrator;
  readonly refusals: Refusals;
  readonly gas: GasLedger;
  readonly stopwatch: Stopwatch;
  /** The n-th person who sends transactions: the organizer is 0. */
  account(index: number): Promise<Account>;
  /** Sets the local chain's clock forward. */
  advanceTo(at: number): Promise<void>;
  close(): Promise<void>;
}

/** Accounts by number. Trustees and direct voters follow one another. */
export const ORGANIZER = 0;
export const HELPER = 1;
export const FIRST_TRUSTEE = 2;
export const FIRST_VOTER = 30;

export interface StageRequest {
  readonly folder: string;
  readonly narrator: Narrator;
  /** Accounts that decide together who issues; without them the organizer does alone. */
  readonly authority?: { readonly members: readonly number[]; readonly threshold: number };
}

export async function openStage(request: StageRequest): Promise<Stage> {
  const { folder, ...input } = request;
  const workspace = openWorkspace(folder);
  const local = await startAnvil({ folder: workspace.chainFolder, isFresh: true });
  try {
    return await furnish({ ...input, workspace, local });
  } catch (error) {
    await local.stop();
    throw error;
  }
}

async function furnish(
  input: Omit<StageRequest, "folder"> & { workspace: Workspace; local: Awaited<ReturnType<typeof startAnvil>> },
): Promise<Stage> {
  const { workspace, narrator, local, authority } = input;
  const connection = await openConnection(local.url);
  const account = async (index: number): Promise<Account> => {
    const signer = developmentAccount(index).connect(connection.provider);
    await fundAccount({ connection, address: await signer.getAddress() });
    return signer;
  };
  const organizer = await account(ORGANIZER);
  const governor = authority && (await foundAuthority({ connection, account: organizer, ...authority }));
  const { deployment } = await deploy({ connection, account: organizer, workspace, again: true, governor });
  const chain = await attach(connection, deployment);
  const prover = openProver();
  return {
    chain,
    workspace,
    prover,
    narrator,
    refusals: new Refusals(narrator),
    gas: new GasLedger(connection),
    stopwatch: new Stopwatch(),
    account,
    advanceTo: (at) => advanceTo(connection, at),
    close: async () => {
      await prover.close();
      connection.close();
      await local.stop();
    },
  };
}

/** A contract that acts when enough of its members agree. */
function foundAuthority(input: {
  connection: Connection;
  account: Account;
  members: readonly number[];
  threshold: number;
}): Promise<string> {
  const members = input.members.map((index) => developmentAccount(index).address);
  return deployAuthority({ ...input, members });
}

/** Opens a chapter and measures how long it takes. */
/** Opens a stage, plays a story on it and closes it, however the story ends; adds the seconds of the chapters and the whole. */
export async function onStage<Outcome extends object>(
  request: StageRequest,
  play: (stage: Stage) => Promise<Outcome>,
): Promise<Outcome & { readonly seconds: Record<string, number> }> {
  const startedAt = performance.now();
  const stage = await openStage(request);
  try {
    const outcome = await play(stage);
    const total = Math.round((performance.now() - startedAt) / 100) / 10;
    return { ...outcome, seconds: { ...stage.stopwatch.seconds(), total } };
  } finally {
    await stage.close();
  }
}

export async function tellChapter<Result>(stage: Stage, name: Chapter, work: () => Promise<Result>): Promise<Result> {
  stage.narrator.chapter(name);
  return stage.stopwatch.time(name, work);
}
