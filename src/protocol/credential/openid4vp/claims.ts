import type { PsephosError } from "../../../errors.ts";
import type { AttributeRequest } from "../policy.ts";
import { malformedRequest, unsupportedRequest } from "./refusals.ts";

/** One claim of a DCQL query, OpenID4VP 1.0 section 6.3, with our two members beside it. */
export interface ClaimQuery {
  readonly path: readonly (string | number | null)[];
  readonly values?: readonly unknown[] | undefined;
  /** A predicate of the policy language, where `values` cannot say it. */
  readonly psephos_predicate?: Readonly<Record<string, unknown>> | undefined;
  readonly psephos_show?: AttributeRequest["show"] | undefined;
}

/** What a claim asks of an attribute; whether the predicate is one of the language is for `parsePolicy` to say. */
export interface ClaimedRequest {
  readonly attribute: string;
  readonly predicate: unknown;
  readonly show: AttributeRequest["show"];
}

const SUBJECT = "credentialSubject";
const SCHEMA_PATH = ["credentialSchema", "id"];

/** The claims of a query: which schema's credential, then each attribute in the policy's order. */
export function claimsOf({ schema, requests }: { schema: string; requests: readonly AttributeRequest[] }): object[] {
  return [{ path: SCHEMA_PATH, values: [schema] }, ...requests.map(claimOf)];
}

/** `values` where they say it all; the policy's own predicate where they cannot. */
function claimOf({ attribute, predicate, show }: AttributeRequest): ClaimQuery {
  const path = [SUBJECT, attribute];
  const shown = (usual: AttributeRequest["show"]) => (show === usual ? {} : { psephos_show: show });
  if (predicate.operator === "exists") return { path, ...shown("clear") };
  if (predicate.operator === "equals") return { path, values: [predicate.value], ...shown("nothing") };
  if (predicate.operator === "in" && predicate.values.length > 1) {
    return { path, values: predicate.values, ...shown("nothing") };
  }
  return { path, psephos_predicate: predicate, ...shown("nothing") };
}

/**
 * Inverse of `claimsOf`. A claim that states values or a predicate is proved and not shown, one that states neither is shown:
 * `psephos_show` says otherwise.
 */
export function readClaims(claims: readonly ClaimQuery[]): { schema: string; requests: ClaimedRequest[] } {
  const schemas = claims.filter(({ path }) => samePath(path, SCHEMA_PATH));
  const requests = claims.flatMap((claim, index) =>
    samePath(claim.path, SCHEMA_PATH) ? [] : [readClaim(claim, memberOf(index))],
  );
  return { schema: schemaAsked(schemas), requests };
}

function readClaim(claim: ClaimQuery, member: string): ClaimedRequest {
  const { path, values, psephos_predicate: own, psephos_show: show } = claim;
  const [root, attribute] = path;
  if (path.length !== 2 || root !== SUBJECT || typeof attribute !== "string") {
    throw unsupportedRequest({ member: `${member}.path`, reason: `claims are asked as ["${SUBJECT}", attribute]` });
  }
  if (own !== undefined && values !== undefined) {
    throw malformedRequest({ member, reason: "values and psephos_predicate exclude each other" });
  }
  const listed = values?.length === 1 ? { operator: "equals", value: values[0] } : { operator: "in", values };
  const predicate = own ?? (values === undefined ? { operator: "exists" } : listed);
  const usual = own === undefined && values === undefined ? "clear" : "nothing";
  return { attribute, predicate, show: show ?? usual };
}

function schemaAsked(claims: readonly ClaimQuery[]): string {
  const [claim, second] = claims;
  const [schema, ...others] = claim?.values ?? [];
  if (second !== undefined || others.length > 0 || typeof schema !== "string") throw noSchema();
  if (claim?.psephos_predicate !== undefined || claim?.psephos_show !== undefined) throw noSchema();
  return schema;
}

function noSchema(): PsephosError {
  const reason = `one claim with path ["${SCHEMA_PATH.join('", "')}"] and one value must say the credential's schema`;
  return malformedRequest({ member: "dcql_query.credentials.0.claims", reason });
}

function memberOf(index: number): string {
  return `dcql_query.credentials.0.claims.${index}`;
}

function samePath(path: ClaimQuery["path"], wanted: readonly string[]): boolean {
  return path.length === wanted.length && path.every((part, index) => part === wanted[index]);
}
