import { toUtf8Bytes } from "ethers";
import { PsephosError } from "../../errors.ts";
import { decodeTime } from "../../protocol/credential/encoding.ts";
import { listsHash, type StatusListFiles } from "../../protocol/credential/lists-hash.ts";
import { signStatusList } from "../../protocol/credential/status-list-proof.ts";
import { STATUS_LIST_SIZE, statusListJson, type StatusPurpose } from "../../protocol/credential/status-list.ts";
import { StatusTree, type StatusRoot } from "../../protocol/credential/status-tree.ts";
import type { IssuerKey } from "./issuer-key.ts";
import { isLive, type IssuedCredential, type IssuerLedger } from "./ledger.ts";

/** Revocation is for good; a suspension may be lifted. Nobody else learns of either before the lists are published. */
export type StatusAct = "revoke" | "suspend" | "resume";

/** What goes on chain, and the files that it stands for. */
export interface PublishableLists {
  readonly files: StatusListFiles;
  readonly statusRoot: StatusRoot;
  /** `0x` and 32 bytes. */
  readonly listsHash: string;
}

/**
 * `wanted` is a credential's id, or a person's reference for her live credential or else the suspended one that has ended, which keeps
 * her from another. Returns the entry as it stands afterwards.
 */
export function changeStatus(
  ledger: IssuerLedger,
  { wanted, act, at }: { wanted: string; act: StatusAct; at: number },
): IssuedCredential {
  const ofPerson = ledger.ofPerson(wanted);
  const entry =
    ledger.find(wanted) ??
    ofPerson.findLast((each) => isLive(each, at)) ??
    ofPerson.findLast(({ suspended, revoked }) => suspended && !revoked);
  if (entry === undefined) {
    throw new PsephosError("CREDENTIAL_MISSING", "The ledger has no such credential, nor a live one of such a person.");
  }
  if (entry.revoked) throw done("is revoked, which is for good");
  if (act === "suspend" && entry.suspended) throw done("is suspended already");
  if (act === "resume" && !entry.suspended) throw done("is not suspended");
  ledger.change(entry.credentialId, act === "revoke" ? { revoked: true } : { suspended: act === "suspend" });
  return ledger.find(entry.credentialId)!;
}

/** Both lists of one key as they must be published now, signed by it, with the root and hash for the registry. */
export async function publishableLists(input: {
  key: IssuerKey;
  ledger: IssuerLedger;
  /** Unix seconds. */
  at: number;
}): Promise<PublishableLists> {
  const { key, ledger } = input;
  const entries = ledger.issued.filter(({ epoch }) => epoch === key.epoch);
  const marked = {
    revocation: entries.filter(({ revoked }) => revoked),
    suspension: entries.filter(({ suspended }) => suspended),
  };
  const lists = { revocation: listOf(marked.revocation), suspension: listOf(marked.suspension) };
  const files = {
    revocation: await listFile(lists.revocation, { ...input, purpose: "revocation" }),
    suspension: await listFile(lists.suspension, { ...input, purpose: "suspension" }),
  };
  const { root } = await StatusTree.of(lists);
  return { files, statusRoot: root, listsHash: listsHash(files) };
}

/** Many marks at once, where `withMark` would copy the list for each. */
function listOf(entries: readonly IssuedCredential[]): Uint8Array {
  const list = new Uint8Array(STATUS_LIST_SIZE / 8);
  for (const { statusIndex } of entries) list[statusIndex >> 3]! |= 0x80 >> (statusIndex & 7);
  return list;
}

async function listFile(
  list: Uint8Array,
  { key, purpose, at }: { key: IssuerKey; purpose: StatusPurpose; at: number },
): Promise<Uint8Array> {
  const { did: issuer, statusLists } = key;
  const validFrom = decodeTime(BigInt(at));
  const json = await statusListJson(list, { purpose, url: statusLists[purpose], issuer, validFrom });
  return toUtf8Bytes(`${JSON.stringify(signStatusList(json, key), null, 2)}\n`);
}

function done(state: string): PsephosError {
  return new PsephosError("ALREADY_DONE", `This credential ${state}. Nothing was changed.`);
}
