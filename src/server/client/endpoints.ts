/** What people's programs ask of services beyond what has a function of its own here. */
export { readAbout } from "../api/about.ts";
export { ALERT_KINDS, ALERT_SEVERITIES, listAlerts, type Alert } from "../api/alerts.ts";
export { AUDIT_ROLES, exportAuditTrail, listAuditTrail, type AuditEntry } from "../api/audit-trail.ts";
export type { AnswerOf } from "../api/endpoint.ts";
export { getRelay, getRelayEntry, streamRelayEntry, type RelayState } from "../api/relay.ts";
