import { authorityAt, proposeCall, type AuthorityCall } from "../../chain/authority.ts";
import { issuerCalldata, readGovernor, sendIssuerCall, type IssuerCall } from "../../chain/issuers.ts";
import { translating } from "../../chain/sending/errors.ts";
import { PsephosError } from "../../errors.ts";
import type { Account, Chain } from "../chain-session.ts";

export type CarriedOut =
  | { readonly state: "done"; readonly transactionHash: string }
  /** Other members must approve it, and one of them execute it. */
  | {
      readonly state: "proposed";
      readonly transactionHash: string;
      readonly authority: string;
      readonly proposalId: bigint;
      readonly call: AuthorityCall;
    };

/** Sends a decision if the account governs, or if it needs no governor; proposes it if the governor is an authority of several members. */
export async function carryOut(input: {
  chain: Chain;
  account: Account;
  call: IssuerCall;
  /** Whose decision it is; the governor's unless told. */
  governor?: string;
}): Promise<CarriedOut> {
  const { chain, account } = input;
  const governor = input.governor ?? (await readGovernor(chain));
  if (governor === account.address || input.call.byAnyone === true) {
    const { transactionHash } = await sendIssuerCall(input);
    return { state: "done", transactionHash };
  }
  if ((await translating(chain.provider.getCode(governor))) === "0x") {
    throw new PsephosError(
      "ACCOUNT_REFUSED",
      `This account does not govern the registry: ${governor} does. Use that one.`,
    );
  }
  const call = issuerCalldata(chain, input.call);
  const authority = authorityAt(chain, governor);
  const { transactionHash, proposalId } = await proposeCall({ chain, account, authority, call });
  return { state: "proposed", transactionHash, authority: governor, proposalId, call };
}
