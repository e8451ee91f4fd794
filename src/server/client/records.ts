/** What the index is asked for, for programs that show its records. Apart from `endpoints.ts`: whoever needs few of them loads few. */
export { countAttestations } from "../api/attestations.ts";
export { AUDIT_ROLES, AUDIT_SUBJECTS, listAuditTrail, type AuditEntry } from "../api/audit-trail.ts";
export { getAlert, listAlerts, streamAlerts, type Alert } from "../api/alerts.ts";
export { listBallots } from "../api/ballots.ts";
export { listCeremonies, readCeremony } from "../api/ceremonies.ts";
export { followChanges } from "../api/changes.ts";
export { listElections, readElection, readResult, readTurnout } from "../api/elections.ts";
export type { AnswerOf } from "../api/endpoint.ts";
export { listEnrolled, listEnrolments, readEnrolment } from "../api/enrolments.ts";
export {
  listDepartments,
  listIssuerKeys,
  listStatusPublications,
  readDepartment,
  readIssuerKey,
} from "../api/issuers.ts";
export { listAnchors, listLogs, readLog } from "../api/logs.ts";
export { listPolicies, readPolicy } from "../api/policies.ts";
export type { AsOf, Recorded } from "../api/recorded.ts";
export { listRolls, readRoll } from "../api/rolls.ts";
