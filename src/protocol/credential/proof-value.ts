import type { Signature } from "../../crypto/eddsa.ts";
import { fromBytes, isFieldElement, isScalar, toBytes } from "../../crypto/field.ts";
import { fromBase64url, toBase64url } from "./base64url.ts";

const WORDS = 3;
const WORD_BYTES = 32;

/** A signature as a W3C proof has it: "u" and base64url of R8.x, R8.y and S, 32 bytes each, big-endian. */
export function encodeProofValue({ r8, s }: Signature): string {
  return `u${toBase64url(Uint8Array.from([...r8, s].flatMap((word) => [...toBytes(word)])))}`;
}

/** Undefined for another form, and for numbers out of range. */
export function decodeProofValue(text: string): Signature | undefined {
  const bytes = text.startsWith("u") ? fromBase64url(text.slice(1)) : undefined;
  if (bytes?.length !== WORDS * WORD_BYTES) return undefined;
  const word = (index: number): bigint => fromBytes(bytes.slice(index * WORD_BYTES, (index + 1) * WORD_BYTES));
  const [x, y, s] = [word(0), word(1), word(2)];
  return isFieldElement(x) && isFieldElement(y) && isScalar(s) ? { r8: [x, y], s } : undefined;
}
