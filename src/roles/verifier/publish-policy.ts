import { toUtf8Bytes } from "ethers";
import { publishPolicy as sendPolicy } from "../../chain/policies.ts";
import { readDepartmentAccount } from "../../chain/issuers.ts";
import { PsephosError } from "../../errors.ts";
import { policyTerms, type PolicyTerms } from "../../protocol/credential/policy-terms.ts";
import { parsePolicy, policyText, schemaOf, type Policy } from "../../protocol/credential/policy.ts";
import type { CredentialSchema } from "../../protocol/credential/schema.ts";
import { SCHEMAS } from "../../protocol/credential/schemas.ts";
import type { Account, Chain } from "../chain-session.ts";
import { keepPublicFile } from "../public-files.ts";
import type { Workspace } from "../workspace.ts";

export interface PolicyPublication {
  readonly policyId: bigint;
  readonly policy: Policy;
  readonly terms: PolicyTerms;
  /** The policy's text under its hash, as it stands on chain. */
  readonly publicFile: string;
  readonly transactionHash: string;
  readonly gasUsed: bigint;
}

/** Validates a policy, publishes it for its department, and keeps its file. It cannot be changed afterwards, only retired. */
export async function publishPolicy(input: {
  chain: Chain;
  account: Account;
  workspace: Workspace;
  /** Parsed JSON of a policy file. */
  json: unknown;
  schemas?: ReadonlyMap<string, CredentialSchema>;
}): Promise<PolicyPublication> {
  const { chain, account, workspace, json, schemas = SCHEMAS } = input;
  const policy = parsePolicy(json, schemas);
  const terms = policyTerms(policy, schemaOf(policy, schemas));
  await checkDepartment({ chain, account, policy, terms });
  const text = policyText(policy);
  const hash = await keepPublicFile({ workspace, bytes: toUtf8Bytes(text) });
  const { policyId, transactionHash, gasUsed } = await sendPolicy({ chain, account, terms, text });
  return { policyId, policy, terms, publicFile: workspace.publicFile(hash), transactionHash, gasUsed };
}

async function checkDepartment(input: {
  chain: Chain;
  account: Account;
  policy: Policy;
  terms: PolicyTerms;
}): Promise<void> {
  const { chain, account, policy, terms } = input;
  const acting = await readDepartmentAccount(chain, terms.departmentId);
  if (acting === undefined) {
    const message = `The registry does not know ${policy.verifier}. The governing authority must register it first.`;
    throw new PsephosError("ACCOUNT_REFUSED", message);
  }
  if (acting !== account.address) {
    const message = `This account does not act for ${policy.verifier}: ${acting} does. Use that one, or name your own department as the verifier.`;
    throw new PsephosError("ACCOUNT_REFUSED", message);
  }
}
