import { readPolicy, retirePolicy as sendRetirement } from "../../chain/policies.ts";
import { PsephosError } from "../../errors.ts";
import type { Account, Chain } from "../chain-session.ts";

/** Ends a policy: no new attestations or enrolments. Those that exist stand. */
export async function retirePolicy(input: {
  chain: Chain;
  account: Account;
  policyId: bigint;
}): Promise<{ transactionHash: string }> {
  const { chain, account, policyId } = input;
  if ((await readPolicy(chain, policyId)).retired) {
    throw new PsephosError("ALREADY_DONE", `Policy ${policyId} is retired already.`);
  }
  const { transactionHash } = await sendRetirement({ chain, account, policyId });
  return { transactionHash };
}
