import { publishStatus, readDepartmentAccount, readIssuerKey } from "../../chain/issuers.ts";
import { PsephosError } from "../../errors.ts";
import { listsHash, type StatusListFiles } from "../../protocol/credential/lists-hash.ts";
import type { Account, Chain } from "../chain-session.ts";
import { readStatusLists } from "../status-lists.ts";

export interface StatusPublication {
  readonly statusRoot: bigint;
  readonly listsHash: string;
  readonly trustRoot: bigint;
  readonly transactionHash: string;
  readonly gasUsed: bigint;
}

/**
 * Puts the root of two list files on chain. The files must be at the addresses that credentials name, or beside them as an edition,
 * before this is sent: from then on holders look for them there.
 */
export async function publishStatusLists(input: {
  chain: Chain;
  account: Account;
  keyIndex: number;
  files: StatusListFiles;
}): Promise<StatusPublication> {
  const { chain, account, keyIndex, files } = input;
  const { departmentId } = await readIssuerKey(chain, keyIndex);
  if ((await readDepartmentAccount(chain, departmentId)) !== account.address) {
    throw new PsephosError(
      "ACCOUNT_REFUSED",
      `Issuer key ${keyIndex} is another department's. Use the account of the department that the key belongs to.`,
    );
  }
  const facts = { statusRoot: (await readStatusLists(files)).root, listsHash: listsHash(files) };
  const { trustRoot, transactionHash, gasUsed } = await publishStatus({ chain, account, keyIndex, ...facts });
  return { ...facts, trustRoot, transactionHash, gasUsed };
}
