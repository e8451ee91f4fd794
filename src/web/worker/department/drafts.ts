import { latestTime } from "../../../chain/time.ts";
import { isPsephosError } from "../../../errors.ts";
import { latestBirthDate } from "../../../protocol/credential/age.ts";
import { parseAskedPolicy, type AskedPolicy } from "../../../protocol/credential/asked-policy.ts";
import { decodeTime, type AttributeValue } from "../../../protocol/credential/encoding.ts";
import { POLICY_FORMAT } from "../../../protocol/credential/policy.ts";
import { toCircuit, type Predicate } from "../../../protocol/credential/predicate.ts";
import { attributeNamed, type CredentialSchema } from "../../../protocol/credential/schema.ts";
import { SCHEMAS } from "../../../protocol/credential/schemas.ts";
import type { BilingualText } from "../../../protocol/manifest.ts";
import { findSchema } from "../../../roles/find-schema.ts";
import { heldChain } from "../session.ts";

/** A statement as the builder has it: a predicate, or an age on the day on which the policy is made. */
export type DraftStatement =
  Predicate | { readonly operator: "atLeastYearsAgo" | "lessThanYearsAgo"; readonly years: number };

export interface DraftRequest {
  readonly attribute: string;
  readonly statement: DraftStatement;
  readonly show: "nothing" | "clear" | "sealed";
}

/** What an official filled in. Nothing of it is believed. */
export interface PolicyDraft {
  readonly verifier: string;
  readonly scope: string;
  readonly title: BilingualText;
  /** A term of the Data Privacy Vocabulary. */
  readonly purposeId: string;
  readonly purpose: BilingualText;
  readonly legalBasis: BilingualText;
  readonly schema: string;
  readonly requests: readonly DraftRequest[];
  /** Of what is sealed: two coordinates, decimal. */
  readonly verifierKey: readonly [string, string] | undefined;
  readonly retentionDays: number;
  readonly validitySeconds: number;
  readonly maxStatusAgeSeconds: number;
  readonly onRevocation: "stands" | "lapses";
  readonly revocable: boolean;
}

/** Time that a person has from proof to record. */
const MAX_CLOCK_SKEW_SECONDS = 900;

/** The draft as a policy with all its terms; POLICY_MALFORMED says what is wrong with it. */
export async function askedOf(draft: PolicyDraft): Promise<AskedPolicy> {
  return parseAskedPolicy(await policyJson(draft), SCHEMAS);
}

/** The policy's file. */
export async function policyJson(draft: PolicyDraft): Promise<object> {
  const { purposeId, purpose, legalBasis, requests, verifierKey, ...terms } = draft;
  const today = await todayOnChain();
  return {
    ...terms,
    format: POLICY_FORMAT,
    version: 1,
    purpose: { id: purposeId, text: purpose, legalBasis },
    requests: requests.map(({ attribute, statement, show }) => ({
      ...{ attribute, show },
      predicate: predicateOf(statement, today),
    })),
    ...(verifierKey === undefined ? {} : { verifierKey }),
    maxClockSkewSeconds: MAX_CLOCK_SKEW_SECONDS,
  };
}

/** Which of the questions cannot be asked so, by their place: a value that is none of its kind, or bounds that leave nobody. */
export async function wrongRequests({ schema: id, requests }: Pick<PolicyDraft, "schema" | "requests">) {
  const schema = findSchema(id);
  const today = await todayOnChain();
  return requests.flatMap((request, place) => (isAskable({ request, schema, today }) ? [] : [place]));
}

function isAskable(input: { request: DraftRequest; schema: CredentialSchema; today: string }): boolean {
  const { request, schema, today } = input;
  try {
    toCircuit(attributeNamed(schema, request.attribute), predicateOf(request.statement, today));
    return true;
  } catch (error) {
    if (isPsephosError(error)) return false;
    throw error;
  }
}

/** "At least 18 years ago" is a fixed date from now on: a policy never changes. */
function predicateOf(statement: DraftStatement, today: string): Predicate {
  if (!("years" in statement)) return statement;
  const value: AttributeValue = latestBirthDate({ age: statement.years, on: today });
  return { operator: statement.operator === "atLeastYearsAgo" ? "lessOrEqual" : "greaterThan", value };
}

/** By the chain's clock, YYYY-MM-DD. */
async function todayOnChain(): Promise<string> {
  return decodeTime(BigInt(await latestTime(await heldChain()))).slice(0, 10);
}
