import { sql } from "kysely";
import type { Contracts } from "../../../chain/contracts.ts";
import type { Tables } from "../../store/tables.ts";
import type { Claim, ClaimQuestion } from "./claim.ts";
import { claimsOfAttestations, claimsOfTouched } from "./touched-claims.ts";

/** Everything that the contracts can be asked about at once. */
export async function claims(question: ClaimQuestion): Promise<Claim[]> {
  return [...(await ofAll(question)), ...(await claimsOfTouched(question)), ...(await claimsOfAttestations(question))];
}

const COUNTERS = [
  ["ceremonies", "ceremonyCount", "ceremonies"],
  ["elections", "electionCount", "elections"],
  ["issuers", "keyCount", "issuer_keys"],
  ["policies", "policyCount", "policies"],
  ["enrolments", "enrolmentCount", "enrolments"],
  ["logs", "logCount", "logs"],
] as const satisfies readonly (readonly [keyof Contracts, string, keyof Tables])[];

async function ofAll({ tx, chain }: ClaimQuestion): Promise<Claim[]> {
  const { contracts } = chain;
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
  return [...claimed, ...(await ofIssuers({ tx, chain }))];
}

async function ofIssuers({ tx, chain }: Pick<ClaimQuestion, "tx" | "chain">): Promise<Claim[]> {
  const { issuers } = chain.contracts;
  const claimed: Claim[] = [];
  const root = await sql<{ trust_root: string }>`
    SELECT trust_root FROM (
      SELECT block_number, log_index, trust_root FROM status_publications
      UNION ALL SELECT block_number, log_index, trust_root FROM issuer_key_removals
    ) roots ORDER BY block_number DESC, log_index DESC LIMIT 1`.execute(tx);
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
