import { randomBytes, type webcrypto } from "node:crypto";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { PsephosError } from "../../errors.ts";
import { fromBase64url, toBase64url } from "../../protocol/credential/base64url.ts";
import { boxAddressText } from "./box-address.ts";
import { letterSuite } from "./suite.ts";

/** A letter box of one's own. All but the address is secret, and comes from `secret` alone. */
export interface LetterBox {
  /** Base64url of 32 random bytes: what to keep, sealed, and to back up. */
  readonly secret: string;
  /** Reads and deletes; shown to the service that keeps the box. Base64url. */
  readonly token: string;
  /** SHA-256 of the token's bytes, 64 hexadecimal digits. */
  readonly boxId: string;
  /** For others: `psl1.…`. */
  readonly address: string;
}

const SECRET_BYTES = 32;

/** Makes a box. Nobody has to be told: it is there as soon as somebody posts to it. */
export async function createBox(): Promise<LetterBox> {
  return restoreBox(toBase64url(new Uint8Array(randomBytes(SECRET_BYTES))));
}

/** The same box from its secret. */
export async function restoreBox(secret: string): Promise<LetterBox> {
  const token = derive(secret, "token");
  const boxId = bytesToHex(sha256(token));
  const { publicKey } = await boxKeys(secret);
  const point = new Uint8Array(await letterSuite.kem.serializePublicKey(publicKey));
  return { secret, token: toBase64url(token), boxId, address: boxAddressText({ boxId, publicKey: point }) };
}

export async function boxKeys(secret: string): Promise<webcrypto.CryptoKeyPair> {
  return letterSuite.kem.deriveKeyPair(derive(secret, "key"));
}

/** Token and key from one secret, and neither from the other: the service sees the token. */
function derive(secret: string, part: "token" | "key"): Uint8Array<ArrayBuffer> {
  const bytes = fromBase64url(secret);
  if (bytes?.length !== SECRET_BYTES) {
    throw new PsephosError("ARGUMENT_INVALID", "secret must be that of a letter box.", {
      detail: { argument: "secret" },
    });
  }
  const info = new TextEncoder().encode(`psephos.letter-box/1 ${part}`);
  return new Uint8Array(hkdf(sha256, bytes, undefined, info, SECRET_BYTES));
}
