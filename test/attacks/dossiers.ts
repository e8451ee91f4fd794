import { poseidon } from "../../src/crypto/poseidon.ts";
import { attributeLeaves, credentialHash } from "../../src/protocol/credential/credential.ts";
import { encodeValue } from "../../src/protocol/credential/encoding.ts";
import { disclosureHash } from "../../src/protocol/credential/disclosure.ts";
import { policyHash, policySlots, scopeIdOf, verifierIdOf } from "../../src/protocol/credential/policy-hash.ts";
import { RESIDENT } from "../protocol/credential/fixtures.ts";
import { CHAIN_ID, ENROLMENT, REGISTRY, contextOf, type Act, type Person, type World } from "./world.ts";

/** All numbers that one party has of one person, or of one pseudonym, each under its name. */
export interface Dossier {
  /** Whose, for the scoring. */
  readonly person: number;
  readonly numbers: ReadonlyMap<string, bigint>;
  /** Names among `numbers` of those that are the person's alone and not drawn for one use. */
  readonly identifying: readonly string[];
  /** What would be shown of this person, by policy: four values each. */
  readonly shown: readonly (readonly bigint[])[];
}

/** Public numbers that derivations may use. */
export interface Constants {
  readonly all: readonly bigint[];
  readonly scopes: readonly { readonly verifierId: bigint; readonly scopeId: bigint }[];
}

export function publicConstants({ policies, status }: Pick<World, "policies" | "status">): Constants {
  const scopes = policies.map((policy) => ({ verifierId: verifierIdOf(policy), scopeId: scopeIdOf(policy) }));
  const hashes = policies.map((policy) => policyHash(policy, RESIDENT));
  const contexts = policies.map(contextOf);
  const places = [CHAIN_ID, ENROLMENT.enrolmentId, BigInt(ENROLMENT.contract), BigInt(REGISTRY)];
  const ids = scopes.flatMap(({ verifierId, scopeId }) => [verifierId, scopeId]);
  return { all: [...new Set([...ids, ...hashes, ...contexts, ...places, status.root, RESIDENT.hash])], scopes };
}

/** Everything that an issuer has: the record, the request, the credential with its salts, the place in the status lists. */
export function issuerDossier(
  { index, identity, credential, request }: Person,
  world: Pick<World, "policies">,
): Dossier {
  const { subject, salts, nonce, statusIndex, signature, holder } = credential;
  const leaves = attributeLeaves(credential);
  const numbers = new Map<string, bigint>([
    ["commitment", holder],
    ["public key, x", identity.publicKey[0]],
    ["public key, y", identity.publicKey[1]],
    ["credential hash", credentialHash(credential)],
    ["attributes root", poseidon(leaves)],
    ["nonce", nonce],
    ["place in the status lists", BigInt(statusIndex)],
    ["signature, R8.x", signature.r8[0]],
    ["signature, R8.y", signature.r8[1]],
    ["signature, S", signature.s],
    ["request, R8.x", request.r8[0]],
    ["request, R8.y", request.r8[1]],
    ["request, S", request.s],
  ]);
  const identifying = [...numbers.keys(), "personNumber", "birthDate"];
  for (const attribute of RESIDENT.attributes) {
    const value = subject[attribute.name];
    if (value !== undefined) numbers.set(attribute.name, encodeValue(attribute, value));
  }
  salts.forEach((salt, at) => numbers.set(`salt ${at}`, salt));
  leaves.forEach((leaf, at) => numbers.set(`leaf ${at}`, leaf));
  const shown = world.policies.map((policy) =>
    policySlots(policy, RESIDENT).map(({ attribute, show }) =>
      attribute === undefined || show === "nothing" ? 0n : numbers.get(attribute.name)!,
    ),
  );
  const distinct = new Map(shown.map((values) => [values.join(), values]));
  return { person: index, numbers, identifying, shown: [...distinct.values()] };
}

/** What a verifier and the public have of one pseudonym. */
export function verifierDossier({ person, pseudonym, disclosure }: Act): Dossier {
  const numbers = new Map<string, bigint>([
    ["pseudonym", pseudonym],
    ["disclosure salt", disclosure.salt],
  ]);
  disclosure.clear.forEach((value, at) => value > 0n && numbers.set(`shown ${at}`, value));
  numbers.set("disclosure hash", disclosureHash(disclosure));
  return { person, numbers, identifying: ["pseudonym", "disclosure salt"], shown: [disclosure.clear] };
}
