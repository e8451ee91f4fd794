import { Interface, toBeHex, toQuantity, type Log } from "ethers";
import { ABI } from "../../generated/abi.ts";
import { PsephosError } from "../../errors.ts";
import type { Chain, Contracts } from "../contracts.ts";
import { askAgain } from "./ask-again.ts";

/** What anybody may send for others: many in one transaction, but for withdrawals, of which the contract takes one at a time. */
export type BatchKind = "ballot" | "attestation" | "enrolment" | "withdrawal";

const CALLS = {
  ballot: { contract: "elections", name: "Elections", method: "cast", event: "BallotCast" },
  attestation: { contract: "attestations", name: "AttestationRegistry", method: "attest", event: "Attested" },
  enrolment: { contract: "enrolments", name: "Enrolments", method: "enrol", event: "Enrolled" },
  withdrawal: { contract: "attestations", name: "AttestationRegistry", method: "withdraw", event: "Withdrawn" },
} as const satisfies Record<BatchKind, { contract: keyof Contracts } & Record<string, string>>;

const PROOF_WORDS = 8;

const SELECTORS = mapCalls((kind) => interfaceOf(kind).getFunction(CALLS[kind].method)!.selector);
const TOPICS = mapCalls((kind) => interfaceOf(kind).getEvent(CALLS[kind].event)!.topicHash);

export interface BatchItem {
  /** As the contract takes them, proof first; of a withdrawal the proof, the pseudonym, and when what it ends was proven. */
  readonly words: readonly bigint[];
  /** Of an enrolment alone. */
  readonly commitment?: bigint;
}

export interface Batch {
  readonly kind: BatchKind;
  /** Id of the election, policy or enrolment. */
  readonly target: bigint;
  readonly items: readonly BatchItem[];
}

/** 0x… By hand: it takes half a millisecond for 64 ballots, and ethers' coder takes 25. */
export function encodeBatch({ kind, target, items }: Batch): string {
  if (kind === "withdrawal") return encodeWithdrawal(target, items);
  const arrays = [items.flatMap(({ words }) => words)];
  if (kind === "enrolment") arrays.push(items.map(({ commitment }) => commitment!));
  const head = [target];
  let offset = 32 * (1 + arrays.length);
  for (const { length } of arrays) {
    head.push(BigInt(offset));
    offset += 32 * (1 + length);
  }
  const body = arrays.flatMap((words) => [BigInt(words.length), ...words]);
  return SELECTORS[kind] + hexOf([...head, ...body]);
}

function encodeWithdrawal(policyId: bigint, [item, second]: readonly BatchItem[]): string {
  if (item === undefined || second !== undefined) throw new TypeError("withdrawals go one at a time");
  const { words } = item;
  return SELECTORS.withdrawal + hexOf([policyId, words[PROOF_WORDS]!, ...words.slice(0, PROOF_WORDS)]);
}

/** Lower-case digits, 64 a word. */
export function hexOf(words: readonly bigint[]): string {
  return words.map((word) => word.toString(16).padStart(64, "0")).join("");
}

export function batchContract({ deployment }: Chain, kind: BatchKind): string {
  return deployment.addresses[CALLS[kind].contract];
}

export interface PreparedCall {
  readonly chain: Chain;
  /** Who would send it. */
  readonly from: string;
  readonly to: string;
  readonly data: string;
  /** Of the call's one item, where the contract does not answer with a count: it takes the item or refuses. */
  readonly isSingle?: boolean;
  /** The node's own limit unless told. */
  readonly gasLimit?: bigint;
}

/** How many items the contract would accept in the next block; its refusal is thrown. Nothing is sent. */
export async function tryBatch({ chain, from, to, data, gasLimit, isSingle }: PreparedCall): Promise<number> {
  const call = { from, to, data, ...(gasLimit === undefined ? {} : { gas: toQuantity(gasLimit) }) };
  const answer: unknown = await askAgain(() => chain.provider.send("eth_call", [call, "latest"]));
  if (isSingle === true && answer === "0x") return 1;
  if (typeof answer !== "string" || !/^0x[0-9a-f]{64}$/.test(answer)) {
    const message = "The node's answer has not the form of these contracts. Check the deployment file and the node.";
    throw new PsephosError("CHAIN_UNSUPPORTED", message);
  }
  return Number(answer);
}

/** The node's estimate; the contract's refusal is thrown. */
export async function estimateBatch({ chain, from, to, data }: PreparedCall): Promise<bigint> {
  return BigInt(await askAgain(() => chain.provider.send("eth_estimateGas", [{ from, to, data }]) as Promise<string>));
}

/** What one of our contracts logged of one item. */
export interface RecordedItem {
  readonly nullifier: bigint;
  readonly transactionHash: string;
  readonly blockNumber: number;
  /** Whether it says the same as an item: words after the proof, which anybody can make anew. */
  says(words: readonly bigint[]): boolean;
}

type RecordedLog = Pick<Log, "address" | "topics" | "data" | "transactionHash" | "blockNumber">;

/** What the target's contract recorded, by these logs; all others are passed over. */
export function recordedIn(
  chain: Chain,
  { kind, target, logs }: { kind: BatchKind; target: bigint; logs: readonly RecordedLog[] },
): RecordedItem[] {
  if (kind === "withdrawal") return withdrawnIn(chain, { target, logs });
  const address = batchContract(chain, kind).toLowerCase();
  const topics = [TOPICS[kind], toBeHex(target, 32)];
  return logs
    .filter((log) => log.address.toLowerCase() === address && topics.every((topic, at) => log.topics[at] === topic))
    .map((log) => ({
      nullifier: BigInt(log.topics[2]!),
      transactionHash: log.transactionHash,
      blockNumber: log.blockNumber,
      // The words are the last of the event's arguments, so they end its data.
      says: (words) => log.data.toLowerCase().endsWith(hexOf(words.slice(PROOF_WORDS))),
    }));
}

/**
 * A withdrawal's event does not say what it ended: that is what was attested of the pseudonym before it. Where these logs do not have that, as
 * those of one transaction, it is the withdrawal that the transaction holds.
 */
function withdrawnIn(chain: Chain, { target, logs }: { target: bigint; logs: readonly RecordedLog[] }): RecordedItem[] {
  const address = batchContract(chain, "withdrawal").toLowerCase();
  const policy = toBeHex(target, 32);
  const provenAt = new Map<bigint, bigint>();
  const items: RecordedItem[] = [];
  for (const { topics, data, transactionHash, blockNumber, ...log } of logs) {
    if (log.address.toLowerCase() !== address || topics[1] !== policy) continue;
    const nullifier = BigInt(topics[2]!);
    if (topics[0] === TOPICS.attestation) provenAt.set(nullifier, attestedTime(data));
    if (topics[0] !== TOPICS.withdrawal) continue;
    const ended = provenAt.get(nullifier);
    items.push({
      ...{ nullifier, transactionHash, blockNumber },
      says: (words) => ended === undefined || words[PROOF_WORDS + 1] === ended,
    });
  }
  return items;
}

const WORD_DIGITS = 64;

/** `now` of the presentation in an event `Attested`: the last words of its data are now, pseudonym and disclosure hash. */
function attestedTime(data: string): bigint {
  return BigInt(`0x${data.slice(-3 * WORD_DIGITS, -2 * WORD_DIGITS)}`);
}

export interface RecordedQuestion {
  readonly chain: Chain;
  readonly kind: BatchKind;
  readonly target: bigint;
  readonly nullifiers: readonly bigint[];
}

/** Most nodes answer for this many blocks at once. */
const CHUNK_BLOCKS = 10_000;

/**
 * What the chain has recorded of these nullifiers, whoever sent it; newest first. Ballots and enrolments are recorded once, so that looking
 * back ends as soon as all were found.
 */
export async function readRecorded({ chain, kind, target, nullifiers }: RecordedQuestion): Promise<RecordedItem[]> {
  const { provider, deployment } = chain;
  // What a withdrawal ended, only the attestations before it tell.
  const events = kind === "withdrawal" ? [TOPICS.withdrawal, TOPICS.attestation] : TOPICS[kind];
  const topics = [events, toBeHex(target, 32), nullifiers.map((nullifier) => toBeHex(nullifier, 32))];
  const address = batchContract(chain, kind);
  const found: Log[] = [];
  let to = await askAgain(() => provider.getBlockNumber());
  const isComplete = (): boolean =>
    isRecordedOnce(kind) && new Set(found.map((log) => log.topics[2])).size === new Set(nullifiers).size;
  while (to >= deployment.block && !isComplete()) {
    const fromBlock = Math.max(deployment.block, to - CHUNK_BLOCKS + 1);
    found.unshift(...(await askAgain(() => provider.getLogs({ address, topics, fromBlock, toBlock: to }))));
    to = fromBlock - 1;
  }
  return recordedIn(chain, { kind, target, logs: found }).reverse();
}

function isRecordedOnce(kind: BatchKind): boolean {
  return kind === "ballot" || kind === "enrolment";
}

function interfaceOf(kind: BatchKind): Interface {
  return new Interface(ABI[CALLS[kind].name]);
}

function mapCalls(valueOf: (kind: BatchKind) => string): Record<BatchKind, string> {
  return {
    ballot: valueOf("ballot"),
    attestation: valueOf("attestation"),
    enrolment: valueOf("enrolment"),
    withdrawal: valueOf("withdrawal"),
  };
}
