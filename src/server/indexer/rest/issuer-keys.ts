import { sql } from "kysely";
import type { AnswerOf } from "../../api/endpoint.ts";
import { listIssuerKeys, listStatusPublications, readIssuerKey } from "../../api/issuers.ts";
import type { AsOf } from "../../api/recorded.ts";
import { route, type Route } from "../../http/route.ts";
import { cursorKeys, MAX_COUNT_DIGITS, MAX_INDEX_DIGITS, pageFrom } from "./pages.ts";
import { toRecorded, type PlacedRow } from "./placed.ts";
import { atOneMoment, notFound, PLACE, PLACED, rowOf, rowsOf, type Records } from "./records.ts";

type Item = AnswerOf<typeof listIssuerKeys>["items"][number];

interface StatusRow extends PlacedRow {
  readonly log_index: number;
  readonly status_root: string;
  readonly lists_hash: string;
  readonly trust_root: string;
}

interface KeyRow extends PlacedRow {
  readonly key_index: number;
  readonly department_id: string;
  readonly did: string | null;
  readonly schema_hash: string;
  readonly epoch: number;
  readonly ends_at: number;
  readonly certificate_hash: string;
  readonly public_key_x: string;
  readonly public_key_y: string;
  readonly status: StatusRow;
  readonly removal: (PlacedRow & { readonly compromised: boolean }) | null;
}

/** A registration publishes the first status in the same transaction, so every key has one. */
const KEYS = sql`SELECT t.*, ${PLACE}, d.did,
    (SELECT to_jsonb(p) FROM (
      SELECT t.status_root::text, t.lists_hash, t.trust_root::text, ${PLACE} FROM status_publications t ${PLACED}
      WHERE t.key_index = i.key_index ORDER BY t.block_number DESC, t.log_index DESC LIMIT 1
    ) p) AS status,
    (SELECT to_jsonb(r) FROM (
      SELECT t.compromised, ${PLACE} FROM issuer_key_removals t ${PLACED}
      WHERE t.key_index = i.key_index ORDER BY t.block_number, t.log_index LIMIT 1
    ) r) AS removal
  FROM issuer_keys t ${PLACED}
  JOIN issuer_keys i ON i.key_index = t.key_index
  LEFT JOIN departments d ON d.department_id = t.department_id`;

export function issuerKeyRoutes(records: Records): readonly Route[] {
  return [
    route(listIssuerKeys, ({ query: { limit, cursor, departmentId } }) =>
      atOneMoment(records, async ({ tx, asOf }) => {
        const [after = "-1"] = cursorKeys(cursor, [MAX_INDEX_DIGITS]) ?? [];
        const query = sql<KeyRow>`${KEYS} WHERE t.key_index > ${Number(after)}
          AND ${departmentId === undefined ? sql`true` : sql`t.department_id = ${departmentId.toString()}`}
          ORDER BY t.key_index LIMIT ${limit + 1}`;
        const rows = await rowsOf(tx, query);
        const toItem = (row: KeyRow): Item => toKey(row, asOf);
        return { ...pageFrom({ rows, limit, keysOf: (row) => [row.key_index], toItem }), asOf };
      }),
    ),
    route(readIssuerKey, ({ params: { keyIndex } }) =>
      atOneMoment(records, async ({ tx, asOf }) => {
        const query = sql<KeyRow>`${KEYS} WHERE t.key_index = ${keyIndex}`;
        return { ...toKey(await rowOf(tx, query, { what: "issuer key", id: keyIndex }), asOf), asOf };
      }),
    ),
    route(listStatusPublications, ({ params: { keyIndex }, query: { limit, cursor } }) =>
      atOneMoment(records, async ({ tx, asOf }) => {
        const known = await rowsOf(tx, sql`SELECT FROM issuer_keys WHERE key_index = ${keyIndex}`);
        if (known.length === 0) throw notFound({ what: "issuer key", id: keyIndex });
        const keys = cursorKeys(cursor, [MAX_COUNT_DIGITS, MAX_INDEX_DIGITS]);
        const before =
          keys === undefined
            ? sql`true`
            : sql`(t.block_number, t.log_index) < (${Number(keys[0])}, ${Number(keys[1])})`;
        const query = sql<StatusRow>`SELECT t.*, ${PLACE} FROM status_publications t ${PLACED}
          WHERE t.key_index = ${keyIndex} AND ${before}
          ORDER BY t.block_number DESC, t.log_index DESC LIMIT ${limit + 1}`;
        const rows = await rowsOf(tx, query);
        const keysOf = (row: StatusRow) => [row.block_number, row.log_index];
        return { ...pageFrom({ rows, limit, keysOf, toItem: (row) => toStatus(row, asOf) }), asOf };
      }),
    ),
  ];
}

function toKey(row: KeyRow, asOf: AsOf): Item {
  const { removal } = row;
  return {
    keyIndex: row.key_index,
    departmentId: BigInt(row.department_id),
    did: row.did ?? "",
    schemaHash: BigInt(row.schema_hash),
    epoch: row.epoch,
    endsAt: row.ends_at,
    certificateHash: row.certificate_hash,
    publicKey: [BigInt(row.public_key_x), BigInt(row.public_key_y)],
    state: stateOf(row, asOf),
    status: toStatus(row.status, asOf),
    removed: removal === null ? null : toRecorded(removal, asOf),
    recorded: toRecorded(row, asOf),
  };
}

function stateOf({ removal, ends_at }: KeyRow, { time }: AsOf): Item["state"] {
  if (removal !== null) return removal.compromised ? "compromised" : "removed";
  return time < ends_at ? "trusted" : "ended";
}

function toStatus(row: StatusRow, asOf: AsOf): Item["status"] {
  return {
    statusRoot: BigInt(row.status_root),
    listsHash: row.lists_hash,
    trustRoot: BigInt(row.trust_root),
    recorded: toRecorded(row, asOf),
  };
}
