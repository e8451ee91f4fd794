import type { webcrypto } from "node:crypto";
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "@hpke/core";

/** What letters use of the suite. The library's own types name keys as browsers do, which Node's types do not know. */
interface LetterSuite {
  readonly kem: {
    deriveKeyPair(material: Uint8Array): Promise<webcrypto.CryptoKeyPair>;
    serializePublicKey(key: webcrypto.CryptoKey): Promise<ArrayBuffer>;
    deserializePublicKey(point: Uint8Array): Promise<webcrypto.CryptoKey>;
  };
  createSenderContext(to: {
    readonly recipientPublicKey: webcrypto.CryptoKey;
    readonly info: Uint8Array;
  }): Promise<{ readonly enc: ArrayBuffer; seal(plaintext: Uint8Array): Promise<ArrayBuffer> }>;
  createRecipientContext(from: {
    readonly recipientKey: webcrypto.CryptoKey;
    readonly enc: Uint8Array;
    readonly info: Uint8Array;
  }): Promise<{ open(ciphertext: Uint8Array): Promise<ArrayBuffer> }>;
}

/** RFC 9180 in base mode: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM; what every browser has. */
export const letterSuite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
}) as unknown as LetterSuite;

/** An uncompressed point of P-256. */
export const PUBLIC_KEY_BYTES = 65;
/** Of the encapsulated key, which is such a point too. */
export const ENCAPSULATED_BYTES = 65;
export const TAG_BYTES = 16;

/** Bound into every letter: one box's letter cannot be opened as another's, nor one kind as another. */
export function letterInfo({ boxId, kind }: { readonly boxId: string; readonly kind: string }): Uint8Array {
  return new TextEncoder().encode(`psephos.sealed-letter/1 ${boxId} ${kind}`);
}
