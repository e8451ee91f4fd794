import { readLatestAnchor } from "../../chain/log-anchors.ts";
import { scopeIdOf, verifierIdOf } from "../../protocol/credential/policy-hash.ts";
import type { Identity } from "../../protocol/identity.ts";
import { fromHex } from "../../protocol/sharing/hex.ts";
import { viewingKeysOf } from "../../protocol/sharing/viewing-key.ts";
import { checkLog } from "../auditor/check-log.ts";
import type { Chain } from "../chain-session.ts";
import { findRecords, type FoundRecords } from "./find-records.ts";

/** Where a person is known to a department. */
export interface KnownScope {
  readonly verifier: string;
  readonly scope: string;
}

/** Finds a person's records in a published log, and holds the log against all that was ever anchored of it. */
export async function findOwnRecords(input: {
  chain: Chain;
  logId: bigint;
  entries: readonly string[];
  identity: Pick<Identity, "secret">;
  scopes: readonly KnownScope[];
}): Promise<FoundRecords> {
  const { chain, logId, entries, identity, scopes } = input;
  const viewingSecrets = scopes.map(
    (each) =>
      viewingKeysOf({ secret: identity.secret, verifierId: verifierIdOf(each), scopeId: scopeIdOf(each) }).secret,
  );
  const { size, root } = await readLatestAnchor(chain, logId);
  const found = await findRecords({ entries, viewingSecrets, anchored: { size, root: fromHex(root) } });
  if (found.completeness !== "complete") return found;
  const { broken } = await checkLog({ chain, logId, entries });
  return broken.length === 0 ? found : { ...found, completeness: "rewritten" };
}
