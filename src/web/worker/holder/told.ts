import { describeAskedPolicy, type AskedPolicy, type PolicyPart } from "../../../protocol/credential/asked-policy.ts";
import type { Credential } from "../../../protocol/credential/credential-json.ts";
import type { AttributeValue } from "../../../protocol/credential/encoding.ts";
import { describePredicate } from "../../../protocol/credential/describe-predicate.ts";
import { attributeNamed, type Attribute, type CredentialSchema } from "../../../protocol/credential/schema.ts";
import { tellValue } from "../../../protocol/credential/tell-value.ts";
import type { BilingualText } from "../../../protocol/manifest.ts";
import type { PublishedPolicy } from "../../../roles/published-policy.ts";

/** What the page shows of credentials and policies: plain data, every text in both languages, so that a switch needs no question. */

export interface ToldAttribute {
  readonly name: string;
  readonly label: BilingualText;
  readonly value: BilingualText;
}

export interface ToldCredential {
  readonly id: string;
  readonly schema: string;
  readonly title: BilingualText;
  /** The department, as did:web. */
  readonly issuer: string;
  /** Unix seconds, the second exclusive. */
  readonly validFrom: number;
  readonly validUntil: number;
  readonly attributes: readonly ToldAttribute[];
}

export interface ToldSchema {
  readonly id: string;
  readonly title: BilingualText;
  readonly attributes: readonly { readonly name: string; readonly label: BilingualText }[];
}

/** One question of a policy. */
export interface ToldQuestion {
  readonly name: string;
  /** Of which of the policy's credentials, from 0. */
  readonly part: number;
  readonly label: BilingualText;
  /** "it is on or before 2008-01-01". */
  readonly statement: BilingualText;
  /** Nothing is stated of it but that there is one. */
  readonly isExistence: boolean;
  readonly show: "nothing" | "clear" | "sealed";
}

export interface ToldPolicy {
  /** In the registry; undefined for one that a request tells itself. */
  readonly policyId: bigint | undefined;
  readonly retired: boolean;
  readonly verifier: string;
  readonly scope: string;
  readonly title: BilingualText;
  readonly purpose: BilingualText;
  readonly legalBasis: BilingualText;
  /** One, or two at once. */
  readonly schemas: readonly ToldSchema[];
  readonly questions: readonly ToldQuestion[];
  /** In a policy on two credentials, labels of what must be the same in both. */
  readonly equal: readonly { readonly first: BilingualText; readonly second: BilingualText }[];
  /** Attributes of the credentials of which nothing is asked. */
  readonly unasked: readonly BilingualText[];
  readonly retentionDays: number;
  /** How long a confirmation holds at most. */
  readonly validitySeconds: number;
  readonly lapses: boolean;
  readonly revocable: boolean;
  /** Everything, sentence by sentence. */
  readonly inFull: { readonly en: readonly string[]; readonly zh: readonly string[] };
}

export function tellCredential({ id, schema, issuer, validFrom, validUntil, subject }: Credential): ToldCredential {
  return {
    ...{ id, issuer, schema: schema.id, title: schema.label },
    validFrom: Number(validFrom),
    validUntil: Number(validUntil),
    attributes: schema.attributes.flatMap((attribute) => {
      const value = subject[attribute.name];
      return value === undefined ? [] : [tellAttribute(attribute, value)];
    }),
  };
}

export function tellAttribute(attribute: Attribute, value: AttributeValue): ToldAttribute {
  const { name, label } = attribute;
  return { name, label, value: inBoth((locale) => tellValue({ attribute, value, locale })) };
}

export function tellSchema({ id, label, attributes }: CredentialSchema): ToldSchema {
  return { id, title: label, attributes: attributes.map((each) => ({ name: each.name, label: each.label })) };
}

export function tellPolicy(asked: AskedPolicy | PublishedPolicy): ToldPolicy {
  const { parts, terms } = asked;
  const { verifier, scope, title, purpose, retentionDays } = parts[0].policy;
  const holds = terms.lapses ? Math.min(terms.validity, terms.maxStatusAge) : terms.validity;
  return {
    policyId: "policyId" in asked ? asked.policyId : undefined,
    retired: "retired" in asked && asked.retired,
    ...{ verifier, scope, title, retentionDays },
    ...{ purpose: purpose.text, legalBasis: purpose.legalBasis },
    schemas: parts.map(({ schema }) => tellSchema(schema)),
    questions: parts.flatMap(questionsOf),
    equal: equalitiesOf(asked),
    unasked: parts.flatMap(unaskedOf),
    validitySeconds: holds,
    lapses: terms.lapses,
    revocable: terms.revocable,
    inFull: { en: describeAskedPolicy(asked, "en"), zh: describeAskedPolicy(asked, "zh") },
  };
}

function questionsOf({ policy, schema }: PolicyPart, part: number): ToldQuestion[] {
  return policy.requests.map(({ attribute: name, predicate, show }) => {
    const attribute = attributeNamed(schema, name);
    const { encoding, label } = attribute;
    const statement = inBoth((locale) =>
      describePredicate({
        ...{ predicate, encoding, locale },
        display: (value) => tellValue({ attribute, value, locale }),
      }),
    );
    return { name, part, label, statement, show, isExistence: predicate.operator === "exists" };
  });
}

function unaskedOf({ policy, schema }: PolicyPart): BilingualText[] {
  const asked = new Set(policy.requests.map(({ attribute }) => attribute));
  return schema.attributes.filter(({ name }) => !asked.has(name)).map(({ label }) => label);
}

function equalitiesOf({ parts, pair }: AskedPolicy): ToldPolicy["equal"] {
  const [first, second] = parts;
  if (pair === undefined || second === undefined) return [];
  return pair.equal.map((equality) => ({
    first: attributeNamed(first.schema, equality.first).label,
    second: attributeNamed(second.schema, equality.second).label,
  }));
}

function inBoth(say: (locale: "en" | "zh") => string): BilingualText {
  return { en: say("en"), zh: say("zh") };
}
