import { readElection, type ElectionPhase } from "../../../chain/elections.ts";
import { isPsephosError } from "../../../errors.ts";
import { parseManifest, type Manifest } from "../../../protocol/manifest.ts";
import { decodeUtf8 } from "../../../protocol/text.ts";
import { openManifest } from "../../../roles/election-manifest.ts";
import { followElection, type NextStep } from "../../../roles/organizer/follow-election.ts";
import { ownElections } from "../../../roles/organizer/own-records.ts";
import { findPublicFile } from "../../../roles/public-files.ts";
import { heldAccount } from "../held-account.ts";
import { heldChain, workspace } from "../session.ts";

export interface ListedOwnElection {
  readonly electionId: bigint;
  readonly phase: ElectionPhase;
  /** Undefined where its text is not to be had. */
  readonly title: Manifest["title"] | undefined;
  readonly opensAt: number;
  readonly closesAt: number;
}

/** Of the account that acts, the newest first. */
export async function listOwnElections(): Promise<ListedOwnElection[]> {
  const chain = await heldChain();
  const own = await ownElections({ chain, creator: heldAccount().address });
  return Promise.all(
    own.reverse().map(async ({ electionId, manifestHash }) => {
      const [{ phase, config }, title] = await Promise.all([readElection(chain, electionId), titleOf(manifestHash)]);
      return { electionId, phase, title, opensAt: config.opensAt, closesAt: config.closesAt };
    }),
  );
}

/** As published under this hash; undefined where it is not to be had. */
export async function titleOf(manifestHash: string): Promise<Manifest["title"] | undefined> {
  try {
    const bytes = await findPublicFile({ workspace, hash: manifestHash, kind: "election manifest" });
    return parseManifest(decodeUtf8(bytes) ?? "").title;
  } catch (error) {
    // One election without its text is listed by its number; the others are listed as they are.
    if (isPsephosError(error)) return undefined;
    throw error;
  }
}

/** An election from its announcement to its result, as whoever runs it follows it. */
export interface FollowedElection {
  readonly electionId: bigint;
  readonly phase: ElectionPhase;
  readonly manifest: Manifest;
  readonly creator: string;
  readonly voters: number;
  readonly accepted: number;
  readonly ceremonyId: bigint;
  readonly keepers: readonly string[];
  readonly threshold: number;
  /** Numbers of key keepers who showed that their part works, and who sent their part of the opening. */
  readonly keyTests: readonly number[];
  readonly partials: readonly number[];
  readonly result: readonly bigint[] | undefined;
  readonly next: NextStep;
  /** The chain's clock, unix seconds. */
  readonly now: number;
}

export async function follow(electionId: bigint): Promise<FollowedElection> {
  const chain = await heldChain();
  const { record, ceremony, rollSize, result, next, now } = await followElection({ chain, electionId });
  return {
    electionId,
    phase: record.phase,
    manifest: await openManifest({ workspace, record, folders: [] }),
    creator: record.creator,
    voters: rollSize,
    accepted: record.accepted,
    ceremonyId: ceremony.ceremonyId,
    keepers: ceremony.trustees,
    threshold: ceremony.threshold,
    keyTests: record.keyTests,
    partials: record.partials,
    result,
    next,
    now,
  };
}
