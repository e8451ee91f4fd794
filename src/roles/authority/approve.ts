import {
  approveCall,
  callHashOf,
  executeCall,
  readMembers,
  readProposal,
  type Authority,
} from "../../chain/authority.ts";
import { issuerCalldata } from "../../chain/issuers.ts";
import { PsephosError } from "../../errors.ts";
import type { Account, Chain } from "../chain-session.ts";
import type { Proposal } from "./proposals.ts";
import { openApplication, type ApplicationFiles } from "./register-application.ts";

export interface Approval {
  /** Whether this made enough approvals, so that the call was made. */
  readonly state: "executed" | "approved";
  readonly approvals: number;
  readonly threshold: number;
}

interface Decision {
  readonly chain: Chain;
  readonly account: Account;
  readonly authority: Authority;
  readonly proposal: Proposal;
}

/** Refuses a proposal that is not, byte by byte, what the department's own folder asks for. */
export async function checkAgainstApplication(
  input: ApplicationFiles & { chain: Chain; proposal: Proposal },
): Promise<void> {
  const { chain, proposal } = input;
  const { call } = await openApplication(input);
  if (callHashOf(issuerCalldata(chain, call)) === callHashOf(proposal.call)) return;
  const message = `Proposal ${proposal.proposalId} is not what this application asks for. Do not approve it; ask who proposed it.`;
  throw new PsephosError("PROPOSAL_REFUSED", message);
}

/**
 * Approves, and makes the call if that was the last approval it took. A member who approved before makes the call alone, if enough have:
 * the first attempt may have failed, and a threshold of one is reached by the proposal.
 */
export async function approveProposal(decision: Decision): Promise<Approval> {
  const { authority, proposal } = decision;
  const { proposalId } = proposal;
  const { members, threshold } = await readMembers(authority);
  requireOpen(proposal);
  requireMember(members, decision.account);
  const isApproved = proposal.approvedBy.includes(decision.account.address);
  const send = { ...decision, proposalId, call: proposal.call };
  if (!isApproved) await approveCall(send);
  const { approvals, executed } = await readProposal(authority, proposalId);
  if (isApproved && approvals < threshold) {
    const message = `This member approved proposal ${proposalId} already: ${approvals} of ${threshold} have. Ask the others.`;
    throw new PsephosError("ALREADY_DONE", message);
  }
  if (approvals < threshold) return { state: "approved", approvals, threshold };
  if (!executed) await executeCall(send);
  return { state: "executed", approvals, threshold };
}

function requireOpen({ proposalId, state }: Proposal): void {
  if (state === "open") return;
  const why = state === "executed" ? "was carried out" : "is void: its time is over, or the members changed";
  throw new PsephosError("PHASE_WRONG", `Proposal ${proposalId} ${why}.`);
}

function requireMember(members: readonly string[], { address }: Account): void {
  if (members.includes(address)) return;
  const message = `${address} is no member of this authority. Use a member's account; psephos authority show lists them.`;
  throw new PsephosError("ACCOUNT_REFUSED", message);
}
