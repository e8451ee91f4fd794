import { PsephosError } from "../../errors.ts";
import { nullifierOf, type Identity, type Nullifier } from "../../protocol/identity.ts";
import type { Manifest } from "../../protocol/manifest.ts";
import { membershipOf, type Membership } from "../../protocol/roll.ts";
import type { Chain } from "../chain-session.ts";
import { openManifest } from "../election-manifest.ts";
import { openCheckedElection, requireElectionPhase, type OpenElection } from "../open-election.ts";
import { openPublishedRoll } from "../registrar/roll-files.ts";
import type { Workspace } from "../workspace.ts";
import { castSearch, type CastSearch } from "./cast-search.ts";
import { identityOnRoll } from "./identity-on-roll.ts";

/** Everything a voter needs before choosing, each part checked here: election, manifest, key, roll and the voter's place on it. */
export interface Booth {
  readonly election: OpenElection;
  readonly manifest: Manifest;
  readonly membership: Membership;
  readonly identity: Identity;
  readonly nullifier: Nullifier;
}

export interface BoothRequest {
  readonly chain: Chain;
  readonly workspace: Workspace;
  readonly electionId: bigint;
  readonly folders: readonly string[];
}

/** An election with its manifest, for whoever looks at it before voting. */
export async function openElectionForVoter(
  request: BoothRequest,
): Promise<{ election: OpenElection; manifest: Manifest }> {
  const { chain, workspace, electionId, folders } = request;
  const election = await openCheckedElection({ chain, electionId });
  requireElectionPhase(election.record, "voting");
  return { election, manifest: await openManifest({ workspace, record: election.record, folders }) };
}

export async function enterBooth(
  request: BoothRequest & {
    /** The voter's own, then those derived for open electorates: the first one on the roll votes. */
    identities: readonly [Identity, ...Identity[]];
    election: OpenElection;
    manifest: Manifest;
    /** Where the election's log is held already; else the whole log is read and searched here: nobody learns who is about to vote. */
    isCast?: CastSearch;
  },
): Promise<Booth> {
  const { chain, workspace, electionId, folders, identities, election, manifest } = request;
  const { rollId } = election.record.config;
  const { roll, tree, record } = await openPublishedRoll({ chain, workspace, rollId, folders });
  if (record.root !== election.terms.rollRoot) {
    throw new PsephosError("MANIFEST_UNTRUSTED", "The election uses another roll than the published one. Do not vote.");
  }
  const identity = identityOnRoll(identities, roll);
  const membership = membershipOf({ roll, tree, commitment: identity.commitment });
  const nullifier = nullifierOf({ secret: identity.secret, scope: election.terms.scope });
  const isCast = request.isCast ?? (await castSearch(chain, electionId));
  if (await isCast(nullifier)) throw alreadyCast();
  return { election, manifest, membership, identity, nullifier };
}

export function alreadyCast(): PsephosError {
  return new PsephosError(
    "ALREADY_CAST",
    "This identity has voted in this election; one ballot counts. Check yours with psephos ballot check and your receipt.",
  );
}
