import type { webcrypto } from "node:crypto";
import { concatBytes } from "@noble/hashes/utils.js";
import { PsephosError, requireArgument } from "../../errors.ts";
import { parseBoxAddress } from "./box-address.ts";
import { pad } from "./padding.ts";
import { letterInfo, letterSuite } from "./suite.ts";

/** First byte of a sealed letter. */
export const SEALED_VERSION = 1;

const KIND = /^[a-z][a-z-]{0,39}$/;

export interface LetterToSeal {
  /** Whose box: `psl1.…`. */
  readonly address: string;
  /** What it is, such as "credential-request": whoever opens it must expect this kind. Not to be seen from outside. */
  readonly kind: string;
  readonly content: string;
}

export interface SealedLetter {
  readonly boxId: string;
  readonly sealed: Uint8Array;
}

/**
 * A letter that only the box's owner can open: version, encapsulated key, ciphertext. It does not tell who sealed it; whoever has to know
 * that puts a signature or a proof into it.
 */
export async function sealLetter({ address, kind, content }: LetterToSeal): Promise<SealedLetter> {
  requireKind(kind);
  const { boxId, publicKey } = parseBoxAddress(address);
  const recipientPublicKey = await keyOf(publicKey);
  const sender = await letterSuite.createSenderContext({
    recipientPublicKey,
    info: letterInfo({ boxId, kind }),
  });
  const sealed = await sender.seal(pad(new TextEncoder().encode(content)));
  return {
    boxId,
    sealed: concatBytes(Uint8Array.of(SEALED_VERSION), new Uint8Array(sender.enc), new Uint8Array(sealed)),
  };
}

async function keyOf(point: Uint8Array): Promise<webcrypto.CryptoKey> {
  try {
    return await letterSuite.kem.deserializePublicKey(point);
  } catch (cause) {
    const message = "The letter box's key is none. Ask for the address again.";
    throw new PsephosError("LETTER_ADDRESS_MALFORMED", message, { cause });
  }
}

export function requireKind(kind: string): void {
  requireArgument(KIND.test(kind), "kind", "up to 40 small letters and hyphens");
}
