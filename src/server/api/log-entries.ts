import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";
import { MAX_FILE_BYTES } from "./files.ts";
import { hash32, rawBytes, uint64 } from "./words.ts";

const TAG = "Logs";
const MEDIA_TYPE = "application/octet-stream";

export const readLogEntries = defineEndpoint({
  name: "readLogEntries",
  method: "GET",
  path: "/v1/logs/:logId/entries",
  tag: TAG,
  summary: "The entries of a log of data sharing, as its office published them last",
  description:
    "One a line, from the first on. Hold them against the anchors of your own node: then it does not matter who keeps them. Nobody but the person whom a record is about can tell that it is hers, so read all of them, and search on your own device.",
  cost: "read",
  params: z.strictObject({ logId: uint64 }),
  success: { status: 200, body: rawBytes, mediaType: MEDIA_TYPE, maxBytes: MAX_FILE_BYTES },
  problems: ["NOT_FOUND", "STORE_UNAVAILABLE"],
});

export const putLogEntries = defineEndpoint({
  name: "putLogEntries",
  method: "PUT",
  path: "/v1/logs/:logId/entries/:root",
  tag: TAG,
  summary: "Publishes the entries of a log, up to an anchored root.",
  description:
    "After the transaction that anchors them: as soon as the index has read the root, anybody may bring the entries that have it, one a line, each with its line feed. They take the place of fewer; fewer or as many are taken without effect. Content-Length must be told.",
  cost: "upload",
  params: z.strictObject({ logId: uint64, root: hash32 }),
  body: rawBytes,
  bodyMediaType: MEDIA_TYPE,
  bodyBytes: MAX_FILE_BYTES,
  success: { status: 204 },
  problems: ["FILE_UNEXPECTED", "PUBLIC_FILE_ALTERED", "STORAGE_FULL", "STORE_UNAVAILABLE"],
});

export const LOG_ENTRY_ENDPOINTS = [readLogEntries, putLogEntries] as const;
