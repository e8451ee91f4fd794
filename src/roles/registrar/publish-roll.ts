import { publishRoll as sendRoll } from "../../chain/rolls.ts";
import type { RollRecord } from "../../protocol/roll.ts";
import type { Account, Chain } from "../chain-session.ts";
import { keepPublicFile } from "../public-files.ts";
import type { Workspace } from "../workspace.ts";
import { openRoll } from "./roll-files.ts";

/** Puts root, size, weight and hash of a roll file on the chain, and keeps the file under its hash. */
export async function publishRoll(input: {
  chain: Chain;
  account: Account;
  workspace: Workspace;
  file: Uint8Array;
}): Promise<{ rollId: bigint; name: string; record: RollRecord; publicFile: string; transactionHash: string }> {
  const { chain, account, workspace, file } = input;
  const { roll, record } = await openRoll(file);
  const { root, size, totalWeight, fileHash } = record;
  await keepPublicFile({ workspace, bytes: file });
  const { rollId, transactionHash } = await sendRoll({ chain, account, roll: { root, size, totalWeight, fileHash } });
  return { rollId, name: roll.name, record, publicFile: workspace.publicFile(fileHash), transactionHash };
}
