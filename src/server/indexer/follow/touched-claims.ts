import { trusteesOf } from "../../../chain/reading/words.ts";
import type { AuditSubject } from "../../api/audit-trail.ts";
import { boundedTime } from "../../times.ts";
import type { Claim, ClaimQuestion } from "./claim.ts";

/** After a long absence the newest will do: the counters cover all. */
const MOST_SUBJECTS = 64;

type OfOne = (question: ClaimQuestion, id: string) => Promise<Claim | undefined>;

const OF_ONE: readonly (readonly [AuditSubject, OfOne])[] = [
  ["election", ofElection],
  ["ceremony", ofCeremony],
  ["enrolment", ofEnrolment],
  ["log", ofLog],
];

/** Of each subject with new events. */
export async function claimsOfTouched(question: ClaimQuestion): Promise<Claim[]> {
  const claimed: Claim[] = [];
  for (const [kind, ofOne] of OF_ONE) {
    for (const id of await touched(question, kind)) {
      const claim = await ofOne(question, id);
      if (claim !== undefined) claimed.push(claim);
    }
  }
  return claimed;
}

async function touched({ tx, since }: ClaimQuestion, kind: AuditSubject): Promise<string[]> {
  const rows = await tx
    .selectFrom("events")
    .select("subject_id")
    .where("subject_kind", "=", kind)
    .where("block_number", ">", since)
    .groupBy("subject_id")
    .orderBy(({ fn }) => fn.max("block_number"), "desc")
    .limit(MOST_SUBJECTS)
    .execute();
  return rows.map(({ subject_id }) => subject_id);
}

async function ofElection({ tx, chain }: ClaimQuestion, id: string): Promise<Claim | undefined> {
  const row = await tx.selectFrom("election_states").selectAll().where("election_id", "=", id).executeTakeFirst();
  if (row === undefined) return undefined;
  const { accepted, key_tests, partials, phase } = row;
  return {
    subject: `election ${id}`,
    indexed: JSON.stringify([accepted, key_tests, partials, phase === "cancelled", phase === "opened"]),
    call: { contract: chain.contracts.elections, name: "election", args: [id] },
    shown: (answer) => {
      const raw = answer as Record<"accepted" | "keyTests" | "partials", bigint> &
        Record<"cancelled" | "opened", boolean>;
      const [keyTests, partialsOf] = [trusteesOf(raw.keyTests), trusteesOf(raw.partials)];
      return JSON.stringify([Number(raw.accepted), keyTests, partialsOf, raw.cancelled, raw.opened]);
    },
  };
}

async function ofCeremony({ tx, chain }: ClaimQuestion, id: string): Promise<Claim | undefined> {
  const row = await tx.selectFrom("ceremony_states").selectAll().where("ceremony_id", "=", id).executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    subject: `ceremony ${id}`,
    indexed: JSON.stringify([row.registered.length, row.committed.length, row.dealt.length]),
    call: { contract: chain.contracts.ceremonies, name: "ceremony", args: [id] },
    shown: (answer) => {
      const { registered, committed, dealt } = answer as Record<"registered" | "committed" | "dealt", bigint>;
      return JSON.stringify([registered, committed, dealt].map(Number));
    },
  };
}

async function ofEnrolment({ tx, chain }: ClaimQuestion, id: string): Promise<Claim | undefined> {
  const row = await tx.selectFrom("enrolment_states").select("size").where("enrolment_id", "=", id).executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    subject: `enrolment ${id}`,
    indexed: String(row.size),
    call: { contract: chain.contracts.enrolments, name: "enrolment", args: [id] },
    shown: (answer) => String((answer as { size: bigint }).size),
  };
}

async function ofLog({ tx, chain }: ClaimQuestion, id: string): Promise<Claim | undefined> {
  const row = await tx.selectFrom("log_states").select(["size", "root"]).where("log_id", "=", id).executeTakeFirst();
  if (row === undefined || row.root === null) return undefined;
  return {
    subject: `log ${id}`,
    indexed: JSON.stringify([row.size, row.root]),
    call: { contract: chain.contracts.logs, name: "latest", args: [id] },
    shown: (answer) => {
      const { size, root } = answer as { size: bigint; root: string };
      return JSON.stringify([Number(size), root]);
    },
  };
}

/** Of the newest presentations. */
export async function claimsOfAttestations({ tx, chain, since }: ClaimQuestion): Promise<Claim[]> {
  const rows = await tx
    .selectFrom("attestation_states")
    .selectAll()
    .where("block_number", ">", since)
    .orderBy("block_number", "desc")
    .limit(MOST_SUBJECTS)
    .execute();
  return rows.map(({ policy_id, pseudonym, attested_at, expires_at, withdrawn, revoked }) => ({
    subject: `attestation ${policy_id}`,
    indexed: JSON.stringify([attested_at, expires_at, withdrawn, revoked]),
    call: { contract: chain.contracts.attestations, name: "attestation", args: [policy_id, pseudonym] },
    shown: (answer) => {
      const raw = answer as { attestedAt: bigint; expiresAt: bigint; withdrawn: boolean; revoked: boolean };
      return JSON.stringify([boundedTime(raw.attestedAt), boundedTime(raw.expiresAt), raw.withdrawn, raw.revoked]);
    },
  }));
}
