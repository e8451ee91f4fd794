import { sql, type Transaction } from "kysely";
import type { Chain, Contracts, ReadCall } from "../../../chain/contracts.ts";
import { trusteesOf } from "../../../chain/reading/words.ts";
import type { Tables } from "../../store/tables.ts";

/** What the index says, and the view that must say the same. */
export interface Claim {
  readonly subject: string;
  readonly indexed: string;
  readonly call: Omit<ReadCall, "block">;
  /** The view's answer in the form of `indexed`. */
  readonly shown: (answer: unknown) => string;
}

export interface ClaimQuestion {
  readonly tx: Transaction<Tables>;
  readonly chain: Chain;
  /** Subjects with events above this block. */
  readonly since: number;
}

/** After a long absence the newest will do: the counters cover all. */
const MOST_SUBJECTS = 64;

export async function claims(question: ClaimQuestion): Promise<Claim[]> {
  return [...(await ofAll(question)), ...(await ofTouched(question)), ...(await ofAttestations(question))];
}

const COUNTERS = [
  ["ceremonies", "ceremonyCount", "ceremonies"],
  ["elections", "electionCount", "elections"],
  ["issuers", "keyCount", "issuer_keys"],
  ["policies", "policyCount", "policies"],
  ["enrolments", "enrolmentCount", "enrolments"],
  ["logs", "logCount", "logs"],
] as const satisfies readonly (readonly [keyof Contracts, string, keyof Tables])[];

async function ofAll({ tx, chain: { contracts } }: ClaimQuestion): Promise<Claim[]> {
  const claimed: Claim[] = [];
  for (const [contract, name, table] of COUNTERS) {
    const { count } = await tx
      .selectFrom(table)
      .select(({ fn }) => fn.countAll().as("count"))
      .executeTakeFirstOrThrow();
    claimed.push({
      subject: `${contract}.${name}`,
      indexed: String(count),
      call: { contract: contracts[contract], name },
      shown: String,
    });
  }
  const root = await sql<{ trust_root: string }>`
    SELECT trust_root FROM (
      SELECT block_number, log_index, trust_root FROM status_publications
      UNION ALL SELECT block_number, log_index, trust_root FROM issuer_key_removals
    ) roots ORDER BY block_number DESC, log_index DESC LIMIT 1`.execute(tx);
  const { issuers } = contracts;
  if (root.rows[0] !== undefined) {
    const call = { contract: issuers, name: "trustRoot" };
    claimed.push({ subject: "issuers.trustRoot", indexed: root.rows[0].trust_root, call, shown: String });
  }
  const governor = await tx
    .selectFrom("governor_changes")
    .select("next")
    .where("step", "=", "transferred")
    .orderBy("block_number", "desc")
    .orderBy("log_index", "desc")
    .limit(1)
    .executeTakeFirst();
  if (governor !== undefined) {
    const shown = (address: unknown): string => String(address).toLowerCase();
    const call = { contract: issuers, name: "governor" };
    claimed.push({ subject: "issuers.governor", indexed: governor.next, call, shown });
  }
  return claimed;
}

async function ofTouched({ tx, chain, since }: ClaimQuestion): Promise<Claim[]> {
  const { elections, ceremonies, enrolments, logs } = chain.contracts;
  const touched = async (kind: string): Promise<string[]> => {
    const rows = await tx
      .selectFrom("events")
      .select("subject_id")
      .where("subject_kind", "=", kind as "election")
      .where("block_number", ">", since)
      .groupBy("subject_id")
      .orderBy(({ fn }) => fn.max("block_number"), "desc")
      .limit(MOST_SUBJECTS)
      .execute();
    return rows.map(({ subject_id }) => subject_id);
  };
  const claimed: Claim[] = [];
  const claim = (subject: string, indexed: readonly unknown[], rest: Pick<Claim, "call" | "shown">): void => {
    claimed.push({ subject, indexed: JSON.stringify(indexed), ...rest });
  };
  for (const id of await touched("election")) {
    const row = await tx.selectFrom("election_states").selectAll().where("election_id", "=", id).executeTakeFirst();
    if (row === undefined) continue;
    const { accepted, key_tests, partials, phase } = row;
    claim(`election ${id}`, [accepted, key_tests, partials, phase === "cancelled", phase === "opened"], {
      call: { contract: elections, name: "election", args: [id] },
      shown: shownElection,
    });
  }
  for (const id of await touched("ceremony")) {
    const row = await tx.selectFrom("ceremony_states").selectAll().where("ceremony_id", "=", id).executeTakeFirst();
    if (row === undefined) continue;
    claim(`ceremony ${id}`, [row.registered.length, row.committed.length, row.dealt.length], {
      call: { contract: ceremonies, name: "ceremony", args: [id] },
      shown: (answer) => numbers(answer, ["registered", "committed", "dealt"]),
    });
  }
  for (const id of await touched("enrolment")) {
    const row = await tx.selectFrom("enrolment_states").selectAll().where("enrolment_id", "=", id).executeTakeFirst();
    if (row === undefined) continue;
    const call = { contract: enrolments, name: "enrolment", args: [id] };
    claim(`enrolment ${id}`, [row.size], { call, shown: (answer) => numbers(answer, ["size"]) });
  }
  for (const id of await touched("log")) {
    const row = await tx.selectFrom("log_states").selectAll().where("log_id", "=", id).executeTakeFirst();
    if (row === undefined || row.root === null) continue;
    claim(`log ${id}`, [row.size, row.root], {
      call: { contract: logs, name: "latest", args: [id] },
      shown: (answer) => {
        const { size, root } = answer as { size: bigint; root: string };
        return JSON.stringify([Number(size), root]);
      },
    });
  }
  return claimed;
}

async function ofAttestations({ tx, chain, since }: ClaimQuestion): Promise<Claim[]> {
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
      return JSON.stringify([Number(raw.attestedAt), Number(raw.expiresAt), raw.withdrawn, raw.revoked]);
    },
  }));
}

function shownElection(answer: unknown): string {
  const { accepted, keyTests, partials, cancelled, opened } = answer as {
    accepted: bigint;
    keyTests: bigint;
    partials: bigint;
    cancelled: boolean;
    opened: boolean;
  };
  return JSON.stringify([Number(accepted), trusteesOf(keyTests), trusteesOf(partials), cancelled, opened]);
}

function numbers(answer: unknown, fields: readonly string[]): string {
  return JSON.stringify(fields.map((field) => Number((answer as Record<string, bigint>)[field])));
}
