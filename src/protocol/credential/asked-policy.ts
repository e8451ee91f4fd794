import { z } from "zod";
import type { Locale } from "../describe-rules.ts";
import { describePairPolicy } from "./describe-pair-policy.ts";
import { describePolicy } from "./describe-policy.ts";
import { PAIR_POLICY_FORMAT, pairPolicyHash, pairPolicyText, parsePairPolicy, type PairPolicy } from "./pair-policy.ts";
import { policyTerms, type PolicyTerms } from "./policy-terms.ts";
import { parsePolicy, policyText, schemaOf, type Policy } from "./policy.ts";
import type { CredentialSchema } from "./schema.ts";

/** A policy of one credential, with the schema of that credential. */
export interface PolicyPart {
  readonly policy: Policy;
  readonly schema: CredentialSchema;
}

/** What a verifier asks of one credential, or of two at once, with all that follows from its text. */
export interface AskedPolicy {
  /** The policy, or the two of a pair. */
  readonly parts: readonly [PolicyPart, ...PolicyPart[]];
  /** Of two credentials; undefined for a policy of one. */
  readonly pair: PairPolicy | undefined;
  /** RFC 8785 text of the file. */
  readonly text: string;
  readonly terms: PolicyTerms;
}

type Schemas = ReadonlyMap<string, CredentialSchema>;

const pairFormat = z.looseObject({ format: z.literal(PAIR_POLICY_FORMAT) });

/** Takes a policy's file of either form. */
export function parseAskedPolicy(json: unknown, schemas: Schemas): AskedPolicy {
  return pairFormat.safeParse(json).success ? askPair(json, schemas) : askOne(json, schemas);
}

function askOne(json: unknown, schemas: Schemas): AskedPolicy {
  const policy = parsePolicy(json, schemas);
  const schema = schemaOf(policy, schemas);
  return {
    parts: [{ policy, schema }],
    pair: undefined,
    text: policyText(policy),
    terms: policyTerms(policy, schema),
  };
}

/** All terms but schema and requests are the same of both. */
function askPair(json: unknown, schemas: Schemas): AskedPolicy {
  const pair = parsePairPolicy(json, schemas);
  const partOf = (policy: Policy): PolicyPart => ({ policy, schema: schemaOf(policy, schemas) });
  const [first, second] = [partOf(pair.first), partOf(pair.second)];
  const shared = policyTerms(first.policy, first.schema);
  return {
    parts: [first, second],
    pair,
    text: pairPolicyText(pair),
    terms: { ...shared, policyHash: pairPolicyHash(pair, schemas), circuit: "presentation-pair" },
  };
}

/** What a holder consents to, in plain sentences. */
export function describeAskedPolicy({ parts, pair }: AskedPolicy, locale: Locale): string[] {
  if (pair === undefined) return describePolicy({ ...parts[0], locale });
  return describePairPolicy({ pair, schemas: new Map(parts.map(({ schema }) => [schema.id, schema])), locale });
}

/** How a shown attribute is called: by its name, in a pair with the credential before it. */
export function shownName({ pair }: AskedPolicy, place: { part: number; attribute: string }): string {
  if (pair === undefined) return place.attribute;
  return `${place.part === 0 ? "first" : "second"}.${place.attribute}`;
}
