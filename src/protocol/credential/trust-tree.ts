import { requirePublicKey, type Point } from "../../crypto/babyjubjub.ts";
import { MerkleTree, type MerklePath } from "../../crypto/merkle.ts";
import { poseidon } from "../../crypto/poseidon.ts";
import { PsephosError, requireArgument } from "../../errors.ts";
import type { Brand } from "../brand.ts";
import { TRUST_DEPTH } from "./params.ts";
import type { SchemaHash } from "./schema.ts";
import type { StatusRoot } from "./status-tree.ts";
import { CREDENTIAL_TAG } from "./tags.ts";

/** Root of the issuers that the registry trusts, with the status lists that they have now. */
export type TrustRoot = Brand<bigint, "TrustRoot">;

/** An issuer key may sign this schema, and its status lists have this root. */
export interface TrustEntry {
  readonly issuerKey: Point;
  readonly schemaHash: SchemaHash;
  readonly statusRoot: StatusRoot;
}

/** Poseidon5(TAG_TRUST, key, schemaHash, statusRoot). */
export function trustLeaf({ issuerKey, schemaHash, statusRoot }: TrustEntry): bigint {
  requirePublicKey(issuerKey, "issuerKey");
  return poseidon([CREDENTIAL_TAG.TRUST, ...issuerKey, schemaHash, statusRoot]);
}

/** LeanIMT over the leaves in the registry's order; a removed entry is undefined and leaves a 0. */
export async function buildTrustTree(entries: readonly (TrustEntry | undefined)[]): Promise<MerkleTree> {
  requireArgument(entries.length <= 2 ** TRUST_DEPTH, "entries", `at most ${2 ** TRUST_DEPTH}`);
  return MerkleTree.fromLeaves(entries.map((entry) => (entry === undefined ? 0n : trustLeaf(entry))));
}

/** Way from the entry to the root, for the circuit. */
export function trustPath(tree: MerkleTree, entry: TrustEntry): MerklePath {
  const leaf = trustLeaf(entry);
  const index = Array.from({ length: tree.size }, (_, at) => at).find((at) => tree.leaf(at) === leaf);
  if (index === undefined) {
    throw new PsephosError(
      "ISSUER_NOT_TRUSTED",
      "The registry does not trust this issuer key for this schema and status list. Fetch its present state.",
    );
  }
  return tree.path(index, TRUST_DEPTH);
}
