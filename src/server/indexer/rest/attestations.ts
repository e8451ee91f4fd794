import { sql } from "kysely";
import type { AnswerOf } from "../../api/endpoint.ts";
import {
  countAttestations,
  readAttestation,
  readAttestationBucket,
  readAttestationBuckets,
} from "../../api/attestations.ts";
import { bitsFor } from "../../api/buckets.ts";
import type { AsOf } from "../../api/recorded.ts";
import { route, type Route } from "../../http/route.ts";
import { readBucket, type Bucketed } from "./buckets.ts";
import { cursorKeys, MAX_COUNT_DIGITS, pageFrom } from "./pages.ts";
import { toRecorded, type PlacedRow } from "./placed.ts";
import { atOneMoment, notFound, rowOf, rowsOf, type Records, type Snapshot } from "./records.ts";

type Item = AnswerOf<typeof readAttestationBucket>["items"][number];

interface AttestationRow extends PlacedRow {
  readonly pseudonym: string;
  readonly attested_at: number;
  readonly expires_at: number;
  readonly withdrawn: boolean;
  readonly revoked: boolean;
  readonly valid: boolean;
}

interface DayRow {
  readonly starts_at: number;
  readonly attested: number;
  readonly withdrawn: number;
  readonly revoked: number;
  readonly last_block: number;
}

const DAY_SECONDS = 86_400;

export function attestationRoutes(records: Records): readonly Route[] {
  return [...bucketRoutes(records), ...openRoutes(records)];
}

function bucketRoutes(records: Records): readonly Route[] {
  return [
    route(readAttestationBuckets, ({ params: { policyId } }) =>
      atOneMoment(records, async (snapshot) => {
        const pseudonyms = await countPseudonyms(snapshot, policyId);
        return { policyId, bucketBits: bitsFor(pseudonyms), pseudonyms, asOf: snapshot.asOf };
      }),
    ),
    route(readAttestationBucket, ({ params: { policyId, bucket }, query: { cursor } }) =>
      atOneMoment(records, async (snapshot) => {
        const page = await readBucket(snapshot, {
          ...{ bucketed: attestationsOf(policyId), asked: bucket, cursor },
          size: await countPseudonyms(snapshot, policyId),
          select: (range, limit) => sql<AttestationRow>`SELECT t.* FROM attestation_states t
            WHERE ${range} ORDER BY t.pseudonym LIMIT ${limit}`,
          keyOf: ({ pseudonym }) => pseudonym,
          toItem: (row) => toItem(row, snapshot.asOf),
        });
        return { policyId, ...page, asOf: snapshot.asOf };
      }),
    ),
  ];
}

function openRoutes(records: Records): readonly Route[] {
  return [
    route(countAttestations, ({ params: { policyId }, query: { limit, cursor } }) =>
      atOneMoment(records, async (snapshot) => {
        await requirePolicy(snapshot, policyId);
        const [before] = cursorKeys(cursor, [MAX_COUNT_DIGITS]) ?? [];
        const rows = await readDays(snapshot, {
          policyId,
          before: before === undefined ? undefined : Number(before),
          limit,
        });
        const toDay = ({ last_block, starts_at, ...counts }: DayRow) => ({
          startsAt: starts_at,
          attested: counts.attested,
          withdrawn: counts.withdrawn,
          revoked: counts.revoked,
          final: last_block <= snapshot.asOf.finalBlock,
        });
        return { ...pageFrom({ rows, limit, keysOf: (row) => [row.starts_at], toItem: toDay }), asOf: snapshot.asOf };
      }),
    ),
    route(readAttestation, ({ params: { policyId, pseudonym } }) =>
      atOneMoment(records, async (snapshot) => {
        await requirePolicy(snapshot, policyId);
        const query = sql<AttestationRow & { reason: string | null }>`SELECT t.*, (
            SELECT reason FROM attestation_ends x
            WHERE x.policy_id = t.policy_id AND x.pseudonym = t.pseudonym AND x.kind = 'revoked'
          ) AS reason
          FROM attestation_states t WHERE ${attestationsOf(policyId).owner} AND t.pseudonym = ${pseudonym.toString()}`;
        const row = await rowOf(snapshot.tx, query, { what: "attestation under policy", id: policyId });
        return { ...toItem(row, snapshot.asOf), policyId, revocationReason: row.reason, asOf: snapshot.asOf };
      }),
    ),
  ];
}

function toItem(row: AttestationRow, asOf: AsOf): Item {
  const { withdrawn, revoked, valid } = row;
  return {
    pseudonym: BigInt(row.pseudonym),
    attestedAt: row.attested_at,
    expiresAt: row.expires_at,
    ...{ withdrawn, revoked, valid },
    recorded: toRecorded(row, asOf),
  };
}

function attestationsOf(policyId: bigint): Bucketed {
  return { table: "attestations", column: "pseudonym", owner: sql`t.policy_id = ${policyId.toString()}` };
}

async function countPseudonyms(snapshot: Snapshot, policyId: bigint): Promise<number> {
  await requirePolicy(snapshot, policyId);
  const query = sql<{ pseudonyms: number }>`SELECT count(DISTINCT t.pseudonym)::integer AS pseudonyms
    FROM attestations t WHERE ${attestationsOf(policyId).owner}`;
  return (await rowsOf(snapshot.tx, query))[0]!.pseudonyms;
}

interface DaysQuestion {
  readonly policyId: bigint;
  readonly before: number | undefined;
  readonly limit: number;
}

function readDays({ tx }: Snapshot, { policyId, before, limit }: DaysQuestion): Promise<DayRow[]> {
  const id = policyId.toString();
  return rowsOf(
    tx,
    sql<DayRow>`SELECT k.time / ${DAY_SECONDS} * ${DAY_SECONDS} AS starts_at, max(k.number) AS last_block,
      count(*) FILTER (WHERE a.kind = 'attested') AS attested,
      count(*) FILTER (WHERE a.kind = 'withdrawn') AS withdrawn,
      count(*) FILTER (WHERE a.kind = 'revoked') AS revoked
    FROM (
      SELECT block_number, 'attested' AS kind FROM attestations WHERE policy_id = ${id}
      UNION ALL SELECT block_number, kind FROM attestation_ends WHERE policy_id = ${id}
    ) a JOIN blocks k ON k.number = a.block_number
    WHERE ${before === undefined ? sql`true` : sql`k.time < ${before}`}
    GROUP BY 1 ORDER BY 1 DESC LIMIT ${limit + 1}`,
  );
}

async function requirePolicy({ tx }: Snapshot, policyId: bigint): Promise<void> {
  const query = sql`SELECT FROM policies WHERE policy_id = ${policyId.toString()}`;
  if ((await rowsOf(tx, query)).length === 0) throw notFound({ what: "policy", id: policyId });
}
