import { deployAuthority } from "../../chain/authority.ts";
import { PsephosError } from "../../errors.ts";
import { requireAddress } from "../address.ts";
import type { Account, Connection } from "../chain-session.ts";

/** As the contract has it. */
export const MAX_MEMBERS = 32;

/** Deploys an authority of several members. It governs nothing until it is named as governor. */
export async function newAuthority(input: {
  connection: Connection;
  account: () => Promise<Account>;
  members: readonly string[];
  threshold: number;
}): Promise<{ address: string; members: string[]; threshold: number }> {
  const { connection, threshold } = input;
  const members = input.members.map((member) => requireAddress(member, { whose: "A member's address" }));
  if (members.length > MAX_MEMBERS || new Set(members).size !== members.length) {
    throw new PsephosError("ARGUMENT_INVALID", `An authority has at most ${MAX_MEMBERS} members. Name each once.`);
  }
  if (threshold < 1 || threshold > members.length) {
    throw new PsephosError("THRESHOLD_INVALID", `The threshold must be 1 to ${members.length}, the number of members.`);
  }
  const address = await deployAuthority({ connection, account: await input.account(), members, threshold });
  return { address, members, threshold };
}
