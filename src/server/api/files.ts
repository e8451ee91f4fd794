import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";
import { hash32, rawBytes } from "./words.ts";

/** Of one file; rolls are by far the largest. */
export const MAX_FILE_BYTES = 32 * 1_048_576;

const TAG = "Files";
const params = z.strictObject({ hash: hash32 });

export const readFile = defineEndpoint({
  name: "readFile",
  method: "GET",
  path: "/v1/files/:hash",
  tag: TAG,
  summary: "A public file that the chain names: a manifest, a roll, a policy's text.",
  description:
    "Byte for byte as it was published. Its keccak256 must be the hash that you asked for, and that hash one that you read on the chain: then it does not matter who keeps the file.",
  cost: "read",
  params,
  success: {
    status: 200,
    body: rawBytes,
    mediaType: "application/json",
    isImmutable: true,
    maxBytes: MAX_FILE_BYTES,
  },
  problems: ["NOT_FOUND", "STORE_UNAVAILABLE"],
});

export const putFile = defineEndpoint({
  name: "putFile",
  method: "PUT",
  path: "/v1/files/:hash",
  tag: TAG,
  summary: "Publishes a file that the chain names.",
  description:
    "After the transaction that names it: as soon as the index has read its keccak256, anybody may bring the file, and again without effect: the body of a file that is kept is not even read. Everything else is FILE_UNEXPECTED. A policy's text has 256 KiB at most, a manifest or a status list 1 MiB, a roll 32 MiB; Content-Length must be told.",
  cost: "upload",
  params,
  body: rawBytes,
  bodyMediaType: "application/octet-stream",
  bodyBytes: MAX_FILE_BYTES,
  success: { status: 204 },
  problems: ["FILE_UNEXPECTED", "PUBLIC_FILE_ALTERED", "STORAGE_FULL", "STORE_UNAVAILABLE"],
});

export const FILE_ENDPOINTS = [readFile, putFile] as const;
