import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";
import { pageQuery } from "./page.ts";
import { asOf, count, recorded, recordPage, searchText } from "./recorded.ts";
import { address, hash32, uint64 } from "./words.ts";

const anchor = z.strictObject({
  /** Entries of the log. */
  size: count,
  /** RFC 9162 tree head of these entries. */
  root: hash32,
  recorded,
});

const log = z.strictObject({
  logId: uint64,
  operator: address,
  name: z.string(),
  /** Null before the first. */
  latest: anchor.nullable(),
  recorded,
});

const params = z.strictObject({ logId: uint64 });

export const listLogs = defineEndpoint({
  name: "listLogs",
  method: "GET",
  path: "/v1/logs",
  tag: "Logs",
  summary: "Logs of data sharing, the newest first",
  cost: "read",
  query: pageQuery.extend({ q: searchText.optional() }),
  success: { status: 200, body: recordPage(log) },
  problems: ["REQUEST_MALFORMED"],
});

export const readLog = defineEndpoint({
  name: "readLog",
  method: "GET",
  path: "/v1/logs/:logId",
  tag: "Logs",
  summary: "One log with its newest anchor",
  cost: "read",
  params,
  success: { status: 200, body: log.extend({ asOf }) },
  problems: ["NOT_FOUND"],
});

export const listAnchors = defineEndpoint({
  name: "listAnchors",
  method: "GET",
  path: "/v1/logs/:logId/anchors",
  tag: "Logs",
  summary: "Every anchor of a log, the newest first",
  cost: "read",
  params,
  query: pageQuery,
  success: { status: 200, body: recordPage(anchor) },
  problems: ["NOT_FOUND", "REQUEST_MALFORMED"],
});
