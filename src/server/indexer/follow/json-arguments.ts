import type { EventFragment, ParamType } from "ethers";
import type { EventData } from "../../../chain/reading/arguments.ts";

export type JsonValue = string | boolean | readonly JsonValue[] | { readonly [name: string]: JsonValue };
export type JsonArguments = Readonly<Record<string, JsonValue>>;

/**
 * An event's arguments as they are stored: whole numbers as decimal strings, addresses in lower case, structs by name, texts with U+FFFD
 * for what is no UTF-8. Reads the ABI encoding itself, since an index decodes more than all else together, and ethers takes thirty times
 * as long. Throws UnreadableData if the data ends too early.
 */
export function jsonArguments({ inputs }: EventFragment, { topics, data }: EventData): JsonArguments {
  const hex = data.slice(2);
  const args: Record<string, JsonValue> = {};
  let topic = 1;
  let at = 0;
  for (const input of inputs) {
    if (input.indexed === true) {
      args[input.name] = readWord(input, wordAt(topics[topic++] ?? "0x", 2));
    } else {
      args[input.name] = readValue(input, { hex, at, base: 0 });
      at += headDigits(input);
    }
  }
  return args;
}

/** Hex digits of a word. */
const WORD = 64;

interface Place {
  readonly hex: string;
  /** Of the value, or of its offset; in hex digits. */
  readonly at: number;
  /** What offsets count from. */
  readonly base: number;
}

function readValue(type: ParamType, { hex, at, base }: Place): JsonValue {
  const start = isDynamic(type) ? base + 2 * countAt(hex, at) : at;
  if (type.isArray()) {
    const first = type.arrayLength === -1 ? start + WORD : start;
    const length = type.arrayLength === -1 ? countAt(hex, start) : type.arrayLength;
    const step = headDigits(type.arrayChildren);
    // Before anything is made of it: a false length must not cost memory.
    if (first + length * step > hex.length) throw tooShort();
    return Array.from({ length }, (_, index) =>
      readValue(type.arrayChildren, { hex, at: first + index * step, base: first }),
    );
  }
  if (type.isTuple()) {
    let field = start;
    const fields = type.components.map((component): [string, JsonValue] => {
      const value = readValue(component, { hex, at: field, base: start });
      field += headDigits(component);
      return [component.name, value];
    });
    return Object.fromEntries(fields);
  }
  if (type.baseType !== "string" && type.baseType !== "bytes") return readWord(type, wordAt(hex, at));
  const end = start + WORD + 2 * countAt(hex, start);
  if (end > hex.length) throw tooShort();
  const bytes = hex.slice(start + WORD, end);
  return type.baseType === "bytes" ? `0x${bytes}` : readText(bytes);
}

function readWord({ baseType }: ParamType, word: string): JsonValue {
  if (baseType.startsWith("uint")) return BigInt(`0x${word}`).toString();
  if (baseType === "address") return `0x${word.slice(-40)}`;
  if (baseType === "bool") return BigInt(`0x${word}`) !== 0n;
  if (baseType === "bytes32") return `0x${word}`;
  throw new Error(`No event of ours has an argument of the type ${baseType}`);
}

function readText(bytes: string): string {
  // SQL has no U+0000 in texts, and a stranger's name may hold one.
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Buffer.from(bytes, "hex")).replaceAll("\0", "\u{fffd}");
}

function isDynamic(type: ParamType): boolean {
  if (type.isArray()) return type.arrayLength === -1 || isDynamic(type.arrayChildren);
  if (type.isTuple()) return type.components.some(isDynamic);
  return type.baseType === "string" || type.baseType === "bytes";
}

function headDigits(type: ParamType): number {
  if (isDynamic(type)) return WORD;
  if (type.isArray()) return type.arrayLength * headDigits(type.arrayChildren);
  if (type.isTuple()) return type.components.reduce((sum, component) => sum + headDigits(component), 0);
  return WORD;
}

function wordAt(hex: string, at: number): string {
  const word = hex.slice(at, at + WORD);
  if (word.length !== WORD) throw tooShort();
  return word;
}

/** An offset or a length, in bytes or elements. */
function countAt(hex: string, at: number): number {
  const count = Number(`0x${wordAt(hex, at)}`);
  // Nothing in a log can be longer than the log.
  if (count > hex.length) throw tooShort();
  return count;
}

/** What a log holds is not what the event of its name has. */
export class UnreadableData extends Error {}

function tooShort(): UnreadableData {
  return new UnreadableData("An event's data is shorter than its arguments");
}
