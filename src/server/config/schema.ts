import { isAbsolute } from "node:path";
import { z } from "zod";
import { DEFAULT_HTTP_CONFIG as HTTP } from "../http/config.ts";
import { PART_NAMES } from "../part.ts";
import { proverSchema, relayerSchema } from "./schema-of-doers.ts";
import { indexerSchema, watcherSchema } from "./schema-of-watchers.ts";
import { webSchema } from "./schema-of-web.ts";
import { count } from "./values.ts";

const HOST = /^[A-Za-z0-9.:_-]{1,253}$/;

const webUrl = z.url({ protocol: /^https?$/ }).max(2_048);

const chainSchema = z.strictObject({
  rpcUrls: z
    .array(webUrl)
    .max(8)
    .default([])
    .describe(
      "Nodes of the chain. The first is used; the others, run by others, are asked whether they agree. None: a chain of its own.",
    ),
  chainId: count({ max: Number.MAX_SAFE_INTEGER, min: 1 })
    .optional()
    .describe("The chain that the nodes must be of; any, unless told."),
  deploymentFile: z
    .string()
    .min(1)
    .max(4_096)
    .optional()
    .describe("Record of the deployed contracts; the data folder's own unless told."),
  confirmations: count({ max: 10_000 })
    .optional()
    .describe(
      'Blocks on top of a final one; 0 on chains without forks. Unless told, the chain\'s "finalized" block counts.',
    ),
});

const httpSchema = z.strictObject({
  origins: z
    .array(z.string().max(300))
    .max(64)
    .default([...HTTP.origins])
    .describe('Web origins that may call from a browser, such as "https://vote.example.org"; no patterns.'),
  hosts: z
    .array(z.string().max(253))
    .max(64)
    .default([...HTTP.hosts])
    .describe(
      "Names that callers on this machine, such as a proxy that is not in http.trustProxy, may use for it; localhost, addresses and the names in http.origins need no place here.",
    ),
  trustProxy: z
    .array(z.string().max(64))
    .max(64)
    .default([...HTTP.trustProxy])
    .describe(
      "Addresses or private networks of reverse proxies whose X-Forwarded-For is believed; never everybody's, such as 0.0.0.0/0 or ::/0.",
    ),
  openMetrics: z
    .boolean()
    .default(HTTP.openMetrics)
    .describe(
      "Whether callers on other machines may see /metrics and the details of /health/ready. Both tell the second in which somebody came: only where a firewall lets nobody but the operator's Prometheus in.",
    ),
  readPerMinute: count({ max: 1_000_000 })
    .default(HTTP.rates.readPerMinute)
    .describe("Reading requests of one caller in a minute; 0 for no limit."),
  writePerMinute: count({ max: 1_000_000 })
    .default(HTTP.rates.writePerMinute)
    .describe("Other requests of one caller in a minute; 0 for no limit."),
  chainPerMinute: count({ max: 10_000_000 })
    .default(HTTP.rates.chainPerMinute)
    .describe("Questions of one caller to the node, through the portal, in a minute; 0 for no limit."),
  letterPerMinute: count({ max: 1_000_000 })
    .default(HTTP.rates.letterPerMinute)
    .describe("Letters of one caller in a minute; 0 for no limit."),
  uploadPerMinute: count({ max: 1_000_000 })
    .default(HTTP.rates.uploadPerMinute)
    .describe("Public files that one caller brings in a minute, and tries to; 0 for no limit."),
  maxConnections: count({ min: 1, max: 100_000 }).default(HTTP.maxConnections).describe("Open connections."),
  maxConnectionsPerCaller: count({ min: 1, max: 100_000 })
    .default(HTTP.maxConnectionsPerCaller)
    .describe("Open connections of one address; not counted behind a proxy."),
  maxStreams: count({ min: 1, max: 100_000 }).default(HTTP.maxStreams).describe("Open event streams."),
  maxStreamsPerCaller: count({ min: 1, max: 10_000 })
    .default(HTTP.maxStreamsPerCaller)
    .describe("Open event streams of one caller."),
  maxEventLoopDelayMs: count({ max: 600_000 })
    .default(HTTP.maxEventLoopDelayMs)
    .describe("When the event loop lags by more milliseconds, callers are told BUSY; 0 for never."),
});

const databaseSchema = z.strictObject({
  url: z
    .url({ protocol: /^postgres(ql)?$/ })
    .max(2_048)
    .optional()
    .describe(
      "A PostgreSQL server. Unless told, a database of its own in the data folder. May hold a password: never printed.",
    ),
  poolSize: count({ min: 2, max: 200 }).default(10).describe("Connections to the server, at least two."),
});

/** Everything an operator can set. Each leaf has a default or may be left out; keys that are not here are refused. */
export const configSchema = z.strictObject({
  parts: z
    .array(z.enum(PART_NAMES))
    .min(1)
    .refine((parts) => new Set(parts).size === parts.length, "must name each part once")
    .default([...PART_NAMES])
    .describe("What runs in this process."),
  host: z.string().regex(HOST).default("127.0.0.1").describe("Address to listen at; 0.0.0.0 for all of the machine's."),
  port: count({ max: 65_535 }).default(7400).describe("Port to listen at; 0 for any free one."),
  data: z.string().max(4_096).refine(isAbsolute, "must be an absolute path").describe("Folder for all that is kept."),
  database: databaseSchema.prefault({}).describe("Where state is kept."),
  chain: chainSchema.prefault({}).describe("The chain and its contracts."),
  relayer: relayerSchema.prefault({}).describe("Sends ballots and attestations on."),
  prover: proverSchema.prefault({}).describe("Makes proofs."),
  indexer: indexerSchema.prefault({}).describe("Follows the chain into the database."),
  watcher: watcherSchema.prefault({}).describe("Raises alerts."),
  web: webSchema.prefault({}).describe("Serves the portal."),
  http: httpSchema.prefault({}).describe("Who may call, and how often."),
  log: z
    .strictObject({
      level: z.enum(["debug", "info", "warn", "error", "silent"]).default("info").describe("The least that is logged."),
    })
    .prefault({})
    .describe("Structured logs, to standard error."),
});

export type Config = z.output<typeof configSchema>;
export type HttpSection = Config["http"];
