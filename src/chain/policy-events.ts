import type { PolicyTerms } from "../protocol/credential/policy-terms.ts";
import type { Chain } from "./contracts.ts";
import type { BlockRange } from "./election-events.ts";
import { toTerms, type RawTerms } from "./policies.ts";
import { loggedOf, readEvents, type Logged, type LoggedEvent } from "./reading/events.ts";
import { unknown } from "./sending/errors.ts";

export interface PolicyPublished extends Logged {
  readonly policyId: bigint;
  readonly terms: PolicyTerms;
  /** The policy file as the department sent it. */
  readonly text: string;
}

/** The event in which a policy's text stands. */
export async function readPolicyPublished(chain: Chain, policyId: bigint): Promise<PolicyPublished> {
  const [event] = await publications({ chain, indexed: [policyId] });
  if (event === undefined) throw unknown("UnknownPolicy", { policyId });
  return event;
}

/** Policies in the order of publication; of one department, if it is named. */
export function readPoliciesPublished(
  chain: Chain,
  { departmentId, ...range }: BlockRange & { departmentId?: bigint } = {},
): Promise<PolicyPublished[]> {
  return publications({ chain, indexed: [null, departmentId ?? null], range });
}

interface Question {
  readonly chain: Chain;
  readonly indexed: readonly unknown[];
  readonly range?: BlockRange;
}

async function publications({ chain, indexed, range = {} }: Question): Promise<PolicyPublished[]> {
  const contract = chain.contracts.policies;
  const events = await readEvents({ chain, contract, name: "PolicyPublished", indexed, ...range });
  return events.map(toPublished);
}

function toPublished(event: LoggedEvent): PolicyPublished {
  const { policyId, terms, text } = event.args;
  return {
    ...loggedOf(event),
    policyId: policyId as bigint,
    terms: toTerms(terms as RawTerms),
    text: text as string,
  };
}
