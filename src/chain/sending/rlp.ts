/** What RLP encodes: bytes, or lists of what it encodes. Numbers are their big-endian bytes without leading zeros. */
export type RlpItem = Uint8Array | readonly RlpItem[];

const SHORT_STRING = 0x80;
const SHORT_LIST = 0xc0;
/** Lengths up to here stand in the first byte. */
const SHORT = 55;

/** Ethereum Yellow Paper, appendix B. On bytes: ethers' encoder goes through hexadecimal text, which takes 20 times as long. */
export function encodeRlp(item: RlpItem): Buffer {
  if (item instanceof Uint8Array) {
    return item.length === 1 && item[0]! < SHORT_STRING ? Buffer.from(item) : withLength(SHORT_STRING, item);
  }
  return withLength(SHORT_LIST, Buffer.concat(item.map(encodeRlp)));
}

function withLength(offset: number, content: Uint8Array): Buffer {
  if (content.length <= SHORT) return Buffer.concat([Buffer.of(offset + content.length), content]);
  const length = numberBytes(BigInt(content.length));
  return Buffer.concat([Buffer.of(offset + SHORT + length.length), length, content]);
}

/** 0 has no bytes. */
export function numberBytes(value: bigint): Uint8Array {
  if (value === 0n) return new Uint8Array();
  const digits = value.toString(16);
  return Buffer.from(digits.padStart(digits.length + (digits.length % 2), "0"), "hex");
}

/** 0x… */
export function hexBytes(hex: string): Uint8Array {
  return Buffer.from(hex.slice(2), "hex");
}
