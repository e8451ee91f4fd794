import { z } from "zod";
import type { Ciphertext } from "../crypto/elgamal.ts";
import { toNullifier, type Nullifier } from "./identity.ts";
import { address, bytes32, decimal, fieldElement, withDecimals } from "./json.ts";
import { parseReceiptText } from "./parse-receipt.ts";
import type { ElectionPlace } from "./scope.ts";
import { hashOfWordList } from "./words-hash.ts";
import { ciphertextWords } from "./words.ts";

/**
 * What a voter keeps to see that the ballot is counted as it left the device. It says that somebody voted, not what: it holds
 * neither choice nor randomness nor secret, so it proves nothing to a buyer of votes.
 */
export interface Receipt extends ElectionPlace {
  readonly format: typeof RECEIPT_FORMAT;
  readonly nullifier: Nullifier;
  /** `0x` keccak256 of nullifier and ciphertexts. The proof is left out: whoever relays a ballot can re-randomise it. */
  readonly ballotHash: string;
}

export const RECEIPT_FORMAT = "psephos.receipt/1";

const receiptSchema = z.strictObject({
  format: z.literal(RECEIPT_FORMAT),
  chainId: decimal,
  contract: address,
  electionId: decimal,
  nullifier: fieldElement,
  ballotHash: bytes32,
});

interface CastBallot {
  readonly nullifier: Nullifier;
  readonly ciphertexts: readonly Ciphertext[];
}

export function createReceipt({ place, ballot }: { place: ElectionPlace; ballot: CastBallot }): Receipt {
  const { chainId, contract, electionId } = place;
  return {
    format: RECEIPT_FORMAT,
    chainId,
    contract: contract.toLowerCase(),
    electionId,
    nullifier: ballot.nullifier,
    ballotHash: ballotHash(ballot),
  };
}

export function ballotHash({ nullifier, ciphertexts }: CastBallot): string {
  return hashOfWordList([nullifier, ...ciphertextWords(ciphertexts)]);
}

/** Whether a ballot from the chain's log is, to the last ciphertext, the one that the receipt was given for. */
export function receiptFits({ receipt, ballot }: { receipt: Receipt; ballot: CastBallot }): boolean {
  return receipt.nullifier === ballot.nullifier && receipt.ballotHash === ballotHash(ballot);
}

export function receiptText(receipt: Receipt): string {
  return `${JSON.stringify(receipt, withDecimals, 2)}\n`;
}

export function parseReceipt(text: string): Receipt {
  const parsed = parseReceiptText(text, { schema: receiptSchema, what: "receipt", writtenWhen: "you voted" });
  return { ...parsed, nullifier: toNullifier(parsed.nullifier) };
}
