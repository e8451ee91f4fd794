import type { AuditEntry } from "../../../../../server/client/records.ts";
import { useTexts } from "../../../state/texts.ts";

const ROLES = {
  organizer: "organizer",
  trustee: "trustee",
  registrar: "registrar",
  "voter or relayer": "voter_or_relayer",
  "holder or relayer": "holder_or_relayer",
  department: "department",
  governor: "governor",
  "department or governor": "department_or_governor",
  "log operator": "log_operator",
  "authority member": "authority_member",
  anyone: "anyone",
  unknown: "unknown",
} as const satisfies Record<AuditEntry["role"], string>;

export function useRoleWords(): (role: AuditEntry["role"]) => string {
  const say = useTexts("public");
  return (role) => say(`role_${ROLES[role]}`);
}

const EVENTS = [
  "Anchored",
  "Approved",
  "Attested",
  "BallotCast",
  "CeremonyCreated",
  "DealingAccepted",
  "DealingCommitted",
  "DepartmentAccountChanged",
  "DepartmentRegistered",
  "ElectionCancelled",
  "ElectionCreated",
  "Enrolled",
  "EnrolmentOpened",
  "Executed",
  "GovernorTransferStarted",
  "GovernorTransferred",
  "IssuerKeyRegistered",
  "IssuerKeyRemoved",
  "KeyRegistered",
  "KeyTestPassed",
  "LogOpened",
  "MembersChanged",
  "PartialDecryptionAccepted",
  "PolicyPublished",
  "PolicyRetired",
  "Proposed",
  "ResultPublished",
  "Revoked",
  "RollPublished",
  "StatusPublished",
  "TrusteeRegistered",
  "Withdrawn",
] as const;

/** An event in the reader's words; by its own name where a later contract has one that is not known here. */
export function useEventWords(): (event: string) => string {
  const say = useTexts("public");
  return (event) => {
    const known = EVENTS.find((name) => name === event);
    return known === undefined ? event : say(`event_${known}`);
  };
}
