import { rm } from "node:fs/promises";
import { castBallots, isCast } from "../../chain/elections.ts";
import { PsephosError } from "../../errors.ts";
import type { Receipt } from "../../protocol/receipt.ts";
import type { Account, Chain } from "../chain-session.ts";
import type { Workspace } from "../workspace.ts";
import { alreadyCast } from "./booth.ts";
import { dropSent, keepSent, relayReceiptsOf, type SentBallot } from "./sent-ballot.ts";

export interface CastDone {
  readonly receipt: Receipt;
  readonly receiptFile: string;
  readonly transactionHash: string;
  readonly blockNumber: number;
  readonly gasUsed: bigint;
}

/**
 * Sends a filled ballot. The receipt is on disk before the ballot leaves, so that a broken connection leaves the voter with the means to see
 * what became of it; a ballot that was refused for certain takes its receipt with it, unless a relayer holds it too.
 */
export async function castBallot(input: {
  chain: Chain;
  account: Account;
  workspace: Workspace;
  ballot: SentBallot;
}): Promise<CastDone> {
  const { chain, account, workspace, ballot } = input;
  const { receipt, words } = ballot;
  const { electionId, nullifier } = receipt;
  if (await isCast({ chain, electionId, nullifier })) throw alreadyCast();
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
    const isRefused = error instanceof PsephosError && error.exitClass === "refused";
    if (isRefused && (await relayReceiptsOf(receiptFile)).length === 0) {
      await dropSent(receiptFile);
      await rm(receiptFile, { force: true });
    }
    throw error;
  }
}
