import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, hexToBytes } from "@noble/hashes/utils.js";
import { PsephosError } from "../../errors.ts";
import { fromBase64url, toBase64url } from "../../protocol/credential/base64url.ts";
import { PUBLIC_KEY_BYTES } from "./suite.ts";

/** Public part of a letter box: where letters for it are put, and what they are sealed to. */
export interface BoxAddress {
  /** SHA-256 of the reading token, 64 hexadecimal digits. */
  readonly boxId: string;
  /** Uncompressed point of P-256; whether it is on the curve, sealing tells. */
  readonly publicKey: Uint8Array;
}

const PREFIX = "psl1.";
const BOX_ID_BYTES = 32;
const CHECK_BYTES = 4;
const UNCOMPRESSED = 4;

/** For links and QR codes: `psl1.` and base64url of box, key and four bytes that tell slips. */
export function boxAddressText({ boxId, publicKey }: BoxAddress): string {
  const content = concatBytes(hexToBytes(boxId), publicKey);
  return `${PREFIX}${toBase64url(concatBytes(content, checkOf(content)))}`;
}

export function parseBoxAddress(text: string): BoxAddress {
  if (!text.startsWith(PREFIX)) throw malformed(`it does not begin with ${PREFIX}`);
  const bytes = fromBase64url(text.slice(PREFIX.length));
  if (bytes?.length !== BOX_ID_BYTES + PUBLIC_KEY_BYTES + CHECK_BYTES) throw malformed("a part of it is missing");
  const content = bytes.subarray(0, -CHECK_BYTES);
  const isWhole = checkOf(content).every((byte, place) => byte === bytes[content.length + place]);
  const publicKey = content.slice(BOX_ID_BYTES);
  if (!isWhole || publicKey[0] !== UNCOMPRESSED) throw malformed("it has a slip in it");
  return { boxId: bytesToHex(content.subarray(0, BOX_ID_BYTES)), publicKey };
}

function checkOf(content: Uint8Array): Uint8Array {
  const domain = new TextEncoder().encode(PREFIX);
  return sha256(concatBytes(domain, content)).subarray(0, CHECK_BYTES);
}

function malformed(reason: string): PsephosError {
  return new PsephosError(
    "LETTER_ADDRESS_MALFORMED",
    `The letter box's address cannot be used: ${reason}. Copy it again, whole.`,
  );
}
