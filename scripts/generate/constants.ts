import { keccak256, toUtf8Bytes } from "ethers";
import * as params from "../../src/protocol/params.ts";

/** One number that circuits and contracts share with `src/protocol/params.ts`. */
export interface Constant {
  readonly name: string;
  readonly value: bigint;
  readonly note?: string;
}

/** Plain numbers of the parameters, under their own names. */
export function numbers(source: object = params): Constant[] {
  return Object.entries<unknown>({ ...source }).flatMap(([name, value]) =>
    typeof value === "number" ? [{ name, value: BigInt(value) }] : [],
  );
}

/** `keccak256(preimage) >> 8`: fits the field, since 2^248 < r. */
export function tags(preimages: Readonly<Record<string, string>> = params.TAGS): Constant[] {
  return Object.entries(preimages).map(([role, preimage]) => ({
    name: `TAG_${role}`,
    value: BigInt(keccak256(toUtf8Bytes(preimage))) >> 8n,
    note: `keccak256("${preimage}") >> 8`,
  }));
}

export interface RuleField {
  /** `OPTION_COUNT` for `optionCount`. */
  readonly name: string;
  readonly offset: bigint;
  readonly bits: bigint;
}

export function ruleFields(): RuleField[] {
  return Object.entries(params.RULES_LAYOUT).map(([field, [offset, bits]]) => ({
    name: upperSnake(field),
    offset: BigInt(offset),
    bits: BigInt(bits),
  }));
}

/** Width of the packed rules. The fields must follow one another without gap or overlap, or two rules share bits. */
export function rulesBits(): bigint {
  return ruleFields().reduce((end, { name, offset, bits }) => {
    if (offset !== end) throw new Error(`params.ts: rules field ${name} starts at bit ${offset}, not ${end}`);
    return end + bits;
  }, 0n);
}

export function upperSnake(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .replace(/-/g, "_")
    .toUpperCase();
}
