import { readEnrolmentsOpened } from "../../chain/enrolment-events.ts";
import { readPolicy } from "../../chain/policies.ts";
import { readPoliciesPublished } from "../../chain/policy-events.ts";
import type { Chain } from "../chain-session.ts";

/** What else has the pseudonyms of a policy. */
export interface SharedScope {
  /** The department's other policies of the same scope. */
  readonly policies: readonly bigint[];
  /** Enrolments that were opened under the policy or under one of those. */
  readonly enrolments: readonly bigint[];
}

/**
 * Where those who enrol under the policy appear under the same pseudonym: everybody sees on chain that an attestation or enrolment
 * there is of one person with an enrolment here.
 */
export async function sharedScope({ chain, policyId }: { chain: Chain; policyId: bigint }): Promise<SharedScope> {
  const { terms } = await readPolicy(chain, policyId);
  const { departmentId, scopeId } = terms;
  const [published, opened] = await Promise.all([
    readPoliciesPublished(chain, { departmentId }),
    readEnrolmentsOpened(chain),
  ]);
  const others = published.filter((policy) => policy.terms.scopeId === scopeId && policy.policyId !== policyId);
  const policies = others.map((policy) => policy.policyId);
  const enrolments = opened.filter((each) => each.policyId === policyId || policies.includes(each.policyId));
  return { policies, enrolments: enrolments.map(({ enrolmentId }) => enrolmentId) };
}
