import { z } from "zod";
import { address, decimal } from "../../json.ts";
import { CRYPTOSUITE } from "../credential-json.ts";

/** The JSON of a request: OpenID4VP 1.0, sections 5 and 6, of which only what a presentation here can answer. */

/** OpenID's identifier for credentials with a Data Integrity proof. */
export const CREDENTIAL_FORMAT = "ldp_vc";
/** What every credential's `type` is once its `@context` is applied. */
export const CREDENTIAL_TYPE = "https://www.w3.org/2018/credentials#VerifiableCredential";
export const CLIENT_ID_PREFIX = "decentralized_identifier:";
const MAX_CLAIMS = 64;
const MAX_ORIGINS = 16;

type Context = z.core.$RefinementCtx;

const unsupported = (context: Context, message: string, path: PropertyKey[] = []): void => {
  context.addIssue({ code: "custom", message, path, params: { unsupported: true } });
};
/** A member that must be absent. */
const never = (message: string) =>
  z
    .unknown()
    .optional()
    .superRefine((value, context) => {
      if (value !== undefined) unsupported(context, message);
    });
/** A member of which one value is supported. */
const only = (wanted: string | boolean, message: string) =>
  z.unknown().superRefine((value, context) => {
    if (value !== wanted) unsupported(context, message);
  });

const identifier = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/, "must be 1 to 128 of A–Z, a–z, 0–9, _ and -");
const urlSafe = (maxLength: number) =>
  z.string().regex(new RegExp(`^[A-Za-z0-9._~-]{1,${maxLength}}$`), `must be 1 to ${maxLength} URL-safe characters`);
const origin = z
  .string()
  .max(300)
  .refine((text) => URL.canParse(text) && new URL(text).origin === text && text.startsWith("https://"), {
    message: "must be an https origin, as https://service.example",
  });
const replyUri = z
  .string()
  .max(2048)
  .refine((text) => /^https:\/\/[^@#\s]+$/.test(text) && URL.canParse(text), { message: "must be an https URL" });

const value = z.unknown().superRefine((given, context) => {
  if (typeof given !== "string" && typeof given !== "boolean")
    unsupported(context, "only texts and truth values are values of these credentials");
});
const claim = z.strictObject({
  id: identifier.optional(),
  path: z.array(z.union([z.string().max(100), z.null(), z.int().min(0)])).min(1),
  values: z.array(value).min(1).max(MAX_CLAIMS).optional(),
  psephos_predicate: z.record(z.string(), z.unknown()).optional(),
  psephos_show: z.enum(["nothing", "clear", "sealed"]).optional(),
});

const credentialQuery = z.strictObject({
  id: identifier,
  format: only(CREDENTIAL_FORMAT, `only credentials of format ${CREDENTIAL_FORMAT} can be shown`),
  meta: z
    .strictObject({ type_values: z.array(z.array(z.string().max(300)).min(1)).min(1) })
    .superRefine(({ type_values }, context) => {
      if (!type_values.some((types) => types.every((type) => type === CREDENTIAL_TYPE)))
        unsupported(context, `no credential has more types than ${CREDENTIAL_TYPE}`, ["type_values"]);
    }),
  multiple: only(false, "one presentation answers one query").optional(),
  require_cryptographic_holder_binding: only(true, "every presentation is bound to its holder").optional(),
  trusted_authorities: never("issuers are those of the registry on chain, and stay hidden among them"),
  claim_sets: never("one set of claims is asked, without alternatives"),
  claims: z.array(claim).min(1).max(MAX_CLAIMS),
});

const query = z.strictObject({
  credentials: z
    .array(z.unknown())
    .min(1)
    .superRefine((queries, context) => {
      if (queries.length > 1) unsupported(context, "one credential is shown in one presentation", [1]);
    })
    .pipe(z.tuple([credentialQuery])),
  credential_sets: never("one credential is asked, without alternatives"),
});

const metadata = z.unknown().superRefine((given, context) => {
  const path = ["vp_formats_supported", CREDENTIAL_FORMAT, "cryptosuite_values"];
  const suites = path.reduce((node, key) => (isObject(node) ? node[key] : undefined), given);
  if (!Array.isArray(suites) || !suites.includes(CRYPTOSUITE))
    unsupported(context, `the verifier does not say that it takes ${CRYPTOSUITE}`, path);
});

/** Parameters that nobody here knows are ignored, as OpenID4VP wants it; those that would change what is asked are not. */
export const requestForm = z
  .looseObject({
    response_type: only("vp_token", "the answer is a vp_token and nothing else"),
    response_mode: z.unknown().superRefine((mode, context) => {
      if (mode !== "direct_post" && mode !== "dc_api")
        unsupported(context, "answers go by direct_post or dc_api, unencrypted");
    }),
    request: never("pass the request object's payload, after checking its signature"),
    request_uri: never("pass the request itself, not an address to fetch it from"),
    request_uri_method: never("pass the request itself, not an address to fetch it from"),
    transaction_data: never("transactions are not authorised by presentations"),
    scope: never("what is asked stands in dcql_query, not behind an alias"),
    presentation_definition: never("what is asked stands in dcql_query; Presentation Exchange is of older drafts"),
    presentation_definition_uri: never("what is asked stands in dcql_query; Presentation Exchange is of older drafts"),
    client_id: z.string().superRefine((id, context) => {
      if (!id.startsWith(`${CLIENT_ID_PREFIX}did:web:`))
        unsupported(context, `verifiers are named as ${CLIENT_ID_PREFIX}did:web:…`);
    }),
    nonce: urlSafe(256),
    state: urlSafe(1024).optional(),
    redirect_uri: z.never("must not stand beside response_mode direct_post or dc_api").optional(),
    response_uri: replyUri.optional(),
    expected_origins: z.array(origin).min(1).max(MAX_ORIGINS).optional(),
    dcql_query: query,
    client_metadata: metadata,
    psephos_terms: z.record(z.string(), z.unknown()).optional(),
    psephos_policy: z.strictObject({ chainId: decimal, registry: address, policyId: decimal }).optional(),
  })
  .superRefine((request, context) => {
    const own = Object.keys(request).find((key) => /^psephos_(?!terms$|policy$)/.test(key));
    if (own !== undefined) unsupported(context, "this version of the software does not know it", [own]);
    const place = request.response_mode === "dc_api" ? "expected_origins" : "response_uri";
    if (request[place] === undefined)
      context.addIssue({ code: "custom", message: `is missing beside this response_mode`, path: [place] });
    if ((request.psephos_terms === undefined) === (request.psephos_policy === undefined))
      context.addIssue({ code: "custom", message: "either this or psephos_policy is needed", path: ["psephos_terms"] });
  });

function isObject(node: unknown): node is Record<string, unknown> {
  return typeof node === "object" && node !== null;
}
