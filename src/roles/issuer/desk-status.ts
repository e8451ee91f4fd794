import { readTrust } from "../../chain/trust.ts";
import type { TrustedKey } from "../../chain/trust.ts";
import { PsephosError } from "../../errors.ts";
import type { Account, Chain } from "../chain-session.ts";
import { openDesk, type Desk, type DeskAccess } from "./desk.ts";
import { isLive } from "./ledger.ts";
import { publishStatusLists, type StatusPublication } from "./publish-status.ts";
import { publishableLists } from "./status.ts";
import { putInForce, writeEdition } from "./write-status-lists.ts";

/**
 * Publishes the lists of a desk as its ledger has them now: the files beside those in force, then their root on chain, then the files in
 * their place. Readers find what the chain names at every moment, also if the chain refuses or nobody knows whether it took it.
 */
export async function publishDeskStatus(
  access: DeskAccess & { chain: Chain; account: Account; at: number },
): Promise<StatusPublication & { keyIndex: number; listsFolder: string; webFolder: string }> {
  const { chain, account, workspace } = access;
  const desk = await openDesk(access);
  const { keyIndex, listsHash: before } = await registeredKey(chain, desk);
  const { files: lists } = await publishableLists({ ...desk, at: access.at });
  const placed = { workspace, key: desk.key, lists };
  await writeEdition(placed);
  const published = await publishStatusLists({ chain, account, keyIndex, files: lists });
  // Who read the chain a moment ago still looks for the lists from before.
  const listsFolder = await putInForce({ ...placed, keep: [before] });
  const webFolder = desk.key.statusLists.revocation.replace(/[^/]*$/, "");
  return { ...published, keyIndex, listsFolder, webFolder };
}

export interface DeskStatus {
  readonly key: Desk["key"];
  readonly registered: TrustedKey;
  readonly issued: number;
  /** Neither cancelled nor ended; paused ones among them. */
  readonly live: number;
  readonly revoked: number;
  readonly suspended: number;
  /** The chain has the lists as the ledger has them. */
  readonly isPublished: boolean;
}

/** What a desk has issued under one key, and whether the published lists say the same. */
export async function readDeskStatus(access: DeskAccess & { chain: Chain; at: number }): Promise<DeskStatus> {
  const { chain, at } = access;
  const desk = await openDesk(access);
  const registered = await registeredKey(chain, desk);
  const entries = desk.ledger.issued.filter(({ epoch }) => epoch === desk.key.epoch);
  const { statusRoot } = await publishableLists({ ...desk, at });
  return {
    key: desk.key,
    registered,
    issued: entries.length,
    live: entries.filter((entry) => isLive(entry, at)).length,
    revoked: entries.filter(({ revoked }) => revoked).length,
    suspended: entries.filter(({ suspended, revoked }) => suspended && !revoked).length,
    isPublished: statusRoot === registered.statusRoot,
  };
}

async function registeredKey(chain: Chain, { key }: Desk): Promise<TrustedKey> {
  const { keys } = await readTrust(chain);
  const found = keys.find((each) => each?.issuerKey.every((coordinate, index) => coordinate === key.publicKey[index]));
  if (found !== undefined) return found;
  throw new PsephosError(
    "ISSUER_NOT_TRUSTED",
    `The registry does not have this desk's key of epoch ${key.epoch}, or no longer. Have it registered: psephos issuer-key certify`,
  );
}
