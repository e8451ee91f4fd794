import { z } from "zod";
import { PsephosError, requireInteger } from "../../errors.ts";
import { firstIssue } from "../json.ts";
import { fromBase64url, toBase64url } from "./base64url.ts";
import { VC_CONTEXT } from "./credential-json.ts";
import { STATUS_INDEX_BITS } from "./params.ts";

/** W3C Bitstring Status List v1.0: one bit for each credential, index 0 the highest bit of the first byte. */
export type StatusPurpose = "revocation" | "suspension";

export const STATUS_LIST_SIZE = 2 ** STATUS_INDEX_BITS;
const LIST_BYTES = STATUS_LIST_SIZE / 8;

/** 16,384 bytes, all bits 0. */
export function emptyList(): Uint8Array {
  return new Uint8Array(LIST_BYTES);
}

export function isMarked(list: Uint8Array, index: number): boolean {
  return (list[byteOf(list, index)]! & (0x80 >> (index & 7))) !== 0;
}

/** A copy with one bit set or cleared. */
export function withMark(list: Uint8Array, { index, marked }: { index: number; marked: boolean }): Uint8Array {
  const copy = list.slice();
  const at = byteOf(list, index);
  const mask = 0x80 >> (index & 7);
  copy[at] = marked ? copy[at]! | mask : copy[at]! & ~mask;
  return copy;
}

function byteOf(list: Uint8Array, index: number): number {
  checkSize(list);
  return requireInteger(index, { name: "index", min: 0, max: STATUS_LIST_SIZE - 1 }) >> 3;
}

/** "u" and base64url of the GZIP of the list. Compressors differ: the text is not unique, the list is. */
export async function encodeList(list: Uint8Array): Promise<string> {
  checkSize(list);
  const stream = new Blob([list.slice()]).stream().pipeThrough(new CompressionStream("gzip"));
  return `u${toBase64url(new Uint8Array(await new Response(stream).arrayBuffer()))}`;
}

/** Stops at the first byte too many, so that a small file cannot fill the memory. */
export async function decodeList(encoded: string): Promise<Uint8Array> {
  const bytes = encoded.startsWith("u") ? fromBase64url(encoded.slice(1)) : undefined;
  if (bytes === undefined) throw malformed('encodedList must be "u" and base64url without padding');
  const list = new Uint8Array(LIST_BYTES);
  let size = 0;
  const stream = new Blob([bytes.slice()]).stream().pipeThrough(new DecompressionStream("gzip"));
  const reader = stream.getReader();
  for (let part = await read(reader); part !== undefined; part = await read(reader)) {
    if (size + part.length > LIST_BYTES) throw malformed(`the list has more than ${STATUS_LIST_SIZE} entries`);
    list.set(part, size);
    size += part.length;
  }
  if (size !== LIST_BYTES) throw malformed(`the list has fewer than ${STATUS_LIST_SIZE} entries`);
  return list;
}

async function read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | undefined> {
  try {
    return (await reader.read()).value;
  } catch (cause) {
    throw malformed("encodedList is not GZIP", cause);
  }
}

/** The fields of a BitstringStatusListCredential that matter here; issuers may add others. */
const listForm = z.looseObject({
  id: z.string().optional(),
  "@context": z.array(z.unknown()).refine((list) => list[0] === VC_CONTEXT, `must start with ${VC_CONTEXT}`),
  type: z
    .array(z.string())
    .refine(
      (list) => ["VerifiableCredential", "BitstringStatusListCredential"].every((name) => list.includes(name)),
      "must name VerifiableCredential and BitstringStatusListCredential",
    ),
  credentialSubject: z.looseObject({
    type: z.literal("BitstringStatusList"),
    statusPurpose: z.enum(["revocation", "suspension"]),
    encodedList: z.string().max(40_000),
    statusSize: z.literal(1).optional(),
  }),
});

export interface StatusListCredential {
  /** Where it says that it is published. */
  readonly url: string | undefined;
  readonly purpose: StatusPurpose;
  readonly list: Uint8Array;
}

/** Reads the list out of its credential. The credential's own proof is for its reader to check; the root on chain binds the bits. */
export async function parseStatusList(json: unknown): Promise<StatusListCredential> {
  const parsed = listForm.safeParse(json);
  if (!parsed.success) throw malformed(firstIssue(parsed.error));
  const { statusPurpose, encodedList } = parsed.data.credentialSubject;
  return { url: parsed.data.id, purpose: statusPurpose, list: await decodeList(encodedList) };
}

export interface StatusListSubject {
  readonly purpose: StatusPurpose;
  /** URL under which the list is published. */
  readonly url: string;
  readonly issuer: string;
  /** `YYYY-MM-DDThh:mm:ssZ`. */
  readonly validFrom: string;
}

/** The credential that carries the list, without a proof: the issuer adds one of its own choice. */
export async function statusListJson(
  list: Uint8Array,
  { purpose, url, issuer, validFrom }: StatusListSubject,
): Promise<object> {
  return {
    "@context": [VC_CONTEXT],
    id: url,
    type: ["VerifiableCredential", "BitstringStatusListCredential"],
    issuer,
    validFrom,
    credentialSubject: {
      id: `${url}#list`,
      type: "BitstringStatusList",
      statusPurpose: purpose,
      encodedList: await encodeList(list),
    },
  };
}

function checkSize(list: Uint8Array): void {
  if (list.length !== LIST_BYTES) throw malformed(`a list has ${LIST_BYTES} bytes`);
}

function malformed(reason: string, cause?: unknown): PsephosError {
  return new PsephosError("STATUS_LIST_MALFORMED", `The status list is not valid: ${reason}.`, { cause });
}
