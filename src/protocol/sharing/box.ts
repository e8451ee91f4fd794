import { gcm } from "@noble/ciphers/aes.js";
import { requireArgument } from "../../errors.ts";
import { decodeUtf8 } from "../text.ts";

/** The personal part of a record: AES-256-GCM over its text, padded so that its length tells little. Nonce first, tag last. */

export const NONCE_BYTES = 12;
const PADDED_TO_BYTES = 256;
const SPACE = 0x20;

export interface BoxInput {
  /** JSON; may not end with a space. */
  readonly text: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
  /** Fresh random bytes: should a place in the log be filled again after a failed write, its key is the same. */
  readonly nonce: Uint8Array;
  /** The record's public part: the box opens nowhere else. */
  readonly about: string;
}

export function sealBox({ text, key, nonce, about }: BoxInput): Uint8Array {
  requireArgument(nonce.length === NONCE_BYTES, "nonce", `${NONCE_BYTES} random bytes`);
  const content = new TextEncoder().encode(text);
  const padded = new Uint8Array(Math.ceil(content.length / PADDED_TO_BYTES) * PADDED_TO_BYTES).fill(SPACE);
  padded.set(content);
  const sealed = gcm(key, nonce, new TextEncoder().encode(about)).encrypt(padded);
  const box = new Uint8Array(NONCE_BYTES + sealed.length);
  box.set(nonce);
  box.set(sealed, NONCE_BYTES);
  return box;
}

/** Undefined where the box was not sealed with this key for this record. */
export function openBox({ box, key, about }: { box: Uint8Array; key: Uint8Array; about: string }): string | undefined {
  if (box.length <= NONCE_BYTES) return undefined;
  const cipher = gcm(key, box.subarray(0, NONCE_BYTES), new TextEncoder().encode(about));
  let padded: Uint8Array;
  try {
    padded = cipher.decrypt(box.subarray(NONCE_BYTES));
  } catch {
    // All that the library can say is that the length or the tag does not fit.
    return undefined;
  }
  return decodeUtf8(padded)?.trimEnd();
}
