import { keccak256, toUtf8Bytes } from "ethers";
import { readDepartmentAccount } from "../chain/issuers.ts";
import { readPolicy } from "../chain/policies.ts";
import { readPolicyPublished } from "../chain/policy-events.ts";
import { isPsephosError, PsephosError } from "../errors.ts";
import { parseAskedPolicy, type AskedPolicy } from "../protocol/credential/asked-policy.ts";
import type { PolicyTerms } from "../protocol/credential/policy-terms.ts";
import type { CredentialSchema } from "../protocol/credential/schema.ts";
import { SCHEMAS } from "../protocol/credential/schemas.ts";
import type { Chain } from "./chain-session.ts";

/** A policy as the registry has it. */
export interface PublishedPolicy extends AskedPolicy {
  readonly policyId: bigint;
  /** Takes no new attestations or enrolments. */
  readonly retired: boolean;
}

/**
 * The policy of that number. The contract takes a department's word that its terms follow from the text that people read;
 * here it is recomputed, and a policy that says one thing and proves another is refused.
 */
export async function openPublishedPolicy(input: {
  chain: Chain;
  policyId: bigint;
  schemas?: ReadonlyMap<string, CredentialSchema>;
}): Promise<PublishedPolicy> {
  const { chain, policyId, schemas = SCHEMAS } = input;
  const [record, { text }] = await Promise.all([readPolicy(chain, policyId), readPolicyPublished(chain, policyId)]);
  if (keccak256(toUtf8Bytes(text)) !== record.textHash) throw untrusted(policyId, "its text is not the published one");
  const asked = readText({ text, policyId, schemas });
  const expected = asked.terms;
  const differing = (Object.keys(expected) as (keyof PolicyTerms)[]).filter(
    (name) => expected[name] !== record.terms[name],
  );
  if (differing.length > 0) throw untrusted(policyId, `its ${differing.join(", ")} do not follow from its text`);
  if ((await readDepartmentAccount(chain, expected.departmentId)) === undefined) {
    throw untrusted(policyId, `the registry does not know ${asked.parts[0].policy.verifier}`);
  }
  return { ...asked, policyId, retired: record.retired };
}

function readText(input: {
  text: string;
  policyId: bigint;
  schemas: ReadonlyMap<string, CredentialSchema>;
}): AskedPolicy {
  const { text, policyId, schemas } = input;
  let asked: AskedPolicy;
  try {
    asked = parseAskedPolicy(JSON.parse(text), schemas);
  } catch (cause) {
    if (cause instanceof SyntaxError) throw untrusted(policyId, "its text is not JSON", cause);
    if (isPsephosError(cause)) throw untrusted(policyId, cause.message.replace(/\.$/, ""), cause);
    throw cause;
  }
  // One text for one policy: what is left out or ordered differently could be read differently by others.
  if (asked.text !== text) throw untrusted(policyId, "its text is not in the one canonical form");
  return asked;
}

function untrusted(policyId: bigint, reason: string, cause?: unknown): PsephosError {
  const message = `Policy ${policyId} cannot be trusted: ${reason}. Prove nothing for it; tell the department.`;
  return new PsephosError("POLICY_UNTRUSTED", message, { detail: { policyId }, cause });
}
