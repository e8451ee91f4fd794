import { callHashOf, readGeneration, readProposal, type Authority, type AuthorityCall } from "../../chain/authority.ts";
import { meaningOf, type CallMeaning } from "../../chain/authority-calls.ts";
import { readApproved, readProposed, type Proposed } from "../../chain/authority-events.ts";
import { readDepartments } from "../../chain/issuer-events.ts";
import { latestTime } from "../../chain/time.ts";
import { PsephosError } from "../../errors.ts";
import type { Chain } from "../chain-session.ts";

/** `void`: its time is over, or the members changed since. */
export type ProposalState = "open" | "executed" | "void";

export interface Proposal {
  readonly proposalId: bigint;
  readonly call: AuthorityCall;
  readonly meaning: CallMeaning;
  /** The proposer first. */
  readonly approvedBy: readonly string[];
  /** Unix seconds, exclusive. */
  readonly expiresAt: number;
  readonly state: ProposalState;
}

interface Place {
  readonly chain: Chain;
  readonly authority: Authority;
}

/** In the order in which they were made. */
export async function listProposals(place: Place): Promise<Proposal[]> {
  return Promise.all((await readProposed(place)).map((event) => toProposal(place, event)));
}

export async function findProposal(place: Place & { proposalId: bigint }): Promise<Proposal> {
  const event = (await readProposed(place)).find(({ proposalId }) => proposalId === place.proposalId);
  if (event !== undefined) return toProposal(place, event);
  const message = `There is no proposal ${place.proposalId} here. List them: psephos authority show`;
  throw new PsephosError("USAGE", message);
}

/** The event carries the call's text, the contract its hash: whoever reads the one must approve the other. */
async function toProposal(place: Place, event: Proposed): Promise<Proposal> {
  const { chain, authority } = place;
  const { proposalId, call, member } = event;
  const [record, generation, approved, now] = await Promise.all([
    readProposal(authority, proposalId),
    readGeneration(authority),
    readApproved({ chain, authority, proposalId }),
    latestTime(chain),
  ]);
  if (callHashOf(call) !== record.callHash) {
    const message = `The chain's record of proposal ${proposalId} does not hold the call that was approved. Ask another node.`;
    throw new PsephosError("PROPOSAL_REFUSED", message);
  }
  const isOpen = record.generation === generation && now < record.expiresAt;
  return {
    ...{ proposalId, call, meaning: meaningOf(call, place), expiresAt: record.expiresAt },
    approvedBy: [member, ...approved.map((each) => each.member)],
    state: record.executed ? "executed" : isOpen ? "open" : "void",
  };
}

/** Names of the departments by id, for showing what a call is about. */
export async function departmentNames(chain: Chain): Promise<ReadonlyMap<bigint, string>> {
  return new Map((await readDepartments(chain)).map(({ departmentId, did }) => [departmentId, did]));
}
