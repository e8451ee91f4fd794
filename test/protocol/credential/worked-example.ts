import { poseidon } from "../../../src/crypto/poseidon.ts";
import { attributeLeaves, credentialHash } from "../../../src/protocol/credential/credential.ts";
import { encodeValue } from "../../../src/protocol/credential/encoding.ts";
import { policyFields, policyHash } from "../../../src/protocol/credential/policy-hash.ts";
import { parsePolicy } from "../../../src/protocol/credential/policy.ts";
import { pseudonymOf } from "../../../src/protocol/credential/pseudonym.ts";
import { SCHEMAS } from "../../../src/protocol/credential/schemas.ts";
import { trustLeaf } from "../../../src/protocol/credential/trust-tree.ts";
import { CLAIMS, CREDENTIAL, HOLDER, ISSUER, POLICY, RESIDENT, SUBJECT, registry, statusTree } from "./fixtures.ts";

/** Every number of the worked example in docs/credentials.md, as [name, value] in the order in which they are told. */
export async function workedExample(): Promise<[string, string | bigint][]> {
  const leaves = attributeLeaves(CLAIMS);
  const values = RESIDENT.attributes.flatMap((attribute): [string, bigint][] => {
    const value = (SUBJECT as Readonly<Record<string, string | boolean>>)[attribute.name];
    return value === undefined ? [] : [[`value of ${attribute.name}`, encodeValue(attribute, value)]];
  });
  const policy = parsePolicy(POLICY, SCHEMAS);
  const { verifierId, scopeId, termsHash } = policyFields(policy, RESIDENT);
  const status = await statusTree();
  const entry = { issuerKey: ISSUER.publicKey, schemaHash: RESIDENT.hash, statusRoot: status.root };
  return [
    ["schemaHash", RESIDENT.hash],
    ["attribute id of birthDate", RESIDENT.attributes[2]!.id],
    ...values,
    ["leaf 2 (birthDate)", leaves[2]!],
    ["leaf 10 (portraitHash, absent)", leaves[10]!],
    ["leaf 11 (no attribute)", leaves[11]!],
    ["attributesRoot", poseidon(leaves)],
    ["holder", HOLDER.commitment],
    ["credential hash", credentialHash(CLAIMS)],
    ["issuer key, x", ISSUER.publicKey[0]],
    ["issuer key, y", ISSUER.publicKey[1]],
    ["R8.x", CREDENTIAL.signature.r8[0]],
    ["R8.y", CREDENTIAL.signature.r8[1]],
    ["S", CREDENTIAL.signature.s],
    ["statusRoot (nothing marked)", status.root],
    ["trust leaf", trustLeaf(entry)],
    ["trustRoot", (await registry(status)).root],
    ["verifierId", verifierId],
    ["scopeId", scopeId],
    ["termsHash", termsHash],
    ["policyHash", policyHash(policy, RESIDENT)],
    ["pseudonym", pseudonymOf({ secret: HOLDER.secret, verifierId, scopeId })],
  ];
}
