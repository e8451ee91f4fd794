import { readDepartments, readIssuerKeys, readIssuerKeysRemoved } from "../chain/issuer-events.ts";
import { readDepartmentAccount } from "../chain/issuers.ts";
import { latestTime } from "../chain/time.ts";
import { readTrust, type TrustedKey } from "../chain/trust.ts";
import { PsephosError } from "../errors.ts";
import { departmentIdOf } from "../protocol/credential/issuer-key.ts";
import type { Chain } from "./chain-session.ts";

/** `ended`: still in the tree, but past its time, so that it signs nothing and anyone may take it out. */
export type KeyState = "trusted" | "ended" | "removed" | "compromised";

export interface ListedKey {
  readonly keyIndex: number;
  readonly did: string;
  readonly schemaHash: bigint;
  readonly epoch: number;
  /** Unix seconds. */
  readonly endsAt: number;
  /** SHA-256 of the X.509 certificate's DER form, 0x… */
  readonly certificateHash: string;
  readonly state: KeyState;
  /** The published lists; undefined for a key that was removed. */
  readonly status: Pick<TrustedKey, "statusRoot" | "listsHash" | "publishedAt"> | undefined;
}

/** Every key that was ever registered, in the order of the trust tree, which is checked. */
export async function listIssuerKeys(chain: Chain): Promise<ListedKey[]> {
  const { keys: trusted, block } = await readTrust(chain);
  const range = { toBlock: block };
  const [registered, departments, removals, now] = await Promise.all([
    readIssuerKeys(chain, range),
    readDepartments(chain, range),
    readIssuerKeysRemoved(chain, range),
    latestTime(chain),
  ]);
  const dids = new Map(departments.map(({ departmentId, did }) => [departmentId, did]));
  return registered.map(({ keyIndex, departmentId, schemaHash, epoch, endsAt, certificateHash }) => {
    const status = trusted[keyIndex];
    const isCompromised = removals.some((removal) => removal.keyIndex === keyIndex && removal.compromised);
    const gone = isCompromised ? "compromised" : "removed";
    const state = status === undefined ? gone : now < endsAt ? "trusted" : "ended";
    const did = dids.get(departmentId) ?? "";
    return { keyIndex, did, schemaHash, epoch, endsAt, certificateHash, state, status };
  });
}

export async function findIssuerKey(chain: Chain, keyIndex: number): Promise<ListedKey> {
  const found = (await listIssuerKeys(chain))[keyIndex];
  if (found !== undefined) return found;
  throw new PsephosError("USAGE", `There is no issuer key ${keyIndex}. List them: psephos issuer-key show`);
}

export interface Department {
  readonly did: string;
  readonly departmentId: bigint;
  /** Who acts for it. */
  readonly account: string;
  readonly keys: readonly ListedKey[];
}

/** Undefined for a department that the registry does not know. */
export async function findDepartment(chain: Chain, did: string): Promise<Department | undefined> {
  const departmentId = departmentIdOf(did);
  const account = await readDepartmentAccount(chain, departmentId);
  if (account === undefined) return undefined;
  const keys = await listIssuerKeys(chain);
  return { did, departmentId, account, keys: keys.filter((key) => key.did === did) };
}
