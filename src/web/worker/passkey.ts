import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { z } from "zod";
import { PsephosError } from "../../errors.ts";
import { readFileJson } from "../../roles/read-file.ts";
import { writeFileWhole } from "../../roles/write-file.ts";

/**
 * A wallet's passphrase under a passkey. The authenticator's pseudo-random function (WebAuthn Level 3, section 10.1.4) gives 32 bytes for a
 * salt; HKDF-SHA256 (RFC 5869) makes them a key, and AES-256-GCM seals the passphrase. Without the authenticator the file is of no use.
 */
export interface Passkey {
  /** Base64url, as the browser names the credential. */
  readonly credentialId: string;
  /** 32 bytes that the authenticator's function is asked with. */
  readonly salt: Uint8Array;
}

/** With what the authenticator said. */
export interface AnsweredPasskey extends Passkey {
  /** 32 bytes, secret. */
  readonly secret: Uint8Array;
}

export const PASSKEY_FORMAT = "psephos.passkey/1";
const SECRET_BYTES = 32;
const INFO = new TextEncoder().encode(PASSKEY_FORMAT);

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

const schema = z.strictObject({
  format: z.literal(PASSKEY_FORMAT),
  credentialId: z.string().regex(/^[A-Za-z0-9_-]{1,1400}$/),
  salt: hex(SECRET_BYTES),
  /** The passphrase was drawn here, and nobody knows it: this passkey is the only way in. */
  isOnlyWay: z.boolean(),
  nonce: hex(12),
  tag: hex(16),
  content: z.string().regex(/^([0-9a-f]{2}){1,4096}$/),
});

export interface KeptPasskey extends Passkey {
  readonly isOnlyWay: boolean;
}

export async function keepPasskey(input: {
  file: string;
  passkey: AnsweredPasskey;
  passphrase: string;
  isOnlyWay: boolean;
}): Promise<void> {
  const { file, passkey, passphrase, isOnlyWay } = input;
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyOf(passkey), nonce);
  cipher.setAAD(authenticated({ ...passkey, isOnlyWay }));
  const content = Buffer.concat([cipher.update(passphrase, "utf8"), cipher.final()]);
  const kept = {
    format: PASSKEY_FORMAT,
    credentialId: passkey.credentialId,
    salt: Buffer.from(passkey.salt).toString("hex"),
    isOnlyWay,
    nonce: nonce.toString("hex"),
    tag: cipher.getAuthTag().toString("hex"),
    content: content.toString("hex"),
  };
  await writeFileWhole({ file, data: `${JSON.stringify(schema.parse(kept))}\n`, secrecy: "secret", overwrite: true });
}

/** What the page needs for asking the authenticator. */
export async function readPasskey(file: string): Promise<KeptPasskey> {
  const { credentialId, salt, isOnlyWay } = await parsed(file);
  return { credentialId, salt: Buffer.from(salt, "hex"), isOnlyWay };
}

/** The passphrase; SEALED_FILE_REFUSED when another authenticator answered or the file was altered. */
export async function openPasskey({ file, secret }: { file: string; secret: Uint8Array }): Promise<string> {
  const { credentialId, salt, isOnlyWay, nonce, tag, content } = await parsed(file);
  const passkey = { credentialId, salt: Buffer.from(salt, "hex"), secret };
  const decipher = createDecipheriv("aes-256-gcm", keyOf(passkey), Buffer.from(nonce, "hex"), { authTagLength: 16 });
  decipher.setAAD(authenticated({ ...passkey, isOnlyWay }));
  decipher.setAuthTag(Buffer.from(tag, "hex"));
  try {
    return Buffer.concat([decipher.update(Buffer.from(content, "hex")), decipher.final()]).toString("utf8");
  } catch {
    throw new PsephosError(
      "SEALED_FILE_REFUSED",
      "This passkey does not open the identity. Choose the one that you made for it, or use your passphrase.",
    );
  }
}

/** 256 bits: nobody has to remember it. */
export function drawPassphrase(): string {
  return randomBytes(SECRET_BYTES).toString("hex");
}

/** Whether a passphrase is one that was drawn here, which nobody knows. */
export function isDrawn(passphrase: string): boolean {
  return new RegExp(`^[0-9a-f]{${SECRET_BYTES * 2}}$`).test(passphrase);
}

async function parsed(file: string): Promise<z.infer<typeof schema>> {
  const result = schema.safeParse(await readFileJson(file));
  if (result.success) return result.data;
  throw new PsephosError("SEALED_FILE_MALFORMED", "The passkey's file is damaged. Use your passphrase or your backup.");
}

function keyOf({ secret, salt }: Omit<AnsweredPasskey, "credentialId">): Uint8Array {
  if (secret.length !== SECRET_BYTES) {
    throw new PsephosError("ARGUMENT_INVALID", `A passkey must give ${SECRET_BYTES} bytes. Use a passphrase instead.`);
  }
  return hkdf(sha256, secret, salt, INFO, SECRET_BYTES);
}

function authenticated({ credentialId, salt, isOnlyWay }: KeptPasskey): Buffer {
  return Buffer.from(JSON.stringify([PASSKEY_FORMAT, credentialId, Buffer.from(salt).toString("hex"), isOnlyWay]));
}
