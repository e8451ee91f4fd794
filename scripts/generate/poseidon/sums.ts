import type { StackCode } from "./stack-code.ts";

/** Words below r of which 256 bits hold the sum: 5·r < 2^256. */
const MOST_ADDENDS = 5;

/** Puts one word below r on top. */
export type Addend = (code: StackCode) => void;

/** A multiple of a named word; with the factor 1, that word itself, which is then below r. */
export function product(factor: bigint, word: string): Addend {
  if (factor === 1n) return (code) => void code.get(word);
  return (code) => void code.get("r").push(factor).get(word).op("MULMOD");
}

export interface Sum {
  readonly addends: readonly Addend[];
  /** Whether the sum must be below r; otherwise it need only fit 256 bits. */
  readonly reduced?: boolean;
}

/** Adds to the top word, which is below r. */
export function accumulate(code: StackCode, { addends, reduced = false }: Sum): void {
  if (addends.length < MOST_ADDENDS && !reduced) {
    addAll(code, addends);
    return;
  }
  const first = addends.slice(0, -1).slice(0, MOST_ADDENDS - 1);
  const [next, ...rest] = addends.slice(first.length);
  if (rest.length >= MOST_ADDENDS) throw new Error("the sum would not fit 256 bits");
  code.get("r").op("SWAP1");
  addAll(code, first);
  next!(code);
  addAll(code, rest);
  code.op("ADDMOD");
}

/** Puts the fifth power of a named word on top, below r. */
export function fifthPower(code: StackCode, word: string): void {
  code.get("r").get(word).op("DUP1", "MULMOD");
  code.get("r").op("SWAP1", "DUP1", "MULMOD");
  code.get("r").op("SWAP1").get(word).op("MULMOD");
}

function addAll(code: StackCode, addends: readonly Addend[]): void {
  for (const addend of addends) {
    addend(code);
    code.op("ADD");
  }
}
