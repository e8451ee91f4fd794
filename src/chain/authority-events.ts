import type { Authority, AuthorityCall } from "./authority.ts";
import type { Chain } from "./contracts.ts";
import { loggedOf, readEvents, type Logged, type LoggedEvent } from "./reading/events.ts";

export interface Proposed extends Logged {
  readonly proposalId: bigint;
  /** Who proposed, and thereby approved. */
  readonly member: string;
  readonly call: AuthorityCall;
}

interface Question {
  readonly chain: Chain;
  readonly authority: Authority;
  readonly proposalId?: bigint | undefined;
}

/** What was proposed since the registries stand; no earlier call can have been one of theirs. */
export async function readProposed(question: Question): Promise<Proposed[]> {
  const events = await authorityEvents(question, "Proposed");
  return events.map((event) => ({
    ...loggedOf(event),
    proposalId: event.args["proposalId"] as bigint,
    member: event.args["member"] as string,
    call: { target: event.args["target"] as string, data: event.args["data"] as string },
  }));
}

/** Approvals in the order of the chain, without the proposers' own. */
export async function readApproved(question: Question): Promise<{ proposalId: bigint; member: string }[]> {
  const events = await authorityEvents(question, "Approved");
  return events.map(({ args }) => ({ proposalId: args["proposalId"] as bigint, member: args["member"] as string }));
}

function authorityEvents({ chain, authority, proposalId }: Question, name: string): Promise<LoggedEvent[]> {
  return readEvents({ chain, contract: authority.contract, name, indexed: [proposalId ?? null] });
}
