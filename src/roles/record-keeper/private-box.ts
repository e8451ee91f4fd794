import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** The department's own secrets at rest: AES-256-GCM under its key. Nonce first, tag last. */

export const PRIVATE_KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const BOX_OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES;

/** `place` says what is where: a box moved elsewhere does not open. */
export function sealPrivate(input: { key: Uint8Array; content: Uint8Array; place: string }): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", input.key, nonce).setAAD(Buffer.from(input.place, "utf8"));
  return Buffer.concat([nonce, cipher.update(input.content), cipher.final(), cipher.getAuthTag()]);
}

/** Undefined for another key, another place or an altered box. */
export function openPrivate(input: { key: Uint8Array; box: Uint8Array; place: string }): Buffer | undefined {
  const { key, box, place } = input;
  if (box.length < BOX_OVERHEAD_BYTES) return undefined;
  const decipher = createDecipheriv("aes-256-gcm", key, box.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(place, "utf8")).setAuthTag(box.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(box.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    // Node's only message is that the data cannot be authenticated.
    return undefined;
  }
}
