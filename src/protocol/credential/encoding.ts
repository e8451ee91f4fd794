import { toUtf8Bytes } from "ethers";
import { fromBytes } from "../../crypto/field.ts";
import { poseidon } from "../../crypto/poseidon.ts";
import { PsephosError } from "../../errors.ts";
import { textFault } from "../text.ts";
import { COUNTRY_CODES } from "./countries.ts";
import { NUMBER_BITS } from "./params.ts";
import { CREDENTIAL_TAG } from "./tags.ts";

/** How an attribute's JSON value becomes a field element. Every encoding takes one form only and refuses all others. */
export type Encoding = (typeof ENCODINGS)[number];

export const ENCODINGS = [
  "uint64",
  "int64",
  "money",
  "date",
  "date-time",
  "boolean",
  "enumeration",
  "country",
  "string",
  "bytes32",
] as const;

export interface AttributeType {
  readonly encoding: Encoding;
  /** Of an enumeration, in order. */
  readonly values?: readonly string[] | undefined;
  /** Of money: digits after the point, 0 to 4. */
  readonly fractionDigits?: number | undefined;
}

export type AttributeValue = string | boolean;

const LIMIT = 1n << BigInt(NUMBER_BITS);
/** Signed numbers are moved up by this, so that their order stays. */
export const SIGN_BIAS = LIMIT / 2n;
const MS_PER_DAY = 86_400_000;
const EPOCH_1900 = Date.UTC(1900, 0, 1);
const CHUNK_BYTES = 31;
/** With the length 16 inputs of one hash. */
export const MAX_STRING_BYTES = 15 * CHUNK_BYTES;

/** Encodings whose order is that of what they stand for; they are below 2^64. */
const ORDERED: ReadonlySet<Encoding> = new Set(["uint64", "int64", "money", "date", "date-time"]);
/** Encodings that are hashes: they can be compared, not read back. */
const HASHED: ReadonlySet<Encoding> = new Set(["string", "bytes32"]);

export function isOrdered({ encoding }: AttributeType): boolean {
  return ORDERED.has(encoding);
}

export function isHashed({ encoding }: AttributeType): boolean {
  return HASHED.has(encoding);
}

/** The field element of a JSON value. */
export function encodeValue(type: AttributeType, value: unknown): bigint {
  if (type.encoding === "boolean") {
    if (typeof value !== "boolean") throw invalid("must be true or false");
    return value ? 1n : 0n;
  }
  if (typeof value !== "string") throw invalid("must be a text");
  return ENCODERS[type.encoding](value, type);
}

/** The JSON value of a field element; inverse of `encodeValue` for all but hashes. */
export function decodeValue(type: AttributeType, element: bigint): AttributeValue {
  if (isHashed(type)) throw invalid(`of encoding ${type.encoding} is a hash and cannot be read back`);
  const value = type.encoding === "boolean" ? element === 1n : decodeText(type, element);
  if (value === undefined || encodeValue(type, value) !== element) throw invalid("is no value of this encoding");
  return value;
}

type TextEncoding = Exclude<Encoding, "boolean">;

const ENCODERS: Readonly<Record<TextEncoding, (text: string, type: AttributeType) => bigint>> = {
  uint64: (text) => unsigned(text),
  int64: (text) => {
    if (!/^(0|-?[1-9][0-9]{0,18})$/.test(text)) throw invalid("must be a whole number without leading zeros");
    return below64(BigInt(text) + SIGN_BIAS);
  },
  money: (text, { fractionDigits = 2 }) => {
    const fraction = fractionDigits === 0 ? "" : `\\.[0-9]{${fractionDigits}}`;
    if (!new RegExp(`^(0|[1-9][0-9]{0,19})${fraction}$`).test(text)) {
      throw invalid(`must be an amount with ${fractionDigits} digits after the point`);
    }
    return below64(BigInt(text.replace(".", "")));
  },
  date: (text) => {
    const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
    if (!(ms >= EPOCH_1900) || dateText(ms) !== text) throw invalid("must be a date from 1900-01-01 on, as YYYY-MM-DD");
    return BigInt((ms - EPOCH_1900) / MS_PER_DAY);
  },
  "date-time": (text) => encodeTime(text),
  enumeration: (text, { values = [] }) => {
    const index = values.indexOf(text);
    if (index < 0) throw invalid(`must be one of ${values.join(", ")}`);
    return BigInt(index);
  },
  country: (text) => {
    if (!COUNTRY_CODES.has(text)) throw invalid("must be an ISO 3166-1 numeric code of three digits");
    return BigInt(text);
  },
  string: hashString,
  bytes32: (text) => {
    if (!/^0x[0-9a-f]{64}$/.test(text)) throw invalid("must be 0x and 64 lower-case hexadecimal digits");
    const word = BigInt(text);
    return poseidon([word >> 128n, BigInt.asUintN(128, word)], CREDENTIAL_TAG.BYTES);
  },
};

function decodeText({ encoding, values = [], fractionDigits = 2 }: AttributeType, element: bigint): string | undefined {
  if (element < 0n || element >= LIMIT) return undefined;
  switch (encoding) {
    case "int64":
      return (element - SIGN_BIAS).toString();
    case "money": {
      const digits = element.toString().padStart(fractionDigits + 1, "0");
      return fractionDigits === 0 ? digits : `${digits.slice(0, -fractionDigits)}.${digits.slice(-fractionDigits)}`;
    }
    case "date":
      return dateText(EPOCH_1900 + Number(element) * MS_PER_DAY);
    case "date-time":
      return decodeTime(element);
    case "enumeration":
      return values[Number(element)];
    case "country":
      return element.toString().padStart(3, "0");
    case "uint64":
      return element.toString();
    case "boolean":
    case "string":
    case "bytes32":
      return undefined;
  }
}

/** `YYYY-MM-DDThh:mm:ssZ` as unix seconds, from 1970 on. */
export function encodeTime(text: string): bigint {
  const ms = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text) ? Date.parse(text) : NaN;
  if (!(ms >= 0) || timeText(ms) !== text) throw invalid("must be a time from 1970 on, as YYYY-MM-DDThh:mm:ssZ");
  return BigInt(ms / 1000);
}

export function decodeTime(seconds: bigint): string {
  const text = timeText(Number(seconds) * 1000);
  if (text === undefined) throw invalid("is no time before the year 10000");
  return text;
}

function timeText(ms: number): string | undefined {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) return undefined;
  return date.toISOString().replace(".000Z", "Z");
}

function dateText(ms: number): string | undefined {
  return timeText(ms)?.slice(0, 10);
}

function unsigned(text: string): bigint {
  if (!/^(0|[1-9][0-9]{0,19})$/.test(text)) throw invalid("must be a whole number without sign or leading zeros");
  return below64(BigInt(text));
}

function below64(value: bigint): bigint {
  if (value < 0n || value >= LIMIT) throw invalid("does not fit 64 bits");
  return value;
}

/** Poseidon over [length in bytes, chunks of 31 bytes], big-endian, the last one shorter; tag in the capacity. */
function hashString(text: string): bigint {
  const fault = textFault(text, { maxLength: MAX_STRING_BYTES });
  if (fault !== undefined) throw invalid(fault);
  const bytes = toUtf8Bytes(text);
  if (bytes.length > MAX_STRING_BYTES) throw invalid(`is longer than ${MAX_STRING_BYTES} bytes`);
  const chunks = Array.from({ length: Math.ceil(bytes.length / CHUNK_BYTES) }, (_, index) =>
    fromBytes(bytes.slice(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES)),
  );
  return poseidon([BigInt(bytes.length), ...chunks], CREDENTIAL_TAG.STRING);
}

function invalid(reason: string): PsephosError {
  return new PsephosError("VALUE_INVALID", `The value ${reason}.`);
}
