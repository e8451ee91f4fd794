import type { Endpoint } from "./endpoint.ts";
import { readAbout } from "./about.ts";
import { countAttestations, readAttestation, readAttestationBucket, readAttestationBuckets } from "./attestations.ts";
import { exportAuditTrail, listAuditTrail } from "./audit-trail.ts";
import { listBallots } from "./ballots.ts";
import { listCeremonies, readCeremony } from "./ceremonies.ts";
import { followChanges } from "./changes.ts";
import { listElections, readElection, readResult, readTurnout } from "./elections.ts";
import { listEnrolled, listEnrolments, readEnrolment } from "./enrolments.ts";
import { listDepartments, listIssuerKeys, listStatusPublications, readDepartment, readIssuerKey } from "./issuers.ts";
import { listAnchors, listLogs, readLog } from "./logs.ts";
import { listPolicies, readPolicy } from "./policies.ts";
import { readReceiptBucket, readReceiptBuckets } from "./receipts.ts";
import { listRolls, readRoll } from "./rolls.ts";

/** What the index answers: the chain's records, read-only. */
export const RECORD_ENDPOINTS: readonly Endpoint[] = [
  readAbout,
  listElections,
  readElection,
  readResult,
  readTurnout,
  listBallots,
  readReceiptBuckets,
  readReceiptBucket,
  listCeremonies,
  readCeremony,
  listRolls,
  readRoll,
  listDepartments,
  readDepartment,
  listIssuerKeys,
  readIssuerKey,
  listStatusPublications,
  listPolicies,
  readPolicy,
  countAttestations,
  readAttestationBuckets,
  readAttestationBucket,
  readAttestation,
  listEnrolments,
  readEnrolment,
  listEnrolled,
  listLogs,
  readLog,
  listAnchors,
  listAuditTrail,
  exportAuditTrail,
  followChanges,
];
