import type { AttestationCheck } from "./check.ts";
import { presentationKeys } from "./checks/a1-verifying-keys.ts";
import { trustTree } from "./checks/a2-trust-tree.ts";
import { statusLists } from "./checks/a3-status-lists.ts";
import { policiesCheck } from "./checks/a4-policies.ts";
import { attestationProofs } from "./checks/a5-attestation-proofs.ts";
import { attestationTimes } from "./checks/a6-times.ts";
import { attestationStates } from "./checks/a7-states.ts";
import { enrolmentsCheck } from "./checks/a8-enrolments.ts";
import { logAnchors } from "./checks/a9-log-anchors.ts";

/** What anyone can check of credentials from public data alone. */
export const ATTESTATION_CHECKS: readonly AttestationCheck[] = [
  presentationKeys,
  trustTree,
  statusLists,
  policiesCheck,
  attestationProofs,
  attestationTimes,
  attestationStates,
  enrolmentsCheck,
  logAnchors,
];
