import type { Point } from "../crypto/babyjubjub.ts";
import type { Ciphertext } from "../crypto/elgamal.ts";
import type { OptionCapacity } from "../protocol/params.ts";
import { callMany } from "./reading/call-many.ts";
import { read, type Chain } from "./contracts.ts";
import { toPoint, toPoints, trusteesOf } from "./reading/words.ts";

/** In the order of the contract's enum. */
export const ELECTION_PHASES = ["setup", "voting", "opening", "opened", "failed", "cancelled"] as const;
export type ElectionPhase = (typeof ELECTION_PHASES)[number];

/** What the organizer fixes for good; times are unix seconds: opensAt ≤ voting < closesAt ≤ opening < resultBy. */
export interface ElectionConfig {
  readonly manifestHash: string;
  readonly rollId: bigint;
  readonly ceremonyId: bigint;
  /** Packed. */
  readonly rules: bigint;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly resultBy: number;
  readonly minimumTurnout: number;
}

export interface ElectionRecord {
  readonly electionId: bigint;
  readonly phase: ElectionPhase;
  readonly config: ElectionConfig;
  readonly creator: string;
  readonly optionCapacity: OptionCapacity;
  /** Ballots in the aggregate. */
  readonly accepted: number;
  /** Indices of trustees that passed the key test, ascending. */
  readonly keyTests: readonly number[];
  /** Indices of trustees whose partial decryptions were accepted, ascending. */
  readonly partials: readonly number[];
  readonly rollRoot: bigint;
  readonly electionKey: Point;
}

interface RawElection {
  readonly config: Readonly<Record<Exclude<keyof ElectionConfig, "manifestHash">, bigint>> & {
    readonly manifestHash: string;
  };
  readonly creator: string;
  readonly optionCapacity: bigint;
  readonly accepted: bigint;
  readonly keyTests: bigint;
  readonly partials: bigint;
  readonly rollRoot: bigint;
  readonly electionKey: readonly bigint[];
}

export interface ReadOptions {
  /** Block to read at; the latest unless told. */
  readonly block?: number;
}

export async function readElection(
  chain: Chain,
  electionId: bigint,
  options: ReadOptions = {},
): Promise<ElectionRecord> {
  // Record and phase of one block: two answers of different blocks could contradict each other.
  const block = options.block ?? (await chain.provider.getBlockNumber());
  const call = { contract: chain.contracts.elections, args: [electionId], block };
  const [raw, phase] = await Promise.all([
    read<RawElection>({ ...call, name: "election" }),
    read<bigint>({ ...call, name: "phase" }),
  ]);
  return {
    electionId,
    phase: ELECTION_PHASES[Number(phase)]!,
    config: toConfig(raw.config),
    creator: raw.creator,
    optionCapacity: Number(raw.optionCapacity) as OptionCapacity,
    accepted: Number(raw.accepted),
    keyTests: trusteesOf(raw.keyTests),
    partials: trusteesOf(raw.partials),
    rollRoot: raw.rollRoot,
    electionKey: toPoint(raw.electionKey),
  };
}

/** From the contract's struct, as a view or an event gives it. */
export function toConfig(raw: RawElection["config"]): ElectionConfig {
  return {
    manifestHash: raw.manifestHash,
    rollId: raw.rollId,
    ceremonyId: raw.ceremonyId,
    rules: raw.rules,
    opensAt: Number(raw.opensAt),
    closesAt: Number(raw.closesAt),
    resultBy: Number(raw.resultBy),
    minimumTurnout: Number(raw.minimumTurnout),
  };
}

/** The encrypted sum of all accepted ballots, one ciphertext an option. */
export async function readAggregate(
  chain: Chain,
  electionId: bigint,
  options: ReadOptions = {},
): Promise<Ciphertext[]> {
  const call = { contract: chain.contracts.elections, name: "aggregate", args: [electionId], ...options };
  const points = toPoints(await read<readonly bigint[]>(call));
  return Array.from({ length: points.length / 2 }, (_, index) => ({
    c1: points[2 * index]!,
    c2: points[2 * index + 1]!,
  }));
}

/** First halves of the test ciphertext that trustees decrypt before the election opens. */
export async function readKeyTestPoints(chain: Chain, electionId: bigint): Promise<Point[]> {
  return toPoints(await read({ contract: chain.contracts.elections, name: "keyTestCiphertext", args: [electionId] }));
}

export function readScope(chain: Chain, electionId: bigint): Promise<bigint> {
  return read({ contract: chain.contracts.elections, name: "scope", args: [electionId] });
}

export function readElectionCount(chain: Chain): Promise<bigint> {
  return read({ contract: chain.contracts.elections, name: "electionCount" });
}

/** Counts by option, for all of the capacity. */
export async function readResult(chain: Chain, electionId: bigint): Promise<bigint[]> {
  return [
    ...(await read<readonly bigint[]>({ contract: chain.contracts.elections, name: "result", args: [electionId] })),
  ];
}

export interface NullifierQuestion {
  readonly chain: Chain;
  readonly electionId: bigint;
  readonly nullifier: bigint;
  readonly block?: number;
}

export function isCast({ chain, electionId, nullifier, ...options }: NullifierQuestion): Promise<boolean> {
  return read({ contract: chain.contracts.elections, name: "isCast", args: [electionId, nullifier], ...options });
}
export interface CastQuestion {
  readonly electionId: bigint;
  readonly nullifier: bigint;
}

/** For each question what `isCast` says of the newest block, in one exchange with the node. */
export async function areCast(chain: Chain, questions: readonly CastQuestion[]): Promise<boolean[]> {
  const { elections } = chain.contracts;
  const { selector } = elections.interface.getFunction("isCast")!;
  const to = chain.deployment.addresses.elections;
  const calls = questions.map(({ electionId, nullifier }) => ({
    to,
    data: `${selector}${callWord(electionId)}${callWord(nullifier)}`,
  }));
  const answers = await callMany(chain, calls);
  return Promise.all(
    answers.map(async (answer, place) => {
      if (answer === CALL_TRUE || answer === CALL_FALSE) return answer === CALL_TRUE;
      // Nodes may refuse to be asked so much at a time: what is missing is asked alone.
      return await isCast({ chain, ...questions[place]! });
    }),
  );
}

const callWord = (value: bigint): string => value.toString(16).padStart(64, "0");
const CALL_TRUE = `0x${callWord(1n)}`;
const CALL_FALSE = `0x${callWord(0n)}`;

export {
  cancelElection,
  castBallots,
  createElection,
  publishResult,
  submitKeyTest,
  submitPartialDecryption,
} from "./election-transactions.ts";
