import { readBallots } from "../../chain/election-events.ts";
import { finalBlock } from "../../chain/finality.ts";
import { PsephosError } from "../../errors.ts";
import { receiptFits, type Receipt } from "../../protocol/receipt.ts";
import { parseBallot } from "../../protocol/words.ts";
import type { Chain } from "../chain-session.ts";
import { openElection } from "../open-election.ts";

export type ReceiptState =
  /** In the locked total, as it left the device; `isFinal` once the chain cannot take it back. */
  | {
      readonly kind: "counted";
      readonly isFinal: boolean;
      /** In the order of acceptance, from 1. */
      readonly position: number;
      readonly transactionHash: string;
      readonly blockNumber: number;
    }
  /** Another ballot of the same voter is in the total: something cast in the voter's place. */
  | { readonly kind: "altered"; readonly transactionHash: string }
  | { readonly kind: "absent" };

/** Reads the election's whole log and searches it here: nobody learns which receipt is being checked. */
export async function checkReceipt(input: { chain: Chain; receipt: Receipt }): Promise<ReceiptState> {
  const { chain, receipt } = input;
  const { addresses } = chain.deployment;
  if (receipt.chainId !== BigInt(chain.chainId) || receipt.contract !== addresses.elections.toLowerCase()) {
    throw new PsephosError(
      "CHAIN_ID_MISMATCH",
      `The receipt is for contract ${receipt.contract} on chain ${receipt.chainId}. Name that chain with --rpc.`,
    );
  }
  const { capacity } = await openElection({ chain, electionId: receipt.electionId });
  const [ballots, lastFinal] = await Promise.all([readBallots(chain, receipt.electionId), finalBlock(chain)]);
  const position = ballots.findIndex(({ nullifier }) => nullifier === receipt.nullifier);
  const found = ballots[position];
  if (found === undefined) return { kind: "absent" };
  const { words, transactionHash, blockNumber } = found;
  if (!receiptFits({ receipt, ballot: parseBallot(words, capacity) })) return { kind: "altered", transactionHash };
  return { kind: "counted", isFinal: blockNumber <= lastFinal, position: position + 1, transactionHash, blockNumber };
}
