import type { MerkleTree } from "../crypto/merkle.ts";
import { PsephosError } from "../errors.ts";
import type { SchemaHash } from "../protocol/credential/schema.ts";
import type { StatusRoot } from "../protocol/credential/status-tree.ts";
import { buildTrustTree, type TrustEntry } from "../protocol/credential/trust-tree.ts";
import type { Chain } from "./contracts.ts";
import type { BlockRange } from "./election-events.ts";
import {
  readDepartments,
  readIssuerKeys,
  readIssuerKeysRemoved,
  readStatusPublished,
  type IssuerKeyRegistered,
} from "./issuer-events.ts";
import { readTrustRoot } from "./issuers.ts";
import { translating } from "./sending/errors.ts";

/** A key that the registry trusts, with the status lists that it has now. */
export interface TrustedKey extends TrustEntry, Pick<IssuerKeyRegistered, "keyIndex" | "departmentId" | "epoch"> {
  readonly did: string;
  /** Unix seconds. */
  readonly endsAt: number;
  /** SHA-256 of the X.509 certificate's DER form, 0x… */
  readonly certificateHash: string;
  readonly listsHash: string;
  /** Of the status lists, unix seconds. */
  readonly publishedAt: number;
}

/** The trust tree of one block. */
export interface Trust {
  /** Undefined while no key was ever registered. */
  readonly tree: MerkleTree | undefined;
  /** By key index; undefined where a key was removed. */
  readonly keys: readonly (TrustedKey | undefined)[];
  readonly block: number;
}

/**
 * Rebuilds the trust tree from the registry's events, and holds its root against the registry's own: a node that leaves out a
 * revocation, or a registry that trusts a key without saying so, is refused.
 */
export async function readTrust(chain: Chain, options: { block?: number } = {}): Promise<Trust> {
  const block = options.block ?? (await translating(chain.provider.getBlockNumber()));
  const [keys, root] = await Promise.all([readTrustedKeys(chain, { toBlock: block }), readTrustRoot(chain, { block })]);
  const tree = keys.length === 0 ? undefined : await buildTrustTree(keys);
  if ((tree?.root ?? 0n) !== root) {
    throw new PsephosError(
      "TRUST_TREE_UNTRUSTED",
      "The registry's events do not give its trust root: the node leaves something out, or the contract is another. Ask another node.",
    );
  }
  return { tree, keys, block };
}

async function readTrustedKeys(chain: Chain, range: BlockRange): Promise<(TrustedKey | undefined)[]> {
  const [departments, registered, published, removed] = await Promise.all([
    readDepartments(chain, range),
    readIssuerKeys(chain, range),
    readStatusPublished(chain, range),
    readIssuerKeysRemoved(chain, range),
  ]);
  const dids = new Map(departments.map(({ departmentId, did }) => [departmentId, did]));
  const isRemoved = new Set(removed.map(({ keyIndex }) => keyIndex));
  // The last publication of a key replaces those before.
  const status = new Map(published.map((event) => [event.keyIndex, event]));
  return registered.map((key): TrustedKey | undefined => {
    const current = status.get(key.keyIndex);
    if (isRemoved.has(key.keyIndex) || current === undefined) return undefined;
    return {
      issuerKey: key.publicKey,
      schemaHash: key.schemaHash as SchemaHash,
      statusRoot: current.statusRoot as StatusRoot,
      keyIndex: key.keyIndex,
      departmentId: key.departmentId,
      did: dids.get(key.departmentId) ?? "",
      epoch: key.epoch,
      endsAt: key.endsAt,
      certificateHash: key.certificateHash,
      listsHash: current.listsHash,
      publishedAt: current.time,
    };
  });
}
