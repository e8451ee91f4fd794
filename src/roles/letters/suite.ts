import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "@hpke/core";

/**
 * RFC 9180 in base mode: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM; what every browser has. Its types know keys of browsers
 * alone, Node's are the same and have another name: hence `as never` where keys go in.
 */
export const letterSuite: CipherSuite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

/** An uncompressed point of P-256. */
export const PUBLIC_KEY_BYTES = 65;
/** Of the encapsulated key, which is such a point too. */
export const ENCAPSULATED_BYTES = 65;
export const TAG_BYTES = 16;

/** Bound into every letter: one box's letter cannot be opened as another's, nor one kind as another. */
export function letterInfo({ boxId, kind }: { readonly boxId: string; readonly kind: string }): Uint8Array {
  return new TextEncoder().encode(`psephos.sealed-letter/1 ${boxId} ${kind}`);
}
