import canonicalize from "canonicalize";
import { toUtf8Bytes } from "ethers";
import { z } from "zod";
import { requirePublicKey, type Point } from "../../crypto/babyjubjub.ts";
import { PsephosError } from "../../errors.ts";
import { fieldElement, firstIssue, pointSchema, unixSeconds, withDecimals } from "../json.ts";
import type { SchemaHash } from "./schema.ts";
import { hashText } from "./tags.ts";

/** What a department says of its issuer key and signs with the key of its X.509 certificate. */
export interface IssuerKeyStatement {
  readonly format: typeof ISSUER_KEY_FORMAT;
  /** The department, as did:web. */
  readonly did: string;
  readonly schemaHash: SchemaHash;
  /** The department's own numbering, 0 to 2^32 − 1; one key for each schema and epoch. */
  readonly epoch: number;
  /** BabyJubJub, of order l. */
  readonly publicKey: Point;
  /** Unix seconds, exclusive: from then on the key signs nothing and its status is not published. */
  readonly endsAt: number;
}

/** A key with which a department signs credentials of one schema during one epoch, as the registry on chain has it. */
export interface RegisteredIssuerKey {
  /** keccak256(did) >> 8. */
  readonly departmentId: bigint;
  readonly schemaHash: bigint;
  readonly epoch: number;
  /** Unix seconds. From then on no status is published for it, and anyone may take it out. */
  readonly endsAt: number;
  /** `0x` SHA-256 of the department's certificate, DER. */
  readonly certificateHash: string;
  readonly publicKey: Point;
}

export const ISSUER_KEY_FORMAT = "psephos.issuer-key/1";

export const didWeb = z.string().regex(/^did:web:[A-Za-z0-9.:%_-]{1,200}$/, "must be a did:web");

/** The part after the "#" of a verification method. */
export const keyName = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/** A department's DID, "#" and the name of one of its keys. */
export const verificationMethod = z
  .string()
  .regex(/^did:web:[A-Za-z0-9.:%_-]{1,200}#[A-Za-z0-9_-]{1,64}$/, 'must be a did:web, "#" and a key\'s name');

export const epochNumber = z
  .int()
  .min(0)
  .max(2 ** 32 - 1);

const statementSchema = z.strictObject({
  format: z.literal(ISSUER_KEY_FORMAT),
  did: didWeb,
  schemaHash: fieldElement,
  epoch: epochNumber,
  publicKey: pointSchema,
  endsAt: unixSeconds,
});

export function issuerKeyStatement(input: Omit<IssuerKeyStatement, "format">): IssuerKeyStatement {
  const { did, schemaHash, epoch, publicKey, endsAt } = input;
  return parseIssuerKeyStatement({
    ...{ format: ISSUER_KEY_FORMAT, did, epoch, endsAt },
    schemaHash: schemaHash.toString(),
    publicKey: publicKey.map(String),
  });
}

export function parseIssuerKeyStatement(json: unknown): IssuerKeyStatement {
  const parsed = statementSchema.safeParse(json);
  if (!parsed.success) {
    throw new PsephosError(
      "ISSUER_CERTIFICATE_MALFORMED",
      `The statement of the issuer key is not valid: ${firstIssue(parsed.error)}.`,
    );
  }
  const { schemaHash, publicKey, ...rest } = parsed.data;
  return { ...rest, schemaHash: schemaHash as SchemaHash, publicKey: requirePublicKey(publicKey, "publicKey") };
}

/** What is signed: the RFC 8785 text in UTF-8. */
export function issuerKeyStatementBytes(statement: IssuerKeyStatement): Uint8Array {
  const json: unknown = JSON.parse(JSON.stringify(statement, withDecimals));
  return toUtf8Bytes(canonicalize(json)!);
}

/** `keccak256(did) >> 8`, the department's number in the registry; the same hash as a policy's verifierId. */
export function departmentIdOf(did: string): bigint {
  return hashText(did);
}
