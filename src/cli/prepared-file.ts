import { onlyWallet } from "../roles/holder/wallet-file.ts";
import type { Context } from "./context.ts";
import type { Input } from "./input.ts";

/** Where this voter's prepared ballot for this election lies: one at a time. */
export async function preparedFileFor(context: Context, input: Input): Promise<string> {
  const { workspace } = context;
  const { chainId, deployment } = await context.chain();
  return workspace.preparedBallotFile({
    chainId,
    elections: deployment.addresses.elections,
    electionId: input.id("election"),
    identity: input.optional("identity") ?? (await onlyWallet(workspace)),
  });
}
