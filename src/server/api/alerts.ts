import { z } from "zod";
import { defineEndpoint } from "./endpoint.ts";
import { pageOf, pageQuery } from "./page.ts";
import { unixSeconds } from "./words.ts";

/** What the watcher looks for. Kinds are stable: programs match on them. */
export const ALERT_KINDS = [
  "aggregate-differs",
  "count-differs",
  "record-differs",
  "result-differs",
  "trustee-late",
  "issuer-key-changed",
  "authority-changed",
  "log-silent",
  "log-going-back",
  "index-faulty",
  "indexer-behind",
  "chain-stalled",
  "finality-broken",
  "nodes-disagree",
  "node-unreachable",
  "proofs-refused",
  "wallet-low",
  "fees-high",
  "entries-waiting",
  "dead-letters",
  "check-failed",
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** "info": good to know; "warning": look today; "critical": look now. */
export const ALERT_SEVERITIES = ["info", "warning", "critical"] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

const sentence = z.strictObject({ zh: z.string(), en: z.string() });

export const alertId = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, "must be an alert's id, a lower-case UUID");

export const alert = z.strictObject({
  id: alertId,
  kind: z.enum(ALERT_KINDS),
  severity: z.enum(ALERT_SEVERITIES),
  /** What it is about, such as `election:3`. */
  subject: z.string(),
  /** Facts for programs; which ones depends on the kind. */
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  raisedAt: unixSeconds,
  /** Null while it is open. */
  clearedAt: unixSeconds.nullable(),
  /** What was seen. */
  sentence,
  /** What to do now. */
  advice: sentence,
});
export type Alert = z.output<typeof alert>;

const TAG = "alerts";

export const listAlerts = defineEndpoint({
  name: "listAlerts",
  method: "GET",
  path: "/v1/alerts",
  tag: TAG,
  summary: "Lists alerts, newest first.",
  description:
    "An alert is raised once, stays open while its reason lasts, and is kept after it was cleared. Changes of keys and authorities are cleared by time alone.",
  cost: "read",
  query: pageQuery.extend({
    state: z.enum(["open", "cleared"]).optional(),
    kind: z.enum(ALERT_KINDS).optional(),
    severity: z.enum(ALERT_SEVERITIES).optional(),
  }),
  success: { status: 200, body: pageOf(alert) },
  problems: [],
});

export const getAlert = defineEndpoint({
  name: "getAlert",
  method: "GET",
  path: "/v1/alerts/:id",
  tag: TAG,
  summary: "Shows one alert.",
  cost: "read",
  params: z.strictObject({ id: alertId }),
  success: { status: 200, body: alert },
  problems: ["NOT_FOUND"],
});

export const streamAlerts = defineEndpoint({
  name: "streamAlerts",
  method: "GET",
  path: "/v1/alerts/events",
  tag: TAG,
  summary: "Tells of each alert that is raised, changes its severity or is cleared.",
  description:
    "Starts with the alerts that are open. A client that comes back with `Last-Event-ID` gets what changed since; an alert that changed several times meanwhile comes once, as it is now.",
  cost: "read",
  success: { status: 200, body: alert, stream: true },
  problems: [],
});

export const ALERT_ENDPOINTS = [listAlerts, getAlert, streamAlerts] as const;
