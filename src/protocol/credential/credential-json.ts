import { z } from "zod";
import type { Signature } from "../../crypto/eddsa.ts";
import { poseidon } from "../../crypto/poseidon.ts";
import { PsephosError } from "../../errors.ts";
import { toCommitment } from "../identity.ts";
import { fieldElement, firstIssue, pointSchema, withDecimals } from "../json.ts";
import { attributeLeaves, checkSignature, type SignedClaims } from "./credential.ts";
import { decodeTime, encodeTime } from "./encoding.ts";
import { didWeb, verificationMethod } from "./issuer-key.ts";
import { ATTRIBUTE_COUNT, STATUS_INDEX_BITS } from "./params.ts";
import { decodeProofValue, encodeProofValue } from "./proof-value.ts";
import { schemaId, type CredentialSchema } from "./schema.ts";

/** A credential with what its W3C face says beside the signed claims. */
export interface Credential extends SignedClaims {
  /** `urn:uuid:` and a UUID. */
  readonly id: string;
  /** The department, as did:web. */
  readonly issuer: string;
  /** Which of its keys signed: the issuer's DID, "#" and the key's name. */
  readonly verificationMethod: string;
  /** URLs of the issuer's two status lists. */
  readonly statusLists: { readonly revocation: string; readonly suspension: string };
}

export const CRYPTOSUITE = "eddsa-poseidon-bjj-2026";
export const VC_CONTEXT = "https://www.w3.org/ns/credentials/v2";
/** Gives terms that no other context defines a meaning of their own. */
const OWN_CONTEXT = "https://www.w3.org/ns/credentials/undefined-terms/v2";

/** Without user, query or fragment; the host is no "..", under which a folder that mirrors the web would be left. */
export const httpsUrl = z
  .string()
  .regex(/^https:\/\/[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d+)?\/[A-Za-z0-9./_~-]*$/, "must be an https URL");
const time = z.string();
const statusEntry = (purpose: "revocation" | "suspension") =>
  z.strictObject({
    id: z.string(),
    type: z.literal("BitstringStatusListEntry"),
    statusPurpose: z.literal(purpose),
    statusListIndex: z.string().regex(/^(0|[1-9][0-9]{0,5})$/, "must be a decimal index"),
    statusListCredential: httpsUrl,
  });

const credentialForm = z.strictObject({
  "@context": z.tuple([z.literal(VC_CONTEXT), z.literal(OWN_CONTEXT)]),
  id: z.string().regex(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "must be urn:uuid: and a UUID"),
  type: z.tuple([z.literal("VerifiableCredential")]),
  issuer: didWeb,
  validFrom: time,
  validUntil: time,
  credentialSubject: z.record(z.string(), z.union([z.string(), z.boolean()])),
  credentialSchema: z.strictObject({ id: schemaId, type: z.literal("JsonSchema") }),
  credentialStatus: z.tuple([statusEntry("revocation"), statusEntry("suspension")]),
  proof: z.strictObject({
    type: z.literal("DataIntegrityProof"),
    cryptosuite: z.literal(CRYPTOSUITE),
    verificationMethod,
    proofPurpose: z.literal("assertionMethod"),
    schemaHash: fieldElement,
    attributes: z.array(z.string()),
    salts: z.array(fieldElement).length(ATTRIBUTE_COUNT),
    attributesRoot: fieldElement,
    holder: fieldElement,
    nonce: fieldElement,
    issuerKey: pointSchema,
    proofValue: z.string(),
  }),
});

/** The W3C Verifiable Credential (Data Model 2.0), one form for one credential. */
export function credentialJson(credential: Credential): object {
  const { schema, issuer, statusIndex, statusLists, issuerKey, signature } = credential;
  const entry = (statusPurpose: "revocation" | "suspension") => ({
    id: `${statusLists[statusPurpose]}#${statusIndex}`,
    type: "BitstringStatusListEntry",
    statusPurpose,
    statusListIndex: statusIndex.toString(),
    statusListCredential: statusLists[statusPurpose],
  });
  const json = {
    "@context": [VC_CONTEXT, OWN_CONTEXT],
    id: credential.id,
    type: ["VerifiableCredential"],
    issuer,
    validFrom: decodeTime(credential.validFrom),
    validUntil: decodeTime(credential.validUntil),
    credentialSubject: credential.subject,
    credentialSchema: { id: schema.id, type: "JsonSchema" },
    credentialStatus: [entry("revocation"), entry("suspension")],
    proof: {
      type: "DataIntegrityProof",
      cryptosuite: CRYPTOSUITE,
      verificationMethod: credential.verificationMethod,
      proofPurpose: "assertionMethod",
      schemaHash: schema.hash,
      attributes: schema.attributes.map(({ name }) => name),
      salts: credential.salts,
      attributesRoot: poseidon(attributeLeaves(credential)),
      holder: credential.holder,
      nonce: credential.nonce,
      issuerKey,
      proofValue: encodeProofValue(signature),
    },
  };
  return JSON.parse(JSON.stringify(json, withDecimals)) as object;
}

/** Takes what `credentialJson` writes, signature checked too. A schema that is not among `schemas` is refused by name. */
export function parseCredential(json: unknown, schemas: ReadonlyMap<string, CredentialSchema>): Credential {
  const parsed = credentialForm.safeParse(json);
  if (!parsed.success) throw malformed(firstIssue(parsed.error));
  const { proof, credentialStatus, credentialSchema, ...face } = parsed.data;
  const schema = schemas.get(credentialSchema.id);
  if (schema === undefined) throw malformed(`its schema ${credentialSchema.id} is not known here`);
  const [revocation, suspension] = credentialStatus;
  if (!proof.verificationMethod.startsWith(`${face.issuer}#`)) throw malformed("its key is not one of its issuer");
  const credential: Credential = {
    id: face.id,
    issuer: face.issuer,
    verificationMethod: proof.verificationMethod,
    statusLists: {
      revocation: revocation.statusListCredential,
      suspension: suspension.statusListCredential,
    },
    schema,
    subject: face.credentialSubject,
    holder: toCommitment(proof.holder),
    validFrom: encodeTime(face.validFrom),
    validUntil: encodeTime(face.validUntil),
    statusIndex: parseIndex(revocation.statusListIndex),
    salts: proof.salts,
    nonce: proof.nonce,
    issuerKey: proof.issuerKey,
    signature: parseSignature(proof.proofValue),
  };
  checkSignature(credential);
  // What the proof repeats, the status entries and the times' forms: whatever differs is read differently by others.
  if (!sameJson(credentialJson(credential), json)) throw malformed("its parts contradict one another");
  return credential;
}

function parseIndex(text: string): number {
  const index = Number(text);
  if (index >= 2 ** STATUS_INDEX_BITS) throw malformed(`statusListIndex must be below ${2 ** STATUS_INDEX_BITS}`);
  return index;
}

function parseSignature(text: string): Signature {
  const signature = decodeProofValue(text);
  if (signature === undefined) throw malformed("proofValue must be base64url of 96 bytes, its numbers in range");
  return signature;
}

/** Equal but for the order of keys. */
function sameJson(left: unknown, right: unknown): boolean {
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return left === right;
  const entries = Object.entries(left);
  if (entries.length !== Object.keys(right).length) return false;
  return entries.every(([key, value]) => sameJson(value, (right as Record<string, unknown>)[key]));
}

function malformed(reason: string): PsephosError {
  return new PsephosError("CREDENTIAL_MALFORMED", `The credential is not valid: ${reason}.`);
}
