import { cancelElection as sendCancel, readElection } from "../../chain/elections.ts";
import { PsephosError } from "../../errors.ts";
import type { Account, Chain } from "../chain-session.ts";
import { requireElectionPhase } from "../open-election.ts";

/** Only the creator may, and only before voting opens. */
export async function cancelElection(input: {
  chain: Chain;
  account: Account;
  electionId: bigint;
}): Promise<{ transactionHash: string }> {
  const { chain, account, electionId } = input;
  const record = await readElection(chain, electionId);
  if (record.phase === "cancelled") {
    throw new PsephosError("ALREADY_DONE", `Election ${electionId} is cancelled already.`);
  }
  requireElectionPhase(record, "setup");
  if (record.creator.toLowerCase() !== (await account.getAddress()).toLowerCase()) {
    throw new PsephosError(
      "CONTRACT_REFUSED",
      `Only its creator ${record.creator} can cancel election ${electionId}. Name that account with --account.`,
    );
  }
  return sendCancel({ chain, account, electionId });
}
