import { rm } from "node:fs/promises";
import { castBallots } from "../../chain/elections.ts";
import { isPsephosError } from "../../errors.ts";
import type { Receipt } from "../../protocol/receipt.ts";
import type { Account, Chain } from "../chain-session.ts";
import type { Workspace } from "../workspace.ts";
import { alreadyCast } from "./booth.ts";
import { castSearch, type CastSearch } from "./cast-search.ts";
import { dropSent, isWithRelayer, keepSent, type SentBallot } from "./sent-ballot.ts";

export interface CastDone {
  readonly receipt: Receipt;
  readonly receiptFile: string;
  readonly transactionHash: string;
  readonly blockNumber: number;
  readonly gasUsed: bigint;
}

/**
 * Sends a filled ballot. The receipt is on disk before the ballot leaves, so that a broken connection leaves the voter with the means to see
 * what became of it; a ballot that was refused for certain takes its receipt with it, unless a relayer holds it too, or the chain has a
 * ballot of this voter by now: it may be this one, sent before.
 */
export async function castBallot(input: {
  chain: Chain;
  account: Account;
  workspace: Workspace;
  ballot: SentBallot;
  /** As `enterBooth` takes it. */
  isCast?: CastSearch;
}): Promise<CastDone> {
  const { chain, account, workspace, ballot } = input;
  const { receipt, words } = ballot;
  const { electionId, nullifier } = receipt;
  const isCast = input.isCast ?? (await castSearch(chain, electionId));
  if (await isCast(nullifier)) throw alreadyCast();
  const receiptFile = await keepSent(workspace, ballot);
  try {
    const { transactionHash, blockNumber, gasUsed } = await castBallots({
      chain,
      account,
      electionId,
      ballots: [[...words]],
    });
    await dropSent(receiptFile);
    return { receipt, receiptFile, transactionHash, blockNumber, gasUsed };
  } catch (error) {
    const isRefused = isPsephosError(error) && error.exitClass === "refused" && error.code !== "ALREADY_CAST";
    if (isRefused && !(await isWithRelayer(receiptFile))) {
      await dropSent(receiptFile);
      await rm(receiptFile, { force: true });
    }
    throw error;
  }
}
