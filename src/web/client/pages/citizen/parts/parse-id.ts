/** A record's number as an address has it; undefined for what is none. */
export function parseId(text: string | undefined): bigint | undefined {
  return text !== undefined && /^[1-9][0-9]{0,15}$/.test(text) ? BigInt(text) : undefined;
}
