import { keccak_256 } from "@noble/hashes/sha3.js";
import type { Signature } from "ethers";
import { connectAccount, type Account } from "../accounts.ts";
import type { Connection } from "../provider.ts";
import { askAgain } from "./ask-again.ts";
import { toPsephosError } from "./errors.ts";
import type { FeeOffer } from "./fees.ts";
import { encodeRlp, hexBytes, numberBytes, type RlpItem } from "./rlp.ts";

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

/** EIP-2718: of transactions with a base fee and a priority fee (EIP-1559). */
const DYNAMIC_FEE = Buffer.of(2);

/** Signs without sending, for who must keep the transaction before anybody else has it. For this chain alone (EIP-155). */
export function signTransaction(draft: TransactionDraft): SignedTransaction {
  const { signingKey } = connectAccount(draft.account, draft.connection);
  const sign = (unsigned: Uint8Array): Signature => signingKey.sign(keccak_256(unsigned));
  const raw = draft.hasBaseFee ? signDynamic(draft, sign) : signLegacy(draft, sign);
  return { hash: `0x${Buffer.from(keccak_256(raw)).toString("hex")}`, raw: `0x${raw.toString("hex")}` };
}

function signDynamic(draft: TransactionDraft, sign: (unsigned: Uint8Array) => Signature): Buffer {
  const { connection, fee, nonce, gasLimit } = draft;
  const numbers = [connection.chainId, nonce, fee.priorityFee, fee.maxFeePerGas, gasLimit];
  const accessList: RlpItem = [];
  const fields = [...numbers.map(rlpNumber), ...callOf(draft), accessList];
  const { yParity, r, s } = sign(Buffer.concat([DYNAMIC_FEE, encodeRlp(fields)]));
  return Buffer.concat([DYNAMIC_FEE, encodeRlp([...fields, rlpNumber(yParity), rlpNumber(r), rlpNumber(s)])]);
}

function signLegacy(draft: TransactionDraft, sign: (unsigned: Uint8Array) => Signature): Buffer {
  const { connection, fee, nonce, gasLimit } = draft;
  const fields = [...[nonce, fee.maxFeePerGas, gasLimit].map(rlpNumber), ...callOf(draft)];
  const { yParity, r, s } = sign(encodeRlp([...fields, rlpNumber(connection.chainId), rlpNumber(0), rlpNumber(0)]));
  const v = 35 + 2 * connection.chainId + yParity;
  return encodeRlp([...fields, rlpNumber(v), rlpNumber(r), rlpNumber(s)]);
}

/** To whom, no coins, the call. */
function callOf({ to, data }: TransactionDraft): RlpItem[] {
  return [hexBytes(to), rlpNumber(0), hexBytes(data)];
}

function rlpNumber(value: number | bigint | string): Uint8Array {
  return numberBytes(BigInt(value));
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

/** Hands a signed transaction to the node; doing so twice changes nothing, so a lost answer is asked for again. Throws when none comes. */
export function broadcast(connection: Connection, raw: string): Promise<BroadcastOutcome> {
  return askAgain(() => handOver(connection, raw));
}

async function handOver({ provider }: Connection, raw: string): Promise<BroadcastOutcome> {
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
