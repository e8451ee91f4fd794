import { Transaction } from "ethers";
import { connectAccount, type Account } from "../accounts.ts";
import type { Connection } from "../provider.ts";
import { toPsephosError } from "./errors.ts";
import type { FeeOffer } from "./fees.ts";

export interface TransactionDraft {
  readonly connection: Connection;
  readonly account: Account;
  readonly to: string;
  readonly data: string;
  readonly nonce: number;
  readonly gasLimit: bigint;
  readonly fee: FeeOffer;
  /** Without a base fee the chain takes transactions of the old form alone. */
  readonly hasBaseFee: boolean;
}

export interface SignedTransaction {
  readonly hash: string;
  /** 0x…, ready to broadcast. */
  readonly raw: string;
}

/** Signs without sending, for who must keep the transaction before anybody else has it. For this chain alone (EIP-155). */
export function signTransaction(draft: TransactionDraft): SignedTransaction {
  const { connection, fee, to, data, nonce, gasLimit } = draft;
  const { signingKey } = connectAccount(draft.account, connection);
  const price = draft.hasBaseFee
    ? { type: 2, maxFeePerGas: fee.maxFeePerGas, maxPriorityFeePerGas: fee.priorityFee }
    : { type: 0, gasPrice: fee.maxFeePerGas };
  const transaction = Transaction.from({ chainId: connection.chainId, to, data, nonce, gasLimit, value: 0n, ...price });
  transaction.signature = signingKey.sign(transaction.unsignedHash);
  return { hash: transaction.hash!, raw: transaction.serialized };
}

/**
 * "taken": the node has it, now or from before. "nonce-used": another of the same nonce was mined. "underpriced": the chain, or another
 * transaction of the same nonce, offers more. "unpaid": the account cannot pay. "too-large": no block has so much gas.
 */
export type BroadcastOutcome = "taken" | "nonce-used" | "underpriced" | "unpaid" | "too-large";

/** Nodes have no codes for these, only words: of anvil, Besu, Erigon, Geth, Nethermind, Reth and Nitro. In this order. */
const OUTCOMES: readonly (readonly [RegExp, BroadcastOutcome])[] = [
  [/already (known|imported|exists)|known transaction|alreadyknown/i, "taken"],
  [/nonce too low|nonce_too_low|oldnonce|nonce .*(already|below)/i, "nonce-used"],
  [/underpriced|gas price (too low|below)|fee ?too ?low|max fee per gas less than|feecap|fee cap less/i, "underpriced"],
  [
    /insufficient funds|insufficientfunds|upfront cost exceeds|exceeds account balance|out of gas: insufficient/i,
    "unpaid",
  ],
  [/exceeds? (the )?(block|maximum|max|transaction|tx)?.{0,12}gas limit|gaslimitexceeded|intrinsic gas too high|gas limit (is )?too high|gas too high|exceeds.*gas limit|gas limit.*exceed/i, "too-large"], // prettier-ignore
];

/** Hands a signed transaction to the node; doing so twice changes nothing. Throws when the node did not answer. */
export async function broadcast({ provider }: Connection, raw: string): Promise<BroadcastOutcome> {
  try {
    await provider.send("eth_sendRawTransaction", [raw]);
    return "taken";
  } catch (error) {
    const words = wordsOf(error);
    const known = OUTCOMES.find(([pattern]) => pattern.test(words));
    if (known === undefined) throw toPsephosError(error);
    return known[1];
  }
}

/** ethers keeps the node's own words under `info.error` or `error`; its message would repeat the whole transaction. */
function wordsOf(error: unknown): string {
  const { error: inner, info, shortMessage } = error as Record<string, unknown>;
  const node = (inner ?? (info as Record<string, unknown> | undefined)?.["error"]) as { message?: unknown } | undefined;
  return [node?.message, shortMessage].filter((text) => typeof text === "string").join(" ");
}
