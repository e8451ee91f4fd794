import { z } from "zod";
import { multiplyBase, type Point } from "../crypto/babyjubjub.ts";
import { deriveSecret, sign, type Signature } from "../crypto/eddsa.ts";
import { requireFieldElement } from "../crypto/field.ts";
import { poseidon } from "../crypto/poseidon.ts";
import { PsephosError, requireArgument } from "../errors.ts";
import type { Brand } from "./brand.ts";
import type { Scope } from "./scope.ts";

/** The holder's scalar s, 0 < s < l. Never leaves the holder's device. */
export type Secret = Brand<bigint, "Secret">;

/** Poseidon2(A.x, A.y) of the public key A = s·B8: stands for the holder on rolls. */
export type Commitment = Brand<bigint, "Commitment">;

/** Poseidon2(scope, s): the same for two acts of one person in one scope, unlinkable between scopes. */
export type Nullifier = Brand<bigint, "Nullifier">;

/** Semaphore v4's identity, from the same private keys. */
export interface Identity {
  /** 32 random bytes, or whatever bytes another Semaphore application drew. */
  readonly privateKey: Uint8Array;
  readonly secret: Secret;
  readonly publicKey: Point;
  readonly commitment: Commitment;
}

export const PRIVATE_KEY_BYTES = 32;
const MAX_PRIVATE_KEY_BYTES = 1024;

/** `privateKey` is 32 bytes fresh from the system's generator. */
export function createIdentity(privateKey: Uint8Array): Identity {
  const usable = privateKey.length === PRIVATE_KEY_BYTES && privateKey.some((byte) => byte !== privateKey[0]);
  requireArgument(usable, "privateKey", `${PRIVATE_KEY_BYTES} random bytes`);
  return identityOf(privateKey);
}

function identityOf(privateKey: Uint8Array): Identity {
  const secret = deriveSecret(privateKey) as Secret;
  const publicKey = multiplyBase(secret);
  return { privateKey, secret, publicKey, commitment: commitmentOf(publicKey) };
}

export function commitmentOf(publicKey: Point): Commitment {
  return poseidon(publicKey) as Commitment;
}

/** Takes any field element but 0, the empty value of trees. */
export function toCommitment(value: bigint): Commitment {
  requireArgument(requireFieldElement(value, "commitment") !== 0n, "commitment", "a field element above 0");
  return value as Commitment;
}

export function toNullifier(value: bigint): Nullifier {
  return requireFieldElement(value, "nullifier") as Nullifier;
}

export function nullifierOf({ secret, scope }: { secret: Secret; scope: Scope }): Nullifier {
  return poseidon([scope, secret]) as Nullifier;
}

export function signAs(identity: Identity, message: bigint): Signature {
  return sign({ privateKey: identity.privateKey, message });
}

/**
 * What to keep of an identity, to be sealed under a passphrase. The commitment is a check: one wrong character in the key would
 * silently be someone else.
 */
export const identityBackupSchema = z.strictObject({
  format: z.literal("psephos.identity/1"),
  /** Base64, as Semaphore's `export()`. */
  privateKey: z.base64(),
  /** Decimal. */
  commitment: z.string().regex(/^[1-9][0-9]{0,76}$/),
});
export type IdentityBackup = z.infer<typeof identityBackupSchema>;

export function backUpIdentity(identity: Identity): IdentityBackup {
  return {
    format: "psephos.identity/1",
    privateKey: encodeBase64(identity.privateKey),
    commitment: identity.commitment.toString(),
  };
}

export function restoreIdentity(backup: unknown): Identity {
  const parsed = identityBackupSchema.safeParse(backup);
  if (!parsed.success) throw malformed("This is not an identity backup. Name the file that `identity` commands wrote.");
  const identity = importSemaphoreIdentity(parsed.data.privateKey);
  if (identity.commitment.toString() !== parsed.data.commitment) {
    throw malformed("This identity backup is damaged: key and commitment do not belong together. Use another copy.");
  }
  return identity;
}

/** From the base64 text of Semaphore's `identity.export()`. */
export function importSemaphoreIdentity(text: string): Identity {
  if (!z.base64().safeParse(text).success) throw malformed("The private key is not base64 text. Copy it again.");
  const privateKey = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  if (privateKey.length === 0 || privateKey.length > MAX_PRIVATE_KEY_BYTES) {
    throw malformed(`A private key has 1 to ${MAX_PRIVATE_KEY_BYTES} bytes. Copy it again.`);
  }
  return identityOf(privateKey);
}

function encodeBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function malformed(message: string): PsephosError {
  return new PsephosError("IDENTITY_MALFORMED", message);
}
