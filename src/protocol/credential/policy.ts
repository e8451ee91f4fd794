import canonicalize from "canonicalize";
import { z } from "zod";
import { requirePublicKey, type Point } from "../../crypto/babyjubjub.ts";
import { PsephosError } from "../../errors.ts";
import { firstIssue, pointSchema, withDecimals } from "../json.ts";
import type { BilingualText } from "../manifest.ts";
import { textFault } from "../text.ts";
import { SLOT_COUNT } from "./params.ts";
import { toCircuit, type Predicate } from "./predicate.ts";
import { attributeName, schemaId, type CredentialSchema } from "./schema.ts";

/** All that a verifier asks, for what purpose, on what ground and for how long. It never changes: a new version is a new policy. */
export interface Policy {
  readonly format: typeof POLICY_FORMAT;
  /** Who asks, as did:web. */
  readonly verifier: string;
  /** Within the verifier: pseudonyms are the same in one scope and unlinkable between scopes. */
  readonly scope: string;
  readonly version: number;
  readonly title: BilingualText;
  readonly purpose: Purpose;
  /** Id of the credential's schema. */
  readonly schema: string;
  /** One to four, of different attributes. */
  readonly requests: readonly AttributeRequest[];
  /** Where `show` is "sealed", the key that opens it. */
  readonly verifierKey?: Point | undefined;
  readonly retentionDays: number;
  /** A state of trust and status lists older than this is refused. */
  readonly maxStatusAgeSeconds: number;
  /** The proof's `now` may differ from the time of acceptance by this much. */
  readonly maxClockSkewSeconds: number;
  /** How long an attestation holds. */
  readonly validitySeconds: number;
  /**
   * What the credential's later revocation means for an attestation: it "stands" until it expires, or it "lapses" no later than
   * `maxStatusAgeSeconds` after the status lists that it was proven with, and is proven anew by whoever needs it longer.
   */
  readonly onRevocation: "stands" | "lapses";
  /** Whether the verifier may revoke an attestation by a decision of its own. */
  readonly revocable: boolean;
}

export interface Purpose {
  /** A term of the W3C Data Privacy Vocabulary, such as `dpv:ServiceProvision`. */
  readonly id: string;
  readonly text: BilingualText;
  /** The law, regulation or contract that permits the processing. */
  readonly legalBasis: BilingualText;
}

export interface AttributeRequest {
  readonly attribute: string;
  readonly predicate: Predicate;
  /** Nothing beyond the predicate; the value to whoever sees the presentation; the value to the verifier's key alone. */
  readonly show: "nothing" | "clear" | "sealed";
}

export const POLICY_FORMAT = "psephos.policy/1";

const text = (limits: Parameters<typeof textFault>[1]) =>
  z.string().superRefine((value, context) => {
    const fault = textFault(value, limits);
    if (fault !== undefined) context.addIssue({ code: "custom", message: fault });
  });
const bilingual = (limits: Parameters<typeof text>[0]) => z.strictObject({ zh: text(limits), en: text(limits) });
const value = z.union([z.string(), z.boolean()]);
const seconds = (min: number, max: number) => z.int().min(min).max(max);
const DAY = 86_400;

const predicateForm = z.discriminatedUnion("operator", [
  z.strictObject({ operator: z.literal("exists") }),
  ...(["equals", "notEquals", "lessThan", "lessOrEqual", "greaterThan", "greaterOrEqual"] as const).map((operator) =>
    z.strictObject({ operator: z.literal(operator), value }),
  ),
  ...(["between", "notBetween"] as const).map((operator) =>
    z.strictObject({ operator: z.literal(operator), low: value, high: value }),
  ),
  ...(["in", "notIn"] as const).map((operator) =>
    z.strictObject({ operator: z.literal(operator), values: z.array(value) }),
  ),
]);

const policyForm = z.strictObject({
  format: z.literal(POLICY_FORMAT),
  verifier: z.string().regex(/^did:web:[A-Za-z0-9.:%_-]{1,200}$/, "must be a did:web"),
  scope: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/, "must be 1 to 64 of a–z, 0–9 and inner hyphens"),
  version: z.int().min(1).max(1_000_000),
  title: bilingual({ maxLength: 200 }),
  purpose: z.strictObject({
    id: z
      .string()
      .regex(/^dpv:[A-Za-z]{1,60}$/, "must be a term of the Data Privacy Vocabulary, as dpv:ServiceProvision"),
    text: bilingual({ maxLength: 1000, lines: true }),
    legalBasis: bilingual({ maxLength: 1000, lines: true }),
  }),
  schema: schemaId,
  requests: z
    .array(
      z.strictObject({
        attribute: attributeName,
        predicate: predicateForm,
        show: z.enum(["nothing", "clear", "sealed"]),
      }),
    )
    .min(1)
    .max(SLOT_COUNT),
  verifierKey: pointSchema.optional(),
  retentionDays: z.int().min(0).max(36_525),
  maxStatusAgeSeconds: seconds(60, 365 * DAY),
  maxClockSkewSeconds: seconds(10, DAY),
  validitySeconds: seconds(60, 3660 * DAY),
  onRevocation: z.enum(["stands", "lapses"]),
  revocable: z.boolean(),
});

type Schemas = ReadonlyMap<string, CredentialSchema>;

/** Refuses unknown fields, attributes and values by name, and what the circuit cannot prove. */
export function parsePolicy(json: unknown, schemas: Schemas): Policy {
  const parsed = policyForm.safeParse(json);
  if (!parsed.success) throw malformed(firstIssue(parsed.error));
  const policy: Policy = parsed.data;
  const schema = schemaOf(policy, schemas);
  policy.requests.forEach((request) => checkRequest(request, schema));
  const names = policy.requests.map(({ attribute }) => attribute);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw malformed(`it asks about ${twice} twice`);
  const seals = policy.requests.some(({ show }) => show === "sealed");
  if (seals !== (policy.verifierKey !== undefined))
    throw malformed("verifierKey belongs to a policy that seals a value");
  if (policy.verifierKey !== undefined) requirePublicKey(policy.verifierKey, "verifierKey");
  return policy;
}

function checkRequest({ attribute, predicate }: AttributeRequest, schema: CredentialSchema): void {
  const asked = schema.attributes.find(({ name }) => name === attribute);
  if (asked === undefined) throw malformed(`its schema has no attribute "${attribute}"`);
  try {
    toCircuit(asked, predicate);
  } catch (cause) {
    if (!(cause instanceof PsephosError)) throw cause;
    throw malformed(`${attribute}: ${cause.message.replace(/\.$/, "")}`, cause);
  }
}

/** RFC 8785 text: one form for one policy; its hash is what the registry keeps beside policyHash. */
export function policyText(policy: Policy): string {
  const written = canonicalize(JSON.parse(JSON.stringify(policy, withDecimals)));
  if (written === undefined) throw malformed("it cannot be written as JSON");
  return written;
}

export function schemaOf(policy: Policy, schemas: Schemas): CredentialSchema {
  const schema = schemas.get(policy.schema);
  if (schema === undefined) throw malformed(`its schema ${policy.schema} is not known here`);
  return schema;
}

function malformed(reason: string, cause?: unknown): PsephosError {
  return new PsephosError("POLICY_MALFORMED", `The policy is not valid: ${reason}.`, { cause });
}
