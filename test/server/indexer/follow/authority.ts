import {
  approveCall,
  authorityAt,
  deployAuthority,
  executeCall,
  proposeCall,
} from "../../../../src/chain/authority.ts";
import { developmentAccount } from "../../../../src/chain/accounts.ts";
import { issuerCalldata, sendIssuerCall } from "../../../../src/chain/issuers.ts";
import type { VotingChain } from "./voting-chain.ts";

/** Makes an authority of two members governor of the issuer registry; gives its address in lower case. */
export async function acceptAsAuthority({ chain, test }: VotingChain): Promise<string> {
  const [first, second] = [test.organizer, developmentAccount(1)];
  const members = [first.address, second.address];
  const address = await deployAuthority({ connection: chain, account: first, members, threshold: 2 });
  await sendIssuerCall({ chain, account: first, call: { name: "transferGovernor", args: [address] } });
  const authority = authorityAt(chain, address);
  const call = issuerCalldata(chain, { name: "acceptGovernor", args: [] });
  const { proposalId } = await proposeCall({ chain, account: first, authority, call });
  await approveCall({ chain, account: second, authority, proposalId, call });
  await executeCall({ chain, account: first, authority, proposalId, call });
  return address.toLowerCase();
}
