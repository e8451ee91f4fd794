import { readElection, type ElectionPhase } from "../../../chain/elections.ts";
import { readRoll } from "../../../chain/rolls.ts";
import { latestTime } from "../../../chain/time.ts";
import { translating } from "../../../chain/sending/errors.ts";
import type { Manifest } from "../../../protocol/manifest.ts";
import { openManifest } from "../../../roles/election-manifest.ts";
import { openCheckedElection, type OpenElection } from "../../../roles/open-election.ts";
import { heldChain, workspace } from "../session.ts";

/** An election whose manifest and key were checked against the chain. */
export interface CheckedElection {
  readonly election: OpenElection;
  readonly manifest: Manifest;
}

/** What a voter reads of an election before anything else. */
export interface ElectionForVoter {
  readonly electionId: bigint;
  readonly phase: ElectionPhase;
  readonly manifest: Manifest;
  /** Ballots in the locked total. */
  readonly accepted: number;
  /** Voters on the list. */
  readonly voters: number;
  /** The chain's own clock, unix seconds: phases go by it. */
  readonly chainTime: number;
}

const checked = new Map<bigint, Promise<CheckedElection>>();

/** Rules, key and manifest of an election never change: they are checked once. A failure is not kept. */
export async function checkedElection(electionId: bigint): Promise<CheckedElection> {
  const known = checked.get(electionId) ?? check(electionId);
  checked.set(electionId, known);
  known.catch(() => checked.delete(electionId));
  return known;
}

async function check(electionId: bigint): Promise<CheckedElection> {
  const election = await translating(openCheckedElection({ chain: await heldChain(), electionId }));
  return { election, manifest: await openManifest({ workspace, record: election.record, folders: [] }) };
}

export async function electionForVoter(electionId: bigint): Promise<ElectionForVoter> {
  const { manifest } = await checkedElection(electionId);
  const chain = await heldChain();
  const [{ phase, accepted }, { size }, chainTime] = await translating(
    Promise.all([readElection(chain, electionId), readRoll(chain, manifest.roll.id), latestTime(chain)]),
  );
  return { electionId, phase, manifest, accepted, voters: size, chainTime };
}
