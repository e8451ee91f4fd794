import { readElection, type ElectionPhase } from "../../../chain/elections.ts";
import type { Manifest } from "../../../protocol/manifest.ts";
import { followCeremony, type CeremonyProgress } from "../../../roles/organizer/follow-ceremony.ts";
import { ceremoniesWith, electionsUnder } from "../../../roles/organizer/own-records.ts";
import { trusteeKeyExists } from "../../../roles/trustee/key-file.ts";
import { findSeat } from "../../../roles/trustee/seat.ts";
import type { TrusteeSeat } from "../../../roles/workspace.ts";
import { heldAccount } from "../held-account.ts";
import { titleOf } from "../organizer/elections.ts";
import { heldChain, workspace } from "../session.ts";

/** An election under a key, as one of its keepers sees it. */
export interface KeptElection {
  readonly electionId: bigint;
  readonly title: Manifest["title"] | undefined;
  readonly phase: ElectionPhase;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly resultBy: number;
  /** Accepted so far. */
  readonly ballots: number;
  /** This keeper's own. */
  readonly isTested: boolean;
  readonly isOpened: boolean;
  /** How many keepers have done so. */
  readonly tests: number;
  readonly parts: number;
}

/** A place among the keepers of one key. */
export interface SeatView {
  readonly ceremonyId: bigint;
  /** From 1. */
  readonly index: number;
  readonly count: number;
  readonly progress: CeremonyProgress;
  /** The sealed key file is on this device. */
  readonly hasKeyFile: boolean;
  readonly elections: readonly KeptElection[];
}

export async function ownSeat(ceremonyId: bigint): Promise<TrusteeSeat> {
  const chain = await heldChain();
  return (await findSeat({ chain, ceremonyId, address: heldAccount().address })).seat;
}

/** Of the account that acts, the newest first. */
export async function listSeats(): Promise<SeatView[]> {
  const chain = await heldChain();
  const own = await ceremoniesWith({ chain, trustee: heldAccount().address });
  return Promise.all(own.reverse().map(({ ceremonyId }) => seatView(ceremonyId)));
}

/** TRUSTEE_UNKNOWN where the account that acts has no place. */
export async function seatView(ceremonyId: bigint): Promise<SeatView> {
  const chain = await heldChain();
  const seat = await ownSeat(ceremonyId);
  const { index } = seat;
  const [progress, hasKeyFile, own] = await Promise.all([
    followCeremony({ chain, ceremonyId }),
    trusteeKeyExists({ workspace, seat }),
    electionsUnder({ chain, ceremonyIds: [ceremonyId] }),
  ]);
  const elections = await Promise.all(
    own.reverse().map(({ electionId, manifestHash }) => keptElection({ electionId, manifestHash, index })),
  );
  return { ceremonyId, index, count: progress.trustees.length, progress, hasKeyFile, elections };
}

async function keptElection(given: { electionId: bigint; manifestHash: string; index: number }): Promise<KeptElection> {
  const { electionId, manifestHash, index } = given;
  const [record, title] = await Promise.all([readElection(await heldChain(), electionId), titleOf(manifestHash)]);
  const { opensAt, closesAt, resultBy } = record.config;
  return {
    ...{ electionId, title, phase: record.phase, opensAt, closesAt, resultBy, ballots: record.accepted },
    isTested: record.keyTests.includes(index),
    isOpened: record.partials.includes(index),
    tests: record.keyTests.length,
    parts: record.partials.length,
  };
}
