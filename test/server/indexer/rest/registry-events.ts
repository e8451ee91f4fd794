import { parseAskedPolicy } from "../../../../src/protocol/credential/asked-policy.ts";
import { SCHEMAS } from "../../../../src/protocol/credential/schemas.ts";
import { POLICY } from "../../../protocol/credential/fixtures.ts";
import { accountOf, hashOf, type TestEvent } from "./fixture.ts";

/** Logs of the registries of issuers, policies, attestations, enrolments and logs. */

export const ASKED = parseAskedPolicy(POLICY, SCHEMAS);
export const DEPARTMENT = ASKED.terms.departmentId.toString();

export function departmentRegistered(did: string = POLICY.verifier, departmentId = DEPARTMENT): TestEvent {
  return {
    ...{ contract: "issuers", name: "DepartmentRegistered", subject: ["department", departmentId], role: "governor" },
    args: { departmentId, did, account: accountOf(20) },
    table: "departments",
    values: { department_id: departmentId, did, account: accountOf(20) },
  };
}

export function accountChanged(account: string): TestEvent {
  return {
    ...{ contract: "issuers", name: "DepartmentAccountChanged", subject: ["department", DEPARTMENT] },
    table: "department_account_changes",
    values: { department_id: DEPARTMENT, account },
  };
}

export function keyRegistered(keyIndex: number, endsAt: number): TestEvent {
  return {
    ...{ contract: "issuers", name: "IssuerKeyRegistered", subject: ["issuer-key", `${keyIndex}`], role: "governor" },
    table: "issuer_keys",
    values: {
      ...{ key_index: keyIndex, department_id: DEPARTMENT, schema_hash: "5", epoch: 1, ends_at: endsAt },
      ...{ certificate_hash: hashOf("certificate"), public_key_x: "3", public_key_y: "4" },
    },
  };
}

export function statusPublished(keyIndex: number, statusRoot: bigint): TestEvent {
  return {
    ...{ contract: "issuers", name: "StatusPublished", subject: ["issuer-key", `${keyIndex}`], role: "department" },
    table: "status_publications",
    values: {
      ...{ key_index: keyIndex, status_root: statusRoot.toString(), lists_hash: hashOf("lists") },
      trust_root: (statusRoot - 1n).toString(),
    },
  };
}

export function keyRemoved(keyIndex: number, compromised: boolean): TestEvent {
  return {
    ...{ contract: "issuers", name: "IssuerKeyRemoved", subject: ["issuer-key", `${keyIndex}`], role: "governor" },
    table: "issuer_key_removals",
    values: { key_index: keyIndex, compromised, trust_root: "9" },
  };
}

export function policyPublished(
  policyId: number,
  { text = ASKED.text, revocable = ASKED.terms.revocable } = {},
): TestEvent {
  const { scopeId, policyHash, circuit, maxStatusAge, maxClockSkew, validity, lapses } = ASKED.terms;
  return {
    ...{ contract: "policies", name: "PolicyPublished", subject: ["policy", `${policyId}`], role: "department" },
    args: { policyId: `${policyId}`, text },
    table: "policies",
    values: {
      ...{ policy_id: `${policyId}`, department_id: DEPARTMENT, scope_id: `${scopeId}`, policy_hash: `${policyHash}` },
      ...{ circuit, max_status_age: maxStatusAge, max_clock_skew: maxClockSkew, validity, lapses, revocable },
      ...{ text_hash: hashOf(text), text },
    },
  };
}

export function policyRetired(policyId: number): TestEvent {
  return {
    ...{ contract: "policies", name: "PolicyRetired", subject: ["policy", `${policyId}`], role: "department" },
    table: "policy_retirements",
    values: { policy_id: `${policyId}` },
  };
}

export function attested(pseudonym: bigint, times: { attestedAt: number; expiresAt: number }): TestEvent {
  return {
    ...{ contract: "attestations", name: "Attested", subject: ["attestation", "1"], role: "holder or relayer" },
    table: "attestations",
    values: {
      ...{
        policy_id: "1",
        pseudonym: pseudonym.toString(),
        attested_at: times.attestedAt,
        expires_at: times.expiresAt,
      },
      ...{ proven_at: times.attestedAt, trust_root: "8", disclosure_hash: "7" },
    },
  };
}

export function attestationEnded(kind: "withdrawn" | "revoked", pseudonym: bigint): TestEvent {
  const reason = kind === "revoked" ? hashOf("decision") : null;
  return {
    ...{ contract: "attestations", name: kind === "revoked" ? "Revoked" : "Withdrawn", subject: ["attestation", "1"] },
    table: "attestation_ends",
    values: { policy_id: "1", pseudonym: pseudonym.toString(), kind, reason },
  };
}

export function enrolmentOpened(name: string, { opensAt, closesAt }: { opensAt: number; closesAt: number }): TestEvent {
  return {
    ...{ contract: "enrolments", name: "EnrolmentOpened", subject: ["enrolment", "1"], role: "department" },
    args: { enrolmentId: "1", policyId: "1", name },
    table: "enrolments",
    values: { enrolment_id: "1", policy_id: "1", name, opens_at: opensAt, closes_at: closesAt },
  };
}

export function enrolled(position: number): TestEvent {
  return {
    ...{ contract: "enrolments", name: "Enrolled", subject: ["enrolment", "1"], role: "holder or relayer" },
    table: "enrolled",
    values: { enrolment_id: "1", pseudonym: `${position + 1000}`, commitment: `${position + 2000}`, position },
  };
}

export function logOpened(logId: number, name: string): TestEvent {
  return {
    ...{
      contract: "logs",
      name: "LogOpened",
      subject: ["log", `${logId}`],
      role: "log operator",
      account: accountOf(21),
    },
    args: { logId: `${logId}`, operator: accountOf(21), name },
    table: "logs",
    values: { log_id: `${logId}`, operator: accountOf(21), name },
  };
}

export function anchored(logId: number, size: number): TestEvent {
  return {
    ...{ contract: "logs", name: "Anchored", subject: ["log", `${logId}`], role: "log operator" },
    args: { logId: `${logId}`, size: `${size}`, root: hashOf(`root ${size}`) },
    table: "log_anchors",
    values: { log_id: `${logId}`, size, root: hashOf(`root ${size}`) },
  };
}
