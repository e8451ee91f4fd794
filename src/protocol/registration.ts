import { AbiCoder, keccak256 } from "ethers";
import { z } from "zod";
import { verifySignature, type Signature } from "../crypto/eddsa.ts";
import { PsephosError } from "../errors.ts";
import { commitmentOf, signAs, type Commitment, type Identity } from "./identity.ts";
import { decimal, fieldElement, firstIssue, pointSchema, withDecimals } from "./json.ts";
import { MAX_NAME_LENGTH } from "./roll-file.ts";
import { TAG } from "./tags.ts";
import { textFault } from "./text.ts";

/** A person's request to be put on a roll: a commitment, and a signature by its key that only its holder can make. */
export interface Registration {
  readonly format: typeof REGISTRATION_FORMAT;
  /** Name of the roll. */
  readonly roll: string;
  /** What the registrar knows the person by, such as the code in their letter. Never published. */
  readonly reference: string;
  readonly commitment: Commitment;
  readonly publicKey: readonly [bigint, bigint];
  readonly signature: Signature;
}

export const REGISTRATION_FORMAT = "psephos.registration/1";
const MAX_REFERENCE_LENGTH = 100;

/** JSON form: numbers are decimal strings. A file of registrations has one such object a line. */
const registrationSchema = z.strictObject({
  format: z.literal(REGISTRATION_FORMAT),
  roll: z.string(),
  reference: z.string(),
  commitment: fieldElement,
  publicKey: pointSchema,
  signature: z.strictObject({ r8: pointSchema, s: decimal }),
});

export interface RegistrationSubject {
  readonly roll: string;
  readonly reference: string;
}

/**
 * What is signed: `keccak256(abi.encode(TAG_REGISTRATION, roll, reference, commitment)) >> 8`. With the reference in it, nobody on
 * the way can swap two people's commitments.
 */
export function registrationContext({
  roll,
  reference,
  commitment,
}: RegistrationSubject & { commitment: bigint }): bigint {
  const types = ["uint256", "string", "string", "uint256"];
  const encoded = AbiCoder.defaultAbiCoder().encode(types, [TAG.REGISTRATION, roll, reference, commitment]);
  return BigInt(keccak256(encoded)) >> 8n;
}

export function createRegistration(identity: Identity, { roll, reference }: RegistrationSubject): Registration {
  checkSubject({ roll, reference });
  const { commitment, publicKey } = identity;
  return {
    format: REGISTRATION_FORMAT,
    roll,
    reference,
    commitment,
    publicKey,
    signature: signAs(identity, registrationContext({ roll, reference, commitment })),
  };
}

/** Refuses a registration whose key, commitment and signature do not belong together. */
export function checkRegistration(registration: Registration): Registration {
  const { roll, reference, commitment, publicKey, signature } = registration;
  checkSubject({ roll, reference });
  const message = registrationContext({ roll, reference, commitment });
  if (!verifySignature({ message, signature, publicKey }) || commitmentOf(publicKey) !== commitment) {
    throw new PsephosError(
      "REGISTRATION_SIGNATURE_INVALID",
      "The registration is not signed by the holder of its commitment. Ask the person to register again.",
    );
  }
  return registration;
}

/** One line, without a line feed. */
export function serialiseRegistration(registration: Registration): string {
  return JSON.stringify(registration, withDecimals);
}

/** One line of a file of registrations, signature checked too. */
export function parseRegistration(text: string): Registration {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw malformed("it is not JSON", cause);
  }
  const parsed = registrationSchema.safeParse(json);
  if (!parsed.success) throw malformed(firstIssue(parsed.error));
  return checkRegistration({ ...parsed.data, commitment: parsed.data.commitment as Commitment });
}

function checkSubject({ roll, reference }: RegistrationSubject): void {
  const rollFault = textFault(roll, { maxLength: MAX_NAME_LENGTH });
  if (rollFault !== undefined) throw malformed(`the name of the roll ${rollFault}`);
  const referenceFault = textFault(reference, { maxLength: MAX_REFERENCE_LENGTH });
  if (referenceFault !== undefined) throw malformed(`the reference ${referenceFault}`);
}

function malformed(reason: string, cause?: unknown): PsephosError {
  return new PsephosError("REGISTRATION_MALFORMED", `The registration is not valid: ${reason}.`, { cause });
}
