import { randomBytes } from "node:crypto";
import { z } from "zod";
import { multiplyBase, type Point } from "../../crypto/babyjubjub.ts";
import { deriveSecret } from "../../crypto/eddsa.ts";
import { PsephosError } from "../../errors.ts";
import { httpsUrl } from "../../protocol/credential/credential-json.ts";
import {
  didWeb,
  epochNumber,
  issuerKeyStatement,
  keyName,
  type IssuerKeyStatement,
} from "../../protocol/credential/issuer-key.ts";
import { schemaId, type CredentialSchema } from "../../protocol/credential/schema.ts";
import { SCHEMAS } from "../../protocol/credential/schemas.ts";
import { PRIVATE_KEY_BYTES } from "../../protocol/identity.ts";
import { firstIssue, unixSeconds } from "../../protocol/json.ts";

/** The key with which a department signs credentials of one schema during one epoch. */
export interface IssuerKey {
  readonly did: string;
  readonly schema: CredentialSchema;
  readonly epoch: number;
  /** Unix seconds, exclusive: from then on it signs nothing, and nothing that it signed can be proven. */
  readonly endsAt: number;
  /** The DID, "#" and the key's name, as credentials give it. */
  readonly verificationMethod: string;
  /** URLs under which the key's status lists are published. */
  readonly statusLists: { readonly revocation: string; readonly suspension: string };
  readonly privateKey: Uint8Array;
  readonly publicKey: Point;
}

const keySchema = z.strictObject({
  format: z.literal("psephos.issuer-secret/1"),
  did: didWeb,
  schema: schemaId,
  epoch: epochNumber,
  endsAt: unixSeconds,
  keyName,
  statusLists: z.strictObject({ revocation: httpsUrl, suspension: httpsUrl }),
  privateKey: z.base64().length(44),
});

export interface IssuerKeyTerms {
  readonly did: string;
  /** Id of the schema. */
  readonly schema: string;
  readonly epoch: number;
  readonly endsAt: number;
  /** What follows the "#" in the verification method; unique among the department's keys. */
  readonly keyName: string;
  readonly statusLists: { readonly revocation: string; readonly suspension: string };
}

/** What is sealed for a new key. */
export function drawIssuerKey(terms: IssuerKeyTerms): unknown {
  const { did, schema, epoch, endsAt, keyName, statusLists } = terms;
  const privateKey = randomBytes(PRIVATE_KEY_BYTES).toString("base64");
  return { format: "psephos.issuer-secret/1", did, schema, epoch, endsAt, keyName, statusLists, privateKey };
}

export function parseIssuerKey(content: unknown): IssuerKey {
  const parsed = keySchema.safeParse(content);
  if (!parsed.success) throw malformed(firstIssue(parsed.error));
  const { did, epoch, endsAt, keyName, statusLists } = parsed.data;
  if (statusLists.revocation === statusLists.suspension) throw malformed("the two status lists need two URLs");
  const schema = SCHEMAS.get(parsed.data.schema);
  if (schema === undefined) throw malformed(`its schema ${parsed.data.schema} is not known here`);
  const privateKey = Uint8Array.from(Buffer.from(parsed.data.privateKey, "base64"));
  const publicKey = multiplyBase(deriveSecret(privateKey));
  return { did, schema, epoch, endsAt, verificationMethod: `${did}#${keyName}`, statusLists, privateKey, publicKey };
}

/** For the department's X.509 key to sign. */
export function statementOf({ did, schema, epoch, publicKey, endsAt }: IssuerKey): IssuerKeyStatement {
  return issuerKeyStatement({ did, schemaHash: schema.hash, epoch, publicKey, endsAt });
}

function malformed(reason: string): PsephosError {
  return new PsephosError("ISSUER_KEY_MALFORMED", `The issuer key is not valid: ${reason}.`);
}
