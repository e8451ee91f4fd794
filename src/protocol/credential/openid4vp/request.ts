import canonicalize from "canonicalize";
import { PsephosError, requireArgument } from "../../../errors.ts";
import type { Session } from "../context.ts";
import { CRYPTOSUITE } from "../credential-json.ts";
import { parsePolicy, policyText, POLICY_FORMAT, type Policy } from "../policy.ts";
import type { CredentialSchema } from "../schema.ts";
import { claimsOf, readClaims, type ClaimedRequest } from "./claims.ts";
import { CLIENT_ID_PREFIX, CREDENTIAL_FORMAT, CREDENTIAL_TYPE, requestForm } from "./form.ts";
import { malformedRequest, requestError, unsupportedRequest } from "./refusals.ts";
import { originOfDid } from "./verifier-origin.ts";

/** A request to log in or be checked: an OpenID4VP 1.0 authorization request that a presentation here can answer. */
export interface PresentationRequest extends Session {
  /** Who asks, as did:web; `origin` is that of this DID. */
  readonly verifier: string;
  /** Sent back with the answer. */
  readonly state: string | undefined;
  readonly reply: Reply;
  readonly query: RequestQuery;
  readonly basis: RequestBasis;
}

/** Where the answer goes: to an address, or back through the browser. */
export type Reply = { readonly mode: "direct_post"; readonly uri: string } | { readonly mode: "dc_api" };

export interface RequestQuery {
  /** Names the presentation in the answer. */
  readonly id: string;
  readonly schema: string;
  readonly requests: readonly ClaimedRequest[];
}

/** What DCQL cannot say: in full, or as the policy that the verifier published on chain. */
export type RequestBasis =
  | { readonly kind: "terms"; readonly terms: Readonly<Record<string, unknown>> }
  | ({ readonly kind: "published" } & PolicyReference);

export interface PolicyReference {
  readonly chainId: bigint;
  /** The policy registry, lower case. */
  readonly registry: string;
  readonly policyId: bigint;
}

export interface RequestInput {
  readonly policy: Policy;
  /** Refer to the policy on chain; without it the request tells all terms itself. */
  readonly published?: PolicyReference | undefined;
  /** Fresh, at least 128 random bits as 22 URL-safe characters or more. */
  readonly nonce: string;
  readonly state?: string | undefined;
  readonly reply: Reply;
}

const MIN_NONCE_LENGTH = 22;
const QUERY_ID = "credential";
/** Members of the policy file that the query and the client id already say. */
const TOLD_ELSEWHERE: readonly string[] = ["format", "verifier", "schema", "requests"];

/** The request's JSON, as it goes into a request object or, unsigned, to a wallet. */
export function requestJson({ policy, published, nonce, state, reply }: RequestInput): object {
  requireArgument(nonce.length >= MIN_NONCE_LENGTH, "nonce", `at least ${MIN_NONCE_LENGTH} random characters`);
  const json = {
    response_type: "vp_token",
    response_mode: reply.mode,
    client_id: `${CLIENT_ID_PREFIX}${policy.verifier}`,
    nonce,
    state,
    ...(reply.mode === "direct_post"
      ? { response_uri: reply.uri }
      : { expected_origins: [originOfDid(policy.verifier)] }),
    dcql_query: {
      credentials: [
        {
          id: QUERY_ID,
          format: CREDENTIAL_FORMAT,
          meta: { type_values: [[CREDENTIAL_TYPE]] },
          claims: claimsOf(policy),
        },
      ],
    },
    client_metadata: {
      vp_formats_supported: {
        [CREDENTIAL_FORMAT]: { proof_type_values: ["DataIntegrityProof"], cryptosuite_values: [CRYPTOSUITE] },
      },
    },
    ...(published === undefined ? { psephos_terms: termsOf(policy) } : { psephos_policy: referenceJson(published) }),
  };
  const plain = JSON.parse(JSON.stringify(json)) as object;
  parseRequest(plain);
  return plain;
}

/**
 * Reads a request, refusing by name and path what cannot be answered as asked. Whoever passes a request object's payload has
 * checked its signature; unsigned requests are bound to their verifier by its origin alone.
 */
export function parseRequest(json: unknown): PresentationRequest {
  const parsed = requestForm.safeParse(json);
  if (!parsed.success) throw requestError(parsed.error);
  const { client_id, nonce, state, psephos_terms: terms, psephos_policy: reference } = parsed.data;
  const [credential] = parsed.data.dcql_query.credentials;
  const verifier = client_id.slice(CLIENT_ID_PREFIX.length);
  // A vp_token through the browser has no state: OpenID4VP 1.0, appendix A.2.
  const reply = replyOf(parsed.data);
  return {
    verifier,
    origin: checkedOrigin({ verifier, origins: parsed.data.expected_origins ?? [], reply }),
    nonce,
    state: reply.mode === "dc_api" ? undefined : state,
    reply,
    query: { id: credential.id, ...readClaims(credential.claims) },
    basis:
      reference === undefined ? { kind: "terms", terms: checkedTerms(terms) } : { kind: "published", ...reference },
  };
}

export interface PolicySources {
  readonly schemas: ReadonlyMap<string, CredentialSchema>;
  /** What stands on chain under the request's reference; needed if it has one. */
  readonly published?: Policy | undefined;
}

/** The policy that a request stands for: all its terms, checked as a policy file is. */
export function requestedPolicy(request: PresentationRequest, { schemas, published }: PolicySources): Policy {
  const { verifier, query, basis } = request;
  const { schema, requests } = query;
  const asked = { format: POLICY_FORMAT, verifier, schema, requests };
  if (basis.kind === "terms") return parsePolicy({ ...basis.terms, ...asked }, schemas);
  requireArgument(published !== undefined, "published", "the policy that the request refers to");
  const text = policyText(published);
  if (canonicalize({ ...(JSON.parse(text) as object), ...asked }) !== text) throw otherThanPublished(basis);
  return published;
}

function termsOf(policy: Policy): object {
  const entries = Object.entries(JSON.parse(policyText(policy)) as object);
  return Object.fromEntries<unknown>(entries.filter(([name]) => !TOLD_ELSEWHERE.includes(name)));
}

function checkedTerms(terms: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  const second = TOLD_ELSEWHERE.find((name) => name in terms);
  if (second === undefined) return terms;
  throw malformedRequest({ member: `psephos_terms.${second}`, reason: "the query and client_id say it already" });
}

function replyOf({
  response_mode,
  response_uri,
}: {
  response_mode?: unknown;
  response_uri?: string | undefined;
}): Reply {
  if (response_mode === "dc_api") return { mode: "dc_api" };
  return { mode: "direct_post", uri: response_uri ?? "" };
}

interface OriginClaim {
  readonly verifier: string;
  /** For dc_api. */
  readonly origins: readonly string[];
  readonly reply: Reply;
}

/** Answers go to the verifier's own origin: whoever borrows its name gets none. */
function checkedOrigin({ verifier, origins, reply }: OriginClaim): string {
  const own = originOfDid(verifier);
  if (own === undefined) throw unsupportedRequest({ member: "client_id", reason: "it is no did:web" });
  const meant = reply.mode === "direct_post" ? new URL(reply.uri).origin === own : origins.includes(own);
  if (meant) return own;
  const message = `The answer would not go to ${own}, the origin of ${verifier}. Do not answer; ask that office.`;
  throw new PsephosError("PRESENTATION_REQUEST_ORIGIN", message, { detail: { verifier, origin: own } });
}

function referenceJson({ chainId, registry, policyId }: PolicyReference): object {
  return { chainId: chainId.toString(), registry, policyId: policyId.toString() };
}

function otherThanPublished({ policyId }: PolicyReference): PsephosError {
  const message = `The request asks something else than policy ${policyId.toString()} on chain. Do not answer it.`;
  return new PsephosError("PRESENTATION_REQUEST_POLICY", message, { detail: { policyId } });
}
