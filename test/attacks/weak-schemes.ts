import { FIELD, mod } from "../../src/crypto/field.ts";
import { poseidon } from "../../src/crypto/poseidon.ts";
import { scopeIdOf, verifierIdOf } from "../../src/protocol/credential/policy-hash.ts";
import { ENROLMENT, POLICIES, type Scheme } from "./world.ts";

/** Ways in which one could have got it wrong, each with the attack that must notice. */
export const WEAK_SCHEMES: readonly {
  what: string;
  scheme: Scheme;
  found: "hash" | "dictionary" | "words" | "relation" | "chain";
}[] = [
  {
    what: "pseudonyms made of the commitment and the verifier",
    found: "hash",
    scheme: { pseudonym: ({ person, policy }) => poseidon([person.identity.commitment, verifierIdOf(policy)]) },
  },
  {
    what: "pseudonyms made of the public key and the scope",
    found: "hash",
    scheme: {
      pseudonym: ({ person, policy }) =>
        poseidon([person.identity.publicKey[0], verifierIdOf(policy), scopeIdOf(policy)]),
    },
  },
  {
    what: "pseudonyms made of the credential's nonce",
    found: "hash",
    scheme: { pseudonym: ({ person, policy }) => poseidon([person.credential.nonce, scopeIdOf(policy)]) },
  },
  {
    what: "pseudonyms made of the place in the status lists",
    found: "hash",
    scheme: { pseudonym: ({ person, policy }) => poseidon([BigInt(person.credential.statusIndex), scopeIdOf(policy)]) },
  },
  {
    what: "pseudonyms that are one for all of a verifier's scopes",
    found: "words",
    scheme: { pseudonym: ({ person, policy }) => poseidon([person.identity.secret, verifierIdOf(policy)]) },
  },
  {
    what: "pseudonyms that are one secret number moved by the scope",
    found: "relation",
    scheme: { pseudonym: ({ person, policy }) => mod(poseidon([person.identity.secret]) + scopeIdOf(policy), FIELD) },
  },
  {
    what: "pseudonyms that are one secret number times the scope",
    found: "relation",
    scheme: { pseudonym: ({ person, policy }) => mod(poseidon([person.identity.secret]) * scopeIdOf(policy), FIELD) },
  },
  {
    what: "pseudonyms of which the next is a hash of the first",
    found: "chain",
    scheme: {
      pseudonym({ person, policy }) {
        const first = poseidon([person.identity.secret]);
        return policy === POLICIES[0] ? first : poseidon([first, scopeIdOf(policy)]);
      },
    },
  },
  { what: "disclosure hashes without a salt", found: "dictionary", scheme: { disclosureSalt: () => 0n } },
  {
    what: "disclosure hashes salted by what the issuer knows",
    found: "hash",
    scheme: { disclosureSalt: ({ person }) => person.credential.salts[2]! },
  },
  {
    what: "disclosure hashes with one salt for each holder",
    found: "words",
    scheme: { disclosureSalt: ({ person }) => poseidon([person.identity.secret]) },
  },
  {
    what: "enrolment under the commitment that the issuer knows",
    found: "hash",
    scheme: { enrolmentCommitment: ({ identity }) => identity.commitment },
  },
  {
    what: "enrolment under a hash of the commitment that the issuer knows",
    found: "hash",
    scheme: { enrolmentCommitment: ({ identity }) => poseidon([identity.commitment, ENROLMENT.enrolmentId]) },
  },
];
