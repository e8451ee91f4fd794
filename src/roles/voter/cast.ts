import { rm } from "node:fs/promises";
import { castBallots, isCast } from "../../chain/elections.ts";
import { PsephosError } from "../../errors.ts";
import { receiptText, type Receipt } from "../../protocol/receipt.ts";
import type { Account, Chain } from "../chain-session.ts";
import type { Workspace } from "../workspace.ts";
import { writeFileWhole } from "../write-file.ts";
import { alreadyCast } from "./booth.ts";
import type { FilledBallot } from "./fill-ballot.ts";

export interface CastDone {
  readonly receipt: Receipt;
  readonly receiptFile: string;
  readonly transactionHash: string;
  readonly blockNumber: number;
  readonly gasUsed: bigint;
}

/**
 * Sends a filled ballot. The receipt is on disk before the ballot leaves, so that a broken connection leaves the voter with the means to see
 * what became of it; a ballot that was refused for certain takes its receipt with it.
 */
export async function castBallot(input: {
  chain: Chain;
  account: Account;
  workspace: Workspace;
  ballot: Pick<FilledBallot, "words" | "receipt">;
}): Promise<CastDone> {
  const { chain, account, workspace, ballot } = input;
  const { receipt, words } = ballot;
  const { electionId, nullifier } = receipt;
  if (await isCast({ chain, electionId, nullifier })) throw alreadyCast();
  const receiptFile = workspace.receiptFile(receipt);
  await writeFileWhole({ file: receiptFile, data: receiptText(receipt), secrecy: "secret", overwrite: true });
  try {
    const { transactionHash, blockNumber, gasUsed } = await castBallots({
      chain,
      account,
      electionId,
      ballots: [[...words]],
    });
    return { receipt, receiptFile, transactionHash, blockNumber, gasUsed };
  } catch (error) {
    if (error instanceof PsephosError && error.exitClass === "refused") await rm(receiptFile, { force: true });
    throw error;
  }
}
