const DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** `0x` and two lower-case digits a byte. */
export function toHex(bytes: Uint8Array): string {
  let text = "0x";
  for (const byte of bytes) text += DIGITS[byte]!;
  return text;
}

/** Of a text as `toHex` writes it, which a schema has checked. */
export function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array((text.length - 2) / 2);
  return bytes.map((_, index) => parseInt(text.slice(2 + 2 * index, 4 + 2 * index), 16));
}
