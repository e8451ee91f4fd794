import { Interface, keccak256, toUtf8Bytes } from "ethers";
import { FIELD, mod } from "../../src/crypto/field.ts";
import { attestationContext, enrolmentContext, type ContextHash } from "../../src/protocol/credential/context.ts";
import { signClaims, type SignedClaims } from "../../src/protocol/credential/credential.ts";
import { disclosureHash, type Disclosure } from "../../src/protocol/credential/disclosure.ts";
import { enrolmentIdentity } from "../../src/protocol/credential/enrolment-identity.ts";
import { parsePolicy, type Policy } from "../../src/protocol/credential/policy.ts";
import { preparePresentation, type PreparedPresentation } from "../../src/protocol/credential/presentation.ts";
import { SCHEMAS } from "../../src/protocol/credential/schemas.ts";
import { emptyList } from "../../src/protocol/credential/status-list.ts";
import { StatusTree } from "../../src/protocol/credential/status-tree.ts";
import { buildTrustTree } from "../../src/protocol/credential/trust-tree.ts";
import { createIdentity, signAs, type Identity } from "../../src/protocol/identity.ts";
import type { Signature } from "../../src/crypto/eddsa.ts";
import { ISSUED_AT, ISSUER, POLICY, RESIDENT } from "../protocol/credential/fixtures.ts";

/**
 * A town whose people prove six policies of three departments, the last one to enrol for an election. Public words are what the holder's
 * own code computes; random words stand for the proofs, which are as random. A scheme can be weakened, to show that the
 * attacks find what there is to find.
 */

export interface Person {
  readonly index: number;
  readonly identity: Identity;
  readonly credential: SignedClaims;
  /** With which the person asked for the credential. */
  readonly request: Signature;
}

/** One transaction of one person, as the chain shows it. Who it was is for the scoring alone. */
export interface Act {
  readonly person: number;
  /** Verifier and scope. */
  readonly service: string;
  /** All words of the calldata. */
  readonly words: readonly bigint[];
  readonly pseudonym: bigint;
  /** What the verifier holds beside it. */
  readonly disclosure: Disclosure;
}

export interface World {
  readonly people: readonly Person[];
  readonly policies: readonly Policy[];
  readonly acts: readonly Act[];
  readonly status: StatusTree;
  readonly trustRoot: bigint;
}

/** What a holder derives, from what. */
export interface Scheme {
  readonly pseudonym?: (input: { person: Person; policy: Policy }) => bigint;
  readonly disclosureSalt?: (input: { person: Person; policy: Policy }) => bigint;
  readonly enrolmentCommitment?: (person: Person) => bigint;
}

export const CHAIN_ID = 31337n;
export const REGISTRY = `0x${"a7".repeat(20)}`;
export const ENROLMENT = { chainId: CHAIN_ID, contract: `0x${"e4".repeat(20)}`, enrolmentId: 1n };
export const NOW = ISSUED_AT + 86_400n;
/** Person numbers are drawn from a range that can be searched. */
export const PERSON_NUMBERS = 10_000;
const DISTRICTS = 10;

const CALLS = new Interface([
  "function attest(uint256 policyId, uint256[] items)",
  "function enrol(uint256 enrolmentId, uint256[] items, uint256[] commitments)",
]);

const asked = (attribute: string, show: string) => ({ attribute, predicate: { operator: "exists" }, show });
const DISTRICT = asked("district", "clear");

/** Some show enough to know the person by: what one verifier learns must not be found by others. */
export const POLICIES: readonly Policy[] = [
  { verifier: "did:web:housing.example", scope: "subsidy-2026", requests: [DISTRICT] },
  {
    verifier: "did:web:housing.example",
    scope: "waiting-list",
    requests: [asked("birthDate", "clear"), asked("personNumber", "clear")],
  },
  { verifier: "did:web:library.example", scope: "card", requests: [DISTRICT] },
  { verifier: "did:web:library.example", scope: "rooms", requests: [asked("birthDate", "clear")] },
  { verifier: "did:web:clinic.example", scope: "appointments", requests: [asked("personNumber", "clear")] },
  // A scope of its own: in one scope with another policy, everybody would stand under the same pseudonym there.
  { verifier: "did:web:housing.example", scope: "electorate-2026", requests: [DISTRICT] },
].map((changes) => parsePolicy({ ...POLICY, ...changes }, SCHEMAS));

/** Policies for attestations; the last one is for the enrolment. */
const ELECTORATE = POLICIES.at(-1)!;

/** The same people and presentations under any scheme: preparing them is most of the work. */
export interface Town {
  readonly people: readonly Person[];
  readonly status: StatusTree;
  readonly presentations: readonly Presented[];
}

interface Presented {
  readonly person: Person;
  readonly policy: Policy;
  readonly prepared: PreparedPresentation;
}

export async function foundTown(size: number): Promise<Town> {
  const people = Array.from({ length: size }, (_, index) => createPerson(index));
  const status = await StatusTree.of({ revocation: emptyList(), suspension: emptyList() });
  const entry = { issuerKey: ISSUER.publicKey, schemaHash: RESIDENT.hash, statusRoot: status.root };
  const trust = await buildTrustTree([entry]);
  const presentations = people.flatMap((person) =>
    POLICIES.map((policy): Presented => {
      const draw = drawer(`${serviceOf(policy)} by person ${person.index}`);
      const { credential, identity } = person;
      // Holders name the time of the chain's latest block. Here many share one; where few do, the time itself links: not attacked here.
      const now = NOW + 900n * (draw() % 96n);
      const contextHash = contextOf(policy);
      const secrets = { secret: identity.secret, disclosureSalt: draw() };
      const prepared = preparePresentation({ policy, credential, now, contextHash, status, trust, ...secrets });
      return { person, policy, prepared };
    }),
  );
  return { people, status, presentations };
}

export function liveIn({ people, status, presentations }: Town, scheme: Scheme = {}): World {
  const acts = presentations.map((presented) => actOf(presented, scheme));
  const { trustRoot } = presentations[0]!.prepared.signals;
  return { people, policies: POLICIES, status, trustRoot, acts: shuffled(acts) };
}

function actOf({ person, policy, prepared }: Presented, scheme: Scheme): Act {
  const { signals } = prepared;
  const service = serviceOf(policy);
  const pseudonym = scheme.pseudonym?.({ person, policy }) ?? signals.pseudonym;
  const salt = scheme.disclosureSalt?.({ person, policy }) ?? prepared.disclosure.salt;
  const disclosure = { ...prepared.disclosure, salt };
  const proof = Array.from({ length: 8 }, drawer(`proof for ${service} by person ${person.index}`));
  const rest = [signals.trustRoot, signals.now, pseudonym, disclosureHash(disclosure)];
  const seen = { person: person.index, service, pseudonym, disclosure };
  if (policy !== ELECTORATE) {
    const policyId = policyIdOf(policy);
    return { ...seen, words: wordsOf(CALLS.encodeFunctionData("attest", [policyId, [...proof, ...rest]])) };
  }
  // Enrols a commitment made for the purpose.
  const commitment = scheme.enrolmentCommitment?.(person) ?? enrolmentIdentity(person.identity, ENROLMENT).commitment;
  const items = [...proof, enrolmentContext({ ...ENROLMENT, commitment }), ...rest];
  return { ...seen, words: wordsOf(CALLS.encodeFunctionData("enrol", [ENROLMENT.enrolmentId, items, [commitment]])) };
}

function createPerson(index: number): Person {
  const identity = createIdentity(Buffer.from(keccak256(toUtf8Bytes(`person ${index}`)).slice(2), "hex"));
  const draw = drawer(`issuer's record ${index}`);
  const below = (limit: number): number => Number(draw() % BigInt(limit));
  const subject = {
    familyName: `Family ${below(700)}`,
    givenName: `Given ${below(300)}`,
    birthDate: new Date(Date.UTC(1930, 0, 1) + below(28_000) * 86_400_000).toISOString().slice(0, 10),
    sex: below(2) === 0 ? "female" : "male",
    nationality: "156",
    personNumber: personNumber(below(PERSON_NUMBERS)),
    district: `D-${index % DISTRICTS}`,
    address: `${below(300)} Harbour Street`,
    residentSince: "2015-09-01",
    permanentResident: true,
  };
  const claims = {
    schema: RESIDENT,
    subject,
    holder: identity.commitment,
    validFrom: ISSUED_AT,
    validUntil: ISSUED_AT + 31_536_000n,
    statusIndex: 1000 + index,
    salts: Array.from({ length: 16 }, draw),
    nonce: draw(),
  };
  return { index, identity, credential: signClaims(claims, ISSUER), request: signAs(identity, BigInt(index)) };
}

export function personNumber(number: number): string {
  return `110101${number.toString().padStart(5, "0")}`;
}

/** In the registry, where the policies were published in their order. */
function policyIdOf(policy: Policy): bigint {
  return BigInt(POLICIES.indexOf(policy) + 1);
}

/** What a presentation to be attested under the policy is bound to. */
export function contextOf(policy: Policy): ContextHash {
  return attestationContext({ chainId: CHAIN_ID, contract: REGISTRY, policyId: policyIdOf(policy) });
}

export function serviceOf({ verifier, scope }: Policy): string {
  return `${verifier}#${scope}`;
}

/** Field elements one after another, the same ones for the same label: stands for a random generator that can be repeated. */
export function drawer(label: string): () => bigint {
  let count = 0;
  return () => mod(BigInt(keccak256(toUtf8Bytes(`${label}, draw ${count++}`))), FIELD);
}

export function wordsOf(calldata: string): bigint[] {
  return [...calldata.slice(10).matchAll(/.{64}/g)].map(([hex]) => BigInt(`0x${hex}`));
}

function shuffled(acts: readonly Act[]): Act[] {
  const draw = drawer("order of the relayer");
  return acts
    .map((act) => ({ act, place: draw() }))
    .sort((left, right) => (left.place < right.place ? -1 : 1))
    .map(({ act }) => act);
}
