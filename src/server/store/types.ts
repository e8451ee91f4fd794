const INT8 = 20;
const DATE = 1082;
const BYTEA = 17;

/**
 * How values come back, alike from both databases: `bigint` as a number (all of ours count blocks, nonces and rows), `numeric` as a
 * decimal string, `date` as written, `timestamptz` as a Date, `bytea` as bytes.
 */
export const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: parseSafe,
  [DATE]: (text) => text,
  [BYTEA]: (text) => new Uint8Array(Buffer.from(text.slice(2), "hex")),
};

function parseSafe(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError("A bigint column holds more than a number can; use numeric");
  return value;
}
