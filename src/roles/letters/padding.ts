import { PsephosError } from "../../errors.ts";

/** Lengths of what is sealed: whoever keeps letters sees one of these, and not what kind of letter it is. */
const SIZES = [2_048, 8_192, 32_768, 131_072, 262_016] as const;
const LENGTH_BYTES = 4;

/** Longest content of a letter, in bytes. */
export const MAX_CONTENT_BYTES = SIZES.at(-1)! - LENGTH_BYTES;

/** Length, content, zeros. */
export function pad(content: Uint8Array): Uint8Array<ArrayBuffer> {
  const size = SIZES.find((each) => content.length <= each - LENGTH_BYTES);
  if (size === undefined) {
    throw new PsephosError(
      "LETTER_MALFORMED",
      `A letter holds at most ${MAX_CONTENT_BYTES} bytes. Leave something out.`,
    );
  }
  const padded = new Uint8Array(size);
  new DataView(padded.buffer).setUint32(0, content.length);
  padded.set(content, LENGTH_BYTES);
  return padded;
}

/** Undefined for what `pad` would not have made. */
export function unpad(padded: Uint8Array): Uint8Array | undefined {
  if (!SIZES.includes(padded.length as (typeof SIZES)[number])) return undefined;
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  const content = padded.subarray(LENGTH_BYTES, LENGTH_BYTES + length);
  if (length > padded.length - LENGTH_BYTES || padded.subarray(LENGTH_BYTES + length).some((byte) => byte !== 0))
    return undefined;
  return SIZES.find((each) => length <= each - LENGTH_BYTES) === padded.length ? content : undefined;
}
