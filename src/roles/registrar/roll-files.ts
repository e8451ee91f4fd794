import type { MerkleTree } from "../../crypto/merkle.ts";
import { readRoll, type RollRecord as PublishedRoll } from "../../chain/rolls.ts";
import { PsephosError } from "../../errors.ts";
import { buildRollTree, rollRecord, type Roll, type RollRecord } from "../../protocol/roll.ts";
import { parseRoll } from "../../protocol/roll-file.ts";
import type { Chain } from "../chain-session.ts";
import { findPublicFile } from "../public-files.ts";
import type { Workspace } from "../workspace.ts";

/** A roll with its tree and with what the chain should say of it. */
export interface OpenedRoll {
  readonly roll: Roll;
  readonly tree: MerkleTree;
  readonly record: RollRecord;
}

export async function openRoll(file: Uint8Array): Promise<OpenedRoll> {
  const roll = parseRoll(file);
  const tree = await buildRollTree(roll);
  return { roll, tree, record: rollRecord({ roll, tree, file }) };
}

/** The file of a published roll, rebuilt and compared with the chain: root, size and weight are the registrar's word until then. */
export async function openPublishedRoll(input: {
  chain: Chain;
  workspace: Workspace;
  rollId: bigint;
  folders: readonly string[];
}): Promise<OpenedRoll & { published: PublishedRoll }> {
  const { chain, workspace, rollId, folders } = input;
  const published = await readRoll(chain, rollId);
  const file = await findPublicFile({ workspace, hash: published.fileHash, folders, kind: "roll file" });
  const opened = await openRoll(file);
  const { record } = opened;
  const agrees =
    record.root === published.root && record.size === published.size && record.totalWeight === published.totalWeight;
  if (!agrees) {
    throw new PsephosError(
      "PUBLIC_FILE_ALTERED",
      `Roll ${rollId} on the chain does not have the root, size or weight of its own file. Do not use it; tell the registrar.`,
    );
  }
  return { ...opened, published };
}
