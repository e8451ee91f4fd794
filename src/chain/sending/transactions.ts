import { setTimeout as sleep } from "node:timers/promises";
import type { Contract, ContractTransactionResponse, TransactionReceipt } from "ethers";
import { PsephosError } from "../../errors.ts";
import { connectAccount, type Account } from "../accounts.ts";
import type { Chain } from "../contracts.ts";
import { toPsephosError } from "./errors.ts";
import type { Connection } from "../provider.ts";

/** A transaction that was mined and succeeded. */
export interface Sent {
  readonly transactionHash: string;
  readonly blockNumber: number;
  readonly gasUsed: bigint;
}

export interface SentWithReceipt extends Sent {
  readonly receipt: TransactionReceipt;
}

/** On which contracts, and who pays. */
export interface Sender {
  readonly chain: Chain;
  readonly account: Account;
}

export interface SendCall {
  readonly connection: Connection;
  readonly account: Account;
  readonly contract: Contract;
  readonly name: string;
  readonly args: readonly unknown[];
}

const MINING_TIMEOUT_MS = 5 * 60_000;
/** A call may find other storage when it is mined than when it was estimated. */
const GAS_MARGIN_PERCENT = 125n;

/** Transactions of one account go out one after the other: side by side they would take the same nonce. */
const queues = new Map<string, Promise<unknown>>();

/** Sends a transaction and waits until it is mined. A refusal is found before anything is sent or paid. */
export async function send(call: SendCall): Promise<SentWithReceipt> {
  try {
    const response = await inTurn(call.account.address, () => submit(call));
    if (call.connection.isLocal) await untilMined(call.connection, response.hash);
    const receipt = await response.wait(1, MINING_TIMEOUT_MS);
    if (receipt === null) throw new Error("no receipt");
    return { transactionHash: receipt.hash, blockNumber: receipt.blockNumber, gasUsed: receipt.gasUsed, receipt };
  } catch (error) {
    throw toPsephosError(error);
  }
}

/**
 * Asks until the transaction is mined or the time is over. ethers waits for the next block, and a local chain makes blocks for
 * transactions alone: if ours is mined in the moment in which ethers starts to listen, there is no next one.
 */
export async function untilMined({ provider }: Connection, hash: string): Promise<void> {
  const deadline = performance.now() + MINING_TIMEOUT_MS;
  while ((await provider.getTransactionReceipt(hash)) === null && performance.now() < deadline) {
    await sleep(provider.pollingInterval);
  }
}

async function submit({ connection, account, contract, name, args }: SendCall): Promise<ContractTransactionResponse> {
  const signer = connectAccount(account, connection);
  const method = (contract.connect(signer) as Contract).getFunction(name);
  const gas = await method.estimateGas(...args);
  const gasLimit = (gas * GAS_MARGIN_PERCENT) / 100n;
  return await method.send(...args, { gasLimit });
}

export async function inTurn<T>(address: string, work: () => Promise<T>): Promise<T> {
  const previous = queues.get(address) ?? Promise.resolve();
  const mine = previous.then(work, work);
  queues.set(address, mine);
  try {
    return await mine;
  } finally {
    if (queues.get(address) === mine) queues.delete(address);
  }
}

/** Arguments of the one event of that name which the contract logged in the transaction. */
export function eventOf(
  { receipt }: SentWithReceipt,
  contract: Contract,
  name: string,
): Readonly<Record<string, unknown>> {
  const address = (contract.target as string).toLowerCase();
  for (const log of receipt.logs) {
    const event = log.address.toLowerCase() === address ? contract.interface.parseLog(log) : null;
    if (event?.name === name) return event.args.toObject();
  }
  throw new PsephosError("TRANSACTION_FAILED", `The transaction logged no ${name}. Check the deployment file.`);
}

/** The indexed number at `position`, from 1, of each event of that name which the contract logged in the transaction, in order. */
export function indexedOf(
  { receipt }: SentWithReceipt,
  { contract, name, position }: { contract: Contract; name: string; position: number },
): bigint[] {
  const address = (contract.target as string).toLowerCase();
  const topic = contract.interface.getEvent(name)!.topicHash;
  return receipt.logs
    .filter((log) => log.address.toLowerCase() === address && log.topics[0] === topic)
    .map(({ topics }) => BigInt(topics[position]!));
}

/** Leaves the receipt out: what callers show and keep. */
export function sentOf({ transactionHash, blockNumber, gasUsed }: SentWithReceipt): Sent {
  return { transactionHash, blockNumber, gasUsed };
}
