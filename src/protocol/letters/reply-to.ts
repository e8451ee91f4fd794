import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { PsephosError } from "../../errors.ts";
import { toBase64url } from "../credential/base64url.ts";
import { parseCredentialRequest } from "../credential/credential-request.ts";
import { parseErasureRequest } from "../sharing/erasure.ts";
import type { Letter } from "./letter.ts";

/**
 * Where the answer to a request goes is part of what its author signed or proved: the nonce of a credential request and the id of an erasure
 * request are a hash of the box that takes the answer. Whoever passes the request on, in a letter of his own, cannot have it answered to
 * himself. The box is drawn for this one request, so no two have the same nonce or id.
 */
const DOMAIN = "psephos.reply-to/1 ";

export type RequestLetter = Extract<Letter, { replyTo: string }>;

/** Nonce of a credential request whose answer goes to this box: 43 characters of base64url. */
export function nonceForReply(replyTo: string): string {
  return toBase64url(hashOf(replyTo));
}

/** Id of an erasure request whose answer goes to this box: a UUID of version 8 (RFC 9562, section 5.8) with 122 bits of the hash. */
export function idForReply(replyTo: string): string {
  const bytes = hashOf(replyTo).slice(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytesToHex(bytes);
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return `urn:uuid:${groups.join("-")}`;
}

/** LETTER_REFUSED where the author of the request wants the answer elsewhere; malformed requests throw as their parsers do. */
export function requireOwnReply({ kind, request, replyTo }: RequestLetter): void {
  const isOwn =
    kind === "credential-request"
      ? parseCredentialRequest(request).nonce === nonceForReply(replyTo)
      : parseErasureRequest(request).id === idForReply(replyTo);
  if (isOwn) return;
  throw new PsephosError(
    "LETTER_REFUSED",
    "The request in this letter was not made for being answered to this box: somebody may have passed it on. Delete it.",
  );
}

function hashOf(replyTo: string): Uint8Array {
  return sha256(utf8ToBytes(`${DOMAIN}${replyTo}`));
}
