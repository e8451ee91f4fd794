import { toUtf8Bytes } from "ethers";
import { publishPolicy as sendPolicy } from "../../chain/policies.ts";
import { readDepartmentAccount } from "../../chain/issuers.ts";
import { PsephosError } from "../../errors.ts";
import { parseAskedPolicy, type AskedPolicy } from "../../protocol/credential/asked-policy.ts";
import type { CredentialSchema } from "../../protocol/credential/schema.ts";
import { SCHEMAS } from "../../protocol/credential/schemas.ts";
import type { Account, Chain } from "../chain-session.ts";
import { keepPublicFile } from "../public-files.ts";
import type { Workspace } from "../workspace.ts";

export interface PolicyPublication {
  readonly policyId: bigint;
  readonly asked: AskedPolicy;
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
  const asked = parseAskedPolicy(json, schemas);
  await checkDepartment({ chain, account, asked });
  const { text, terms } = asked;
  const hash = await keepPublicFile({ workspace, bytes: toUtf8Bytes(text) });
  const { policyId, transactionHash, gasUsed } = await sendPolicy({ chain, account, terms, text });
  return { policyId, asked, publicFile: workspace.publicFile(hash), transactionHash, gasUsed };
}

async function checkDepartment(input: { chain: Chain; account: Account; asked: AskedPolicy }): Promise<void> {
  const { chain, account, asked } = input;
  const { policy } = asked.parts[0];
  const acting = await readDepartmentAccount(chain, asked.terms.departmentId);
  if (acting === undefined) {
    const message = `The registry does not know ${policy.verifier}. The governing authority must register it first.`;
    throw new PsephosError("ACCOUNT_REFUSED", message);
  }
  if (acting !== account.address) {
    const message = `This account does not act for ${policy.verifier}: ${acting} does. Use that one, or name your own department as the verifier.`;
    throw new PsephosError("ACCOUNT_REFUSED", message);
  }
}
