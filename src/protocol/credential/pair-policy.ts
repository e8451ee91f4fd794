import canonicalize from "canonicalize";
import { z } from "zod";
import { poseidon } from "../../crypto/poseidon.ts";
import { PsephosError } from "../../errors.ts";
import { firstIssue, withDecimals } from "../json.ts";
import type { AttributeType } from "./encoding.ts";
import { SLOT_COUNT } from "./params.ts";
import { policyHash, type PolicyHash } from "./policy-hash.ts";
import { parsePolicy, policyText, schemaOf, type Policy } from "./policy.ts";
import { attributeName, attributeNamed, type CredentialSchema } from "./schema.ts";
import { CREDENTIAL_TAG } from "./tags.ts";

/**
 * What a verifier asks of two credentials of one holder at once. The two policies differ in schema and requests alone, so that there is
 * one purpose, one ground and one set of terms; nothing is sealed. One credential cannot meet both.
 */
export interface PairPolicy {
  readonly format: typeof PAIR_POLICY_FORMAT;
  readonly first: Policy;
  readonly second: Policy;
  /** Attributes that must have the same value in both; none twice. They need not be shown. */
  readonly equal: readonly Equality[];
}

export interface Equality {
  /** Name of an attribute about which the first policy asks. */
  readonly first: string;
  /** The same of the second. */
  readonly second: string;
}

export const PAIR_POLICY_FORMAT = "psephos.pair-policy/1";

const pairForm = z.strictObject({
  format: z.literal(PAIR_POLICY_FORMAT),
  first: z.unknown(),
  second: z.unknown(),
  equal: z.array(z.strictObject({ first: attributeName, second: attributeName })).max(SLOT_COUNT * SLOT_COUNT),
});

type Schemas = ReadonlyMap<string, CredentialSchema>;

/** Refuses what `parsePolicy` refuses of either policy, and equalities of what cannot be compared. */
export function parsePairPolicy(json: unknown, schemas: Schemas): PairPolicy {
  const parsed = pairForm.safeParse(json);
  if (!parsed.success) throw malformed(firstIssue(parsed.error));
  const { format, equal } = parsed.data;
  const [first, second] = [parsePolicy(parsed.data.first, schemas), parsePolicy(parsed.data.second, schemas)];
  const different = differentTerm(first, second);
  if (different !== undefined) throw malformed(`its policies differ in ${different}; only schema and requests may`);
  if (first.verifierKey !== undefined)
    throw malformed("a pair cannot seal values; show them in the clear, or not at all");
  const pair: PairPolicy = { format, first, second, equal };
  equal.forEach((equality) => checkEquality(equality, { pair, schemas }));
  const places = equal.map((equality) => placeOf(equality, pair));
  if (new Set(places).size !== places.length) throw malformed("it asks for an equality twice");
  return pair;
}

/** RFC 8785 text: one form for one pair, with the equalities in the order of the slots. */
export function pairPolicyText(pair: PairPolicy): string {
  const equal = [...pair.equal].sort((left, right) => placeOf(left, pair) - placeOf(right, pair));
  return canonicalize(JSON.parse(JSON.stringify({ ...pair, equal }, withDecimals)))!;
}

/** Poseidon4(TAG_POLICY, policyHash of the first, of the second, equalities): no policy of one credential has such a hash. */
export function pairPolicyHash(pair: PairPolicy, schemas: Schemas): PolicyHash {
  const hashes = [pair.first, pair.second].map((policy) => policyHash(policy, schemaOf(policy, schemas)));
  const packed = equalSlots(pair)
    .flat()
    .reduce((sum, bit, place) => sum + (bit << BigInt(place)), 0n);
  return poseidon([CREDENTIAL_TAG.POLICY, ...hashes, packed]) as PolicyHash;
}

/** As the circuit takes the equalities: row i, column j is 1 where slot i of the first has the value of slot j of the second. */
export function equalSlots(pair: PairPolicy): bigint[][] {
  const places = new Set(pair.equal.map((equality) => placeOf(equality, pair)));
  const slots = Array.from({ length: SLOT_COUNT }, (_, slot) => slot);
  return slots.map((row) => slots.map((column) => (places.has(SLOT_COUNT * row + column) ? 1n : 0n)));
}

function placeOf({ first, second }: Equality, pair: PairPolicy): number {
  return SLOT_COUNT * slotOf(first, pair.first) + slotOf(second, pair.second);
}

function slotOf(attribute: string, { requests }: Policy): number {
  const slot = requests.findIndex((request) => request.attribute === attribute);
  if (slot < 0) throw malformed(`it compares ${attribute}, about which its policy does not ask`);
  return slot;
}

/** Equal elements mean equal values only within one encoding. */
function checkEquality(equality: Equality, { pair, schemas }: { pair: PairPolicy; schemas: Schemas }): void {
  placeOf(equality, pair);
  const first = attributeNamed(schemaOf(pair.first, schemas), equality.first);
  const second = attributeNamed(schemaOf(pair.second, schemas), equality.second);
  if (encodingText(first) !== encodingText(second)) {
    throw malformed(`${first.name} and ${second.name} are encoded differently and cannot be compared`);
  }
}

/** Elements of enumerations are places in a list, those of amounts depend on the digits after the point. */
function encodingText({ encoding, values, fractionDigits }: AttributeType): string {
  return JSON.stringify([encoding, values, fractionDigits]);
}

/** Name of a field other than schema and requests in which the policies are not the same. */
function differentTerm(first: Policy, second: Policy): string | undefined {
  const [one, other] = [first, second].map((policy) => policyTerms(policy));
  return Object.keys({ ...one, ...other }).find((name) => one![name] !== other![name]);
}

/** Each field but schema and requests as RFC 8785 text. */
function policyTerms(policy: Policy): Readonly<Record<string, string | undefined>> {
  const { schema: _schema, requests: _requests, ...terms } = JSON.parse(policyText(policy)) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(terms).map(([name, value]) => [name, canonicalize(value)]));
}

function malformed(reason: string): PsephosError {
  return new PsephosError("POLICY_MALFORMED", `The policy on two credentials is not valid: ${reason}.`);
}
