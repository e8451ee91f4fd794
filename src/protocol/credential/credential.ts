import { requireFieldElement } from "../../crypto/field.ts";
import type { Point } from "../../crypto/babyjubjub.ts";
import { sign, verifySignature, type Signature } from "../../crypto/eddsa.ts";
import { poseidon } from "../../crypto/poseidon.ts";
import { PsephosError, requireArgument, requireBigint, requireInteger } from "../../errors.ts";
import type { Commitment } from "../identity.ts";
import { encodeValue, type AttributeValue } from "./encoding.ts";
import { ATTRIBUTE_COUNT, NUMBER_BITS, STATUS_INDEX_BITS } from "./params.ts";
import type { CredentialSchema } from "./schema.ts";
import { CREDENTIAL_TAG } from "./tags.ts";

/** What an issuer signs about a holder: the circuit's face of a credential. `credential-json.ts` has the W3C face. */
export interface Claims {
  readonly schema: CredentialSchema;
  /** By attribute name. An optional attribute may be missing. */
  readonly subject: Readonly<Record<string, AttributeValue>>;
  readonly holder: Commitment;
  /** Unix seconds: valid from validFrom up to, not including, validUntil. */
  readonly validFrom: bigint;
  readonly validUntil: bigint;
  /** Place in both status lists of the issuer, 0 to 2^17 − 1. */
  readonly statusIndex: number;
  /** 16, one for each leaf, each of at least 128 random bits. */
  readonly salts: readonly bigint[];
  /** Random: two credentials with the same claims have different hashes. */
  readonly nonce: bigint;
}

export interface SignedClaims extends Claims {
  readonly issuerKey: Point;
  readonly signature: Signature;
}

const MAX_TIME = 1n << BigInt(NUMBER_BITS);

/**
 * The 16 leaves. An attribute is Poseidon4(TAG_ATTRIBUTE, id, value, salt); a missing one, and a place past the schema's last,
 * has another tag and can so never be opened as a value. Which ones are missing does not show.
 */
export function attributeLeaves({ schema, subject, salts }: Pick<Claims, "schema" | "subject" | "salts">): bigint[] {
  requireArgument(salts.length === ATTRIBUTE_COUNT, "salts", `${ATTRIBUTE_COUNT} field elements`);
  return salts.map((salt, position) => {
    const attribute = schema.attributes[position];
    const value = attribute === undefined ? undefined : subject[attribute.name];
    return attribute === undefined || value === undefined
      ? poseidon([CREDENTIAL_TAG.ABSENT, attribute?.id ?? 0n, 0n, salt])
      : poseidon([CREDENTIAL_TAG.ATTRIBUTE, attribute.id, encodeValue(attribute, value), salt]);
  });
}

/** What the issuer signs. */
export function credentialHash(claims: Claims): bigint {
  checkClaims(claims);
  const { schema, holder, validFrom, validUntil, statusIndex, nonce } = claims;
  const attributesRoot = poseidon(attributeLeaves(claims));
  const fields = [schema.hash, attributesRoot, holder, validFrom, validUntil, BigInt(statusIndex), nonce];
  return poseidon([CREDENTIAL_TAG.CREDENTIAL, ...fields]);
}

export interface IssuerSecret {
  readonly privateKey: Uint8Array;
  readonly publicKey: Point;
}

export function signClaims(claims: Claims, { privateKey, publicKey }: IssuerSecret): SignedClaims {
  const message = credentialHash(claims);
  const signature = sign({ privateKey, message });
  requireArgument(verifySignature({ message, signature, publicKey }), "publicKey", "that of the private key");
  return { ...claims, issuerKey: publicKey, signature };
}

/** Whether the issuer key that it names signed it. Whether that issuer is to be trusted, the trust tree tells. */
export function checkSignature(claims: SignedClaims): SignedClaims {
  const { signature, issuerKey } = claims;
  if (!verifySignature({ message: credentialHash(claims), signature, publicKey: issuerKey })) {
    throw new PsephosError(
      "CREDENTIAL_SIGNATURE_INVALID",
      "The credential was altered, or its issuer did not sign it. Ask the issuer for a new one.",
    );
  }
  return claims;
}

/** Refuses what an issuer must not sign. */
function checkClaims({ schema, subject, holder, validFrom, validUntil, statusIndex, salts, nonce }: Claims): void {
  requireFieldElement(holder, "holder");
  requireFieldElement(nonce, "nonce");
  salts.forEach((salt, index) => requireFieldElement(salt, `salts[${index}]`));
  requireArgument(new Set(salts).size === salts.length, "salts", "different from one another");
  requireInteger(statusIndex, { name: "statusIndex", min: 0, max: 2 ** STATUS_INDEX_BITS - 1 });
  requireBigint(validFrom, { name: "validFrom", min: 0n, max: MAX_TIME - 1n });
  requireBigint(validUntil, { name: "validUntil", min: validFrom + 1n, max: MAX_TIME - 1n });
  const names = new Set(schema.attributes.map(({ name }) => name));
  const stranger = Object.keys(subject).find((name) => !names.has(name));
  if (stranger !== undefined) throw malformed(`the schema has no attribute "${stranger}"`);
  for (const attribute of schema.attributes) {
    const value = subject[attribute.name];
    if (value === undefined && attribute.required) throw malformed(`${attribute.name} is missing`);
    if (value !== undefined) checkValue(attribute.name, () => encodeValue(attribute, value));
  }
}

function checkValue(name: string, encode: () => bigint): void {
  try {
    encode();
  } catch (cause) {
    if (cause instanceof PsephosError) throw malformed(`${name}: ${cause.message.replace(/\.$/, "")}`, cause);
    throw cause;
  }
}

function malformed(reason: string, cause?: unknown): PsephosError {
  return new PsephosError("CREDENTIAL_MALFORMED", `The credential is not valid: ${reason}.`, { cause });
}
