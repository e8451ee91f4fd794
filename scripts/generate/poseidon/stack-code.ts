import { toBytes } from "../../../src/crypto/field.ts";

/** Opcode, words taken, words left. */
const OPERATIONS = {
  ADD: [0x01, 2, 1],
  ADDMOD: [0x08, 3, 1],
  MULMOD: [0x09, 3, 1],
  LT: [0x10, 2, 1],
  AND: [0x16, 2, 1],
  CALLDATALOAD: [0x35, 1, 1],
  CODECOPY: [0x39, 3, 0],
  MLOAD: [0x51, 1, 1],
  MSTORE: [0x52, 2, 0],
  JUMPI: [0x57, 2, 0],
  JUMPDEST: [0x5b, 0, 0],
  DUP1: [0x80, 0, 1],
  SWAP1: [0x90, 0, 0],
  RETURN: [0xf3, 2, 0],
  REVERT: [0xfd, 2, 0],
} as const;

const POP = 0x50;
const JUMP = 0x56;
const PUSH0 = 0x5f;
const DUP1 = 0x80;
const SWAP1 = 0x90;

/** How many words from the top DUP and SWAP reach. */
const REACH = 16;

/** EVM code, written with names for words on the stack. */
export class StackCode {
  readonly bytes: number[] = [];
  /** From the bottom up; words in passing have no name. */
  readonly #stack: string[] = [];

  op(...names: readonly (keyof typeof OPERATIONS)[]): this {
    for (const name of names) {
      const [code, taken, left] = OPERATIONS[name];
      this.bytes.push(code);
      this.#stack.length -= taken;
      for (let i = 0; i < left; i++) this.#stack.push("");
    }
    return this;
  }

  push(value: bigint): this {
    const word = toBytes(value);
    const bytes = value === 0n ? [] : word.slice(word.findIndex((byte) => byte !== 0));
    this.bytes.push(PUSH0 + bytes.length, ...bytes);
    this.#stack.push("");
    return this;
  }

  /** A copy of the named word on top. */
  get(name: string): this {
    this.bytes.push(DUP1 + this.#depth(name));
    this.#stack.push("");
    return this;
  }

  /** Names the top word. If another one had that name, the top word takes its place. */
  set(name: string): this {
    if (this.#stack.includes(name)) {
      this.bytes.push(SWAP1 + this.#depth(name) - 1, POP);
      this.#stack.pop();
    } else {
      this.#stack[this.#stack.length - 1] = name;
    }
    return this;
  }

  /** Names words anew, where they are. */
  rename(from: readonly string[], to: readonly string[]): this {
    const places = from.map((name) => this.#stack.indexOf(name));
    places.forEach((place, i) => (this.#stack[place] = to[i]!));
    return this;
  }

  /** Words that are not run, but jumped over. Returns where they start. */
  data(words: readonly bigint[]): number {
    const start = this.bytes.length + 4;
    // A byte that reads as PUSH32 takes up to 32 bytes after it, which must not hold the JUMPDEST.
    const padded = [...words, 0n];
    const end = start + 32 * padded.length;
    this.bytes.push(PUSH0 + 2, end >> 8, end & 0xff, JUMP);
    for (const word of padded) this.bytes.push(...toBytes(word));
    this.op("JUMPDEST");
    return start;
  }

  #depth(name: string): number {
    const depth = this.#stack.length - 1 - this.#stack.indexOf(name);
    if (!this.#stack.includes(name) || depth >= REACH) throw new Error(`${name} is out of the stack's reach`);
    return depth;
  }
}
