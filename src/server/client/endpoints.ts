/** What people's programs ask of services beyond what has a function of its own here. */
export { readAbout } from "../api/about.ts";
export { listAlerts, type Alert } from "../api/alerts.ts";
export { AUDIT_ROLES, CSV_ROWS, exportAuditTrail, listAuditTrail, type AuditEntry } from "../api/audit-trail.ts";
export { MAX_CHAIN_BATCH } from "../api/chain-gateway.ts";
export type { AnswerOf } from "../api/endpoint.ts";
export { putFile, readFile } from "../api/files.ts";
export { putLogEntries, readLogEntries } from "../api/log-entries.ts";
export { LETTER_DAYS, MAX_LETTER_BYTES, MAX_LETTERS } from "../api/letters.ts";
export { getRelay, getRelayEntry, streamRelayEntry, type RelayState } from "../api/relay.ts";
