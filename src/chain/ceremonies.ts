import type { Point } from "../crypto/babyjubjub.ts";
import { read, type Chain } from "./contracts.ts";
import { eventOf, send, sentOf, type Sender, type Sent } from "./sending/transactions.ts";
import { toPoint } from "./reading/words.ts";

/** In the order of the contract's enum. */
export const CEREMONY_PHASES = ["registering", "committing", "dealing", "finished", "failed"] as const;
export type CeremonyPhase = (typeof CEREMONY_PHASES)[number];

/** What the organizer fixes; times are unix seconds, each exclusive. */
export interface CeremonyTerms {
  /** Accounts; a trustee's index is its place here, from 1. */
  readonly trustees: readonly string[];
  readonly threshold: number;
  readonly registerBy: number;
  readonly commitBy: number;
  readonly dealBy: number;
}

export interface CeremonyRecord extends CeremonyTerms {
  readonly ceremonyId: bigint;
  readonly phase: CeremonyPhase;
  readonly registered: number;
  readonly committed: number;
  readonly dealt: number;
  readonly creator: string;
}

export async function createCeremony({
  chain,
  account,
  trustees,
  threshold,
  registerBy,
  commitBy,
  dealBy,
}: Sender & CeremonyTerms): Promise<Sent & { ceremonyId: bigint }> {
  const contract = chain.contracts.ceremonies;
  const args = [trustees, threshold, registerBy, commitBy, dealBy];
  const sent = await send({ connection: chain, account, contract, name: "createCeremony", args });
  return { ...sentOf(sent), ceremonyId: eventOf(sent, contract, "CeremonyCreated")["ceremonyId"] as bigint };
}

interface TrusteeCall extends Sender {
  readonly ceremonyId: bigint;
}

/** `point` is E/8: the contract clears the cofactor. */
export function registerTrustee(call: TrusteeCall & { point: Point; nonce: Point; response: bigint }): Promise<Sent> {
  return sendCeremony(call, "register", [call.point, call.nonce, call.response]);
}

export function commitDealing(call: TrusteeCall & { dealingHash: string }): Promise<Sent> {
  return sendCeremony(call, "commit", [call.dealingHash]);
}

/** `shares`: for each trustee the 8 words of its proof, then R.x, R.y and c. */
export function submitDealing(
  call: TrusteeCall & { commitments: readonly Point[]; shares: readonly bigint[] },
): Promise<Sent> {
  return sendCeremony(call, "deal", [call.commitments, call.shares]);
}

async function sendCeremony({ chain, account, ceremonyId }: TrusteeCall, name: string, args: unknown[]): Promise<Sent> {
  const contract = chain.contracts.ceremonies;
  return sentOf(await send({ connection: chain, account, contract, name, args: [ceremonyId, ...args] }));
}

interface RawCeremony {
  readonly threshold: bigint;
  readonly registerBy: bigint;
  readonly commitBy: bigint;
  readonly dealBy: bigint;
  readonly registered: bigint;
  readonly committed: bigint;
  readonly dealt: bigint;
  readonly creator: string;
  readonly trustees: readonly string[];
}

export async function readCeremony(chain: Chain, ceremonyId: bigint): Promise<CeremonyRecord> {
  // Record and phase of one block: two answers of different blocks could contradict each other.
  const block = await chain.provider.getBlockNumber();
  const call = { contract: chain.contracts.ceremonies, args: [ceremonyId], block };
  const [raw, phase] = await Promise.all([
    read<RawCeremony>({ ...call, name: "ceremony" }),
    read<bigint>({ ...call, name: "phase" }),
  ]);
  return {
    ceremonyId,
    phase: CEREMONY_PHASES[Number(phase)]!,
    trustees: [...raw.trustees],
    creator: raw.creator,
    threshold: Number(raw.threshold),
    registerBy: Number(raw.registerBy),
    commitBy: Number(raw.commitBy),
    dealBy: Number(raw.dealBy),
    registered: Number(raw.registered),
    committed: Number(raw.committed),
    dealt: Number(raw.dealt),
  };
}

/** A seat: trustees count from 1. */
export interface Seat {
  readonly chain: Chain;
  readonly ceremonyId: bigint;
  readonly index: number;
}

/** The election key H. */
export async function readElectionKey(chain: Chain, ceremonyId: bigint): Promise<Point> {
  return toPoint(await read({ contract: chain.contracts.ceremonies, name: "electionKey", args: [ceremonyId] }));
}

/** The trustee's public share Y_j. */
export async function readPublicShare({ chain, ceremonyId, index }: Seat): Promise<Point> {
  return toPoint(await read({ contract: chain.contracts.ceremonies, name: "publicShare", args: [ceremonyId, index] }));
}

/** Recipient keys E_j in order of seats; null for who has not registered. */
export async function readRecipientKeys(chain: Chain, ceremonyId: bigint): Promise<(Point | null)[]> {
  const { trustees } = await readCeremony(chain, ceremonyId);
  const keys = await Promise.all(
    trustees.map((_, index) =>
      read<readonly bigint[]>({
        contract: chain.contracts.ceremonies,
        name: "recipientKey",
        args: [ceremonyId, index + 1],
      }),
    ),
  );
  return keys.map(([x, y]) => (x === 0n && y === 0n ? null : [x!, y!]));
}

/** Hash that the trustee committed to; all zeros before that. */
export function readDealingCommitment({ chain, ceremonyId, index }: Seat): Promise<string> {
  return read({ contract: chain.contracts.ceremonies, name: "dealingCommitment", args: [ceremonyId, index] });
}

export function readHasDealt({ chain, ceremonyId, index }: Seat): Promise<boolean> {
  return read({ contract: chain.contracts.ceremonies, name: "hasDealt", args: [ceremonyId, index] });
}
