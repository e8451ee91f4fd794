import type { StatusFacts } from "../../chain/issuers.ts";
import type { RegisteredIssuerKey } from "../../protocol/credential/issuer-key.ts";
import { certificateFingerprint, checkIssuerCertificate } from "../../protocol/credential/issuer-key-certificate.ts";
import { departmentIdOf } from "../../protocol/credential/issuer-key.ts";
import { listsHash, type StatusListFiles } from "../../protocol/credential/lists-hash.ts";
import { checkStatusListProof } from "../../protocol/credential/status-list-proof.ts";
import { decodeUtf8 } from "../../protocol/text.ts";
import type { Point } from "../../crypto/babyjubjub.ts";
import type { KeyApplication } from "../key-application.ts";
import { parseJson } from "../read-file.ts";
import { readStatusLists } from "../status-lists.ts";

/**
 * Whether a department, under a root that the authority trusts, says that the key is its own, and the key signed the status lists.
 * What is returned is what the registry gets to hold.
 */
export async function checkApplication(input: {
  application: KeyApplication;
  /** DER. */
  roots: readonly Uint8Array[];
  /** Unix seconds. */
  at: number;
}): Promise<{ key: RegisteredIssuerKey; status: StatusFacts; did: string }> {
  const { certificate, lists } = input.application;
  await checkIssuerCertificate({ ...input, certificate });
  const { did, schemaHash, epoch, endsAt, publicKey } = certificate.statement;
  const tree = await readStatusLists(lists);
  checkSigned(lists, publicKey);
  const certificateHash = certificateFingerprint(certificate.chain[0]!);
  return {
    did,
    key: { departmentId: departmentIdOf(did), schemaHash, epoch, endsAt, certificateHash, publicKey },
    status: { statusRoot: tree.root, listsHash: listsHash(lists) },
  };
}

function checkSigned(lists: StatusListFiles, publicKey: Point): void {
  for (const purpose of ["revocation", "suspension"] as const) {
    const source = `The ${purpose} list`;
    checkStatusListProof(parseJson({ text: decodeUtf8(lists[purpose]) ?? "", source }), publicKey);
  }
}
