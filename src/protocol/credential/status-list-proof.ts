import canonicalize from "canonicalize";
import { z } from "zod";
import type { Point } from "../../crypto/babyjubjub.ts";
import { sign, verifySignature } from "../../crypto/eddsa.ts";
import { PsephosError } from "../../errors.ts";
import { firstIssue } from "../json.ts";
import { verificationMethod as methodForm } from "./issuer-key.ts";
import { decodeProofValue, encodeProofValue } from "./proof-value.ts";
import { hashText } from "./tags.ts";

/**
 * EdDSA-Poseidon by the issuer key over `keccak256(RFC 8785 text of the whole, proofValue left out) >> 8`. Credentials are signed
 * otherwise, so that circuits can check them; a list need only be checked by its readers.
 */
export const LIST_CRYPTOSUITE = "eddsa-poseidon-bjj-jcs-2026";

const signedForm = z.looseObject({
  proof: z.strictObject({
    type: z.literal("DataIntegrityProof"),
    cryptosuite: z.literal(LIST_CRYPTOSUITE),
    verificationMethod: methodForm,
    proofPurpose: z.literal("assertionMethod"),
    proofValue: z.string(),
  }),
});

export function signStatusList(
  list: object,
  { privateKey, verificationMethod }: { privateKey: Uint8Array; verificationMethod: string },
): object {
  const proof = {
    type: "DataIntegrityProof",
    cryptosuite: LIST_CRYPTOSUITE,
    verificationMethod,
    proofPurpose: "assertionMethod",
  };
  const signature = sign({ privateKey, message: messageOf({ ...list, proof }) });
  return { ...list, proof: { ...proof, proofValue: encodeProofValue(signature) } };
}

/** `publicKey` is the issuer key that the registry has; what the list names of itself is not enough. */
export function checkStatusListProof(json: unknown, publicKey: Point): void {
  const parsed = signedForm.safeParse(json);
  if (!parsed.success) {
    throw new PsephosError("STATUS_LIST_MALFORMED", `The status list is not valid: ${firstIssue(parsed.error)}.`);
  }
  const { proofValue, ...proof } = parsed.data.proof;
  const signature = decodeProofValue(proofValue);
  const message = messageOf({ ...parsed.data, proof });
  if (signature === undefined || !verifySignature({ message, signature, publicKey })) {
    throw new PsephosError(
      "CREDENTIAL_SIGNATURE_INVALID",
      "The status list was altered, or this issuer key did not sign it. Fetch it from the issuer again.",
    );
  }
}

function messageOf(unsigned: object): bigint {
  return hashText(canonicalize(unsigned)!);
}
