import { AbiCoder, keccak256 } from "ethers";
import { z } from "zod";
import { verifySignature, type Signature } from "../../crypto/eddsa.ts";
import { PsephosError } from "../../errors.ts";
import { commitmentOf, signAs, type Commitment, type Identity } from "../identity.ts";
import { decimal, fieldElement, firstIssue, pointSchema, withDecimals } from "../json.ts";
import { textFault } from "../text.ts";
import { didWeb } from "./issuer-key.ts";
import { hashText } from "./tags.ts";

/** A holder's wish to have a credential of one issuer, signed by the key that the credential will be bound to. */
export interface CredentialRequest {
  readonly format: typeof CREDENTIAL_REQUEST_FORMAT;
  /** Id of the schema. */
  readonly schema: string;
  /** The department, as did:web. */
  readonly issuer: string;
  /** What the issuer knows the person by, such as the code in a letter. Never published. */
  readonly reference: string;
  /** From the issuer, or drawn by the holder: 22 to 64 characters of base64url. The issuer takes each one once. */
  readonly nonce: string;
  readonly commitment: Commitment;
  readonly publicKey: readonly [bigint, bigint];
  readonly signature: Signature;
}

export const CREDENTIAL_REQUEST_FORMAT = "psephos.credential-request/1";
export const MAX_REFERENCE_LENGTH = 100;
/** Whole and base64url, a request is well below it. */
const MAX_REQUEST_CHARACTERS = 10_000;
const TAG_CREDENTIAL_REQUEST = hashText("psephos.credential-request.v1");

/** JSON form: numbers are decimal strings. A file of requests has one such object a line. */
const requestSchema = z.strictObject({
  format: z.literal(CREDENTIAL_REQUEST_FORMAT),
  schema: z.string().min(1).max(250),
  issuer: didWeb,
  reference: z.string(),
  nonce: z.string().regex(/^[A-Za-z0-9_-]{22,64}$/, "must be 22 to 64 characters of base64url"),
  commitment: fieldElement,
  publicKey: pointSchema,
  signature: z.strictObject({ r8: pointSchema, s: decimal }),
});

export type CredentialWish = Pick<CredentialRequest, "schema" | "issuer" | "reference" | "nonce">;

/** `keccak256(abi.encode(TAG, schema, issuer, reference, nonce, commitment)) >> 8`: with all of it signed, nobody swaps a part. */
function requestContext({
  schema,
  issuer,
  reference,
  nonce,
  commitment,
}: CredentialWish & { commitment: bigint }): bigint {
  const types = ["uint256", "string", "string", "string", "string", "uint256"];
  const values = [TAG_CREDENTIAL_REQUEST, schema, issuer, reference, nonce, commitment];
  return BigInt(keccak256(AbiCoder.defaultAbiCoder().encode(types, values))) >> 8n;
}

export function createCredentialRequest(identity: Identity, wish: CredentialWish): CredentialRequest {
  const { commitment, publicKey } = identity;
  const { schema, issuer, reference, nonce } = wish;
  const signature = signAs(identity, requestContext({ ...wish, commitment }));
  const format = CREDENTIAL_REQUEST_FORMAT;
  return checkRequest({ format, schema, issuer, reference, nonce, commitment, publicKey, signature });
}

/** One line, without a line feed. */
export function serialiseCredentialRequest(request: CredentialRequest): string {
  return JSON.stringify(request, withDecimals);
}

/** Form, signature and commitment are checked; whether it was used before, the issuer's ledger tells. */
export function parseCredentialRequest(text: string): CredentialRequest {
  if (text.length > MAX_REQUEST_CHARACTERS) throw malformed("it is too long");
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The engine's own error quotes the text, which is a person's.
    throw malformed("it is not JSON");
  }
  const parsed = requestSchema.safeParse(json);
  if (!parsed.success) throw malformed(firstIssue(parsed.error));
  return checkRequest({ ...parsed.data, commitment: parsed.data.commitment as Commitment });
}

function checkRequest(request: CredentialRequest): CredentialRequest {
  const { reference, commitment, publicKey, signature } = request;
  const fault = textFault(reference, { maxLength: MAX_REFERENCE_LENGTH });
  if (fault !== undefined) throw malformed(`the reference ${fault}`);
  const message = requestContext(request);
  if (!verifySignature({ message, signature, publicKey }) || commitmentOf(publicKey) !== commitment) {
    throw new PsephosError(
      "CREDENTIAL_REQUEST_REFUSED",
      "The request is not signed by the holder of its commitment. Ask the person for a new one.",
      { detail: { reason: "signature" } },
    );
  }
  return request;
}

function malformed(reason: string): PsephosError {
  return new PsephosError("CREDENTIAL_REQUEST_MALFORMED", `The request for a credential is not valid: ${reason}.`);
}
