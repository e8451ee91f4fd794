import { keccak256 } from "ethers";
import { PRESENTATION_CIRCUITS } from "../../../../protocol/credential/policy-terms.ts";
import { boundedTime } from "../../../times.ts";
import { describe, row, type Descriptions } from "./description.ts";

interface Published {
  policyId: string;
  departmentId: string;
  terms: Record<"scopeId" | "policyHash" | "circuit" | "maxStatusAge" | "maxClockSkew" | "validity", string> &
    Record<"lapses" | "revocable", boolean>;
  text: string;
}

interface OfPseudonym {
  policyId: string;
  pseudonym: string;
}

/** Of an item: 8 proof words, then these. */
const TRUST_ROOT_AT = 8;
const NOW_AT = 9;
const DISCLOSURE_AT = 11;

const WORD_DIGITS = 64;
/** Of PolicyPublished's data, in words: the terms, then the text's offset, its length and its bytes. */
const TEXT_LENGTH_AT = 10;

export const POLICIES: Descriptions = {
  PolicyPublished: describe<Published>(({ policyId, departmentId, terms, text }, { data }) => ({
    subject: ["policy", policyId],
    role: "department",
    row: row("policies", {
      policy_id: policyId,
      department_id: departmentId,
      scope_id: terms.scopeId,
      policy_hash: terms.policyHash,
      circuit: PRESENTATION_CIRCUITS[Number(terms.circuit)]!,
      max_status_age: Number(terms.maxStatusAge),
      max_clock_skew: Number(terms.maxClockSkew),
      validity: Number(terms.validity),
      lapses: terms.lapses,
      revocable: terms.revocable,
      text_hash: textHash(data),
      text,
    }),
    leaveOut: "text",
  })),
  PolicyRetired: describe<{ policyId: string }>(({ policyId }) => ({
    subject: ["policy", policyId],
    role: "department",
    row: row("policy_retirements", { policy_id: policyId }),
  })),
};

export const ATTESTATIONS: Descriptions = {
  Attested: describe<OfPseudonym & { attestedAt: string; expiresAt: string; item: string[] }>(
    ({ policyId, pseudonym, attestedAt, expiresAt, item }) => ({
      subject: ["attestation", policyId],
      role: "holder or relayer",
      row: row("attestations", {
        policy_id: policyId,
        pseudonym,
        attested_at: boundedTime(attestedAt),
        expires_at: boundedTime(expiresAt),
        proven_at: boundedTime(item[NOW_AT]!),
        trust_root: item[TRUST_ROOT_AT]!,
        disclosure_hash: item[DISCLOSURE_AT]!,
      }),
    }),
  ),
  Withdrawn: describe<OfPseudonym>(({ policyId, pseudonym }) => ({
    subject: ["attestation", policyId],
    role: "holder or relayer",
    row: row("attestation_ends", { policy_id: policyId, pseudonym, kind: "withdrawn", reason: null }),
  })),
  Revoked: describe<OfPseudonym & { reason: string }>(({ policyId, pseudonym, reason }) => ({
    subject: ["attestation", policyId],
    role: "department",
    row: row("attestation_ends", { policy_id: policyId, pseudonym, kind: "revoked", reason }),
  })),
};

export const ENROLMENTS: Descriptions = {
  EnrolmentOpened: describe<Record<"enrolmentId" | "policyId" | "name" | "opensAt" | "closesAt", string>>(
    ({ enrolmentId, policyId, name, opensAt, closesAt }) => ({
      subject: ["enrolment", enrolmentId],
      role: "department",
      row: row("enrolments", {
        enrolment_id: enrolmentId,
        policy_id: policyId,
        name,
        opens_at: boundedTime(opensAt),
        closes_at: boundedTime(closesAt),
      }),
    }),
  ),
  Enrolled: describe<Record<"enrolmentId" | "pseudonym" | "commitment" | "position", string>>(
    ({ enrolmentId, pseudonym, commitment, position }) => ({
      subject: ["enrolment", enrolmentId],
      role: "holder or relayer",
      row: row("enrolled", { enrolment_id: enrolmentId, pseudonym, commitment, position: Number(position) }),
    }),
  ),
};

/** Of the bytes themselves: `text` differs from them where they are no readable UTF-8. */
function textHash(data: string): string {
  const words = data.slice(2);
  const at = (TEXT_LENGTH_AT + 1) * WORD_DIGITS;
  const length = Number(`0x${words.slice(TEXT_LENGTH_AT * WORD_DIGITS, at)}`);
  return keccak256(Buffer.from(words.slice(at, at + 2 * length), "hex"));
}
