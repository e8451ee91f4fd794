import { sql } from "kysely";
import type { AnswerOf } from "../../api/endpoint.ts";
import { listAnchors, listLogs, readLog } from "../../api/logs.ts";
import type { AsOf } from "../../api/recorded.ts";
import { route, type Route } from "../../http/route.ts";
import { cursorKeys, MAX_COUNT_DIGITS, MAX_WORD_DIGITS, pageFrom } from "./pages.ts";
import { toRecorded, type PlacedRow } from "./placed.ts";
import { atOneMoment, notFound, PLACE, PLACED, rowOf, rowsOf, type Records } from "./records.ts";
import { contains } from "./search.ts";

type Item = AnswerOf<typeof listLogs>["items"][number];
type Anchor = AnswerOf<typeof listAnchors>["items"][number];

interface AnchorRow extends PlacedRow {
  readonly size: number;
  readonly root: string;
}

interface LogRow extends PlacedRow {
  readonly log_id: string;
  readonly operator: string;
  readonly name: string;
  readonly latest: AnchorRow | null;
}

const LOGS = sql`SELECT t.*, ${PLACE},
    (SELECT to_jsonb(a) FROM (
      SELECT t.size, t.root, ${PLACE} FROM log_anchors t ${PLACED} WHERE t.log_id = i.log_id ORDER BY t.size DESC LIMIT 1
    ) a) AS latest
  FROM logs t ${PLACED} JOIN logs i ON i.log_id = t.log_id`;

export function logRoutes(records: Records): readonly Route[] {
  return [
    route(listLogs, ({ query: { limit, cursor, q } }) =>
      atOneMoment(records, async ({ tx, asOf }) => {
        const [before] = cursorKeys(cursor, [MAX_WORD_DIGITS]) ?? [];
        const query = sql<LogRow>`${LOGS} WHERE ${before === undefined ? sql`true` : sql`t.log_id < ${before}`}
          AND ${contains(sql`t.name`, q)} ORDER BY t.log_id DESC LIMIT ${limit + 1}`;
        const rows = await rowsOf(tx, query);
        return { ...pageFrom({ rows, limit, keysOf: (row) => [row.log_id], toItem: (row) => toLog(row, asOf) }), asOf };
      }),
    ),
    route(readLog, ({ params: { logId } }) =>
      atOneMoment(records, async ({ tx, asOf }) => {
        const query = sql<LogRow>`${LOGS} WHERE t.log_id = ${logId.toString()}`;
        return { ...toLog(await rowOf(tx, query, { what: "log", id: logId }), asOf), asOf };
      }),
    ),
    route(listAnchors, ({ params: { logId }, query: { limit, cursor } }) =>
      atOneMoment(records, async ({ tx, asOf }) => {
        const id = logId.toString();
        const known = await rowsOf(tx, sql`SELECT FROM logs WHERE log_id = ${id}`);
        if (known.length === 0) throw notFound({ what: "log", id: logId });
        const [before] = cursorKeys(cursor, [MAX_COUNT_DIGITS]) ?? [];
        const query = sql<AnchorRow>`SELECT t.size, t.root, ${PLACE} FROM log_anchors t ${PLACED} WHERE t.log_id = ${id}
          AND ${before === undefined ? sql`true` : sql`t.size < ${Number(before)}`} ORDER BY t.size DESC LIMIT ${limit + 1}`;
        const rows = await rowsOf(tx, query);
        return {
          ...pageFrom({ rows, limit, keysOf: (row) => [row.size], toItem: (row) => toAnchor(row, asOf) }),
          asOf,
        };
      }),
    ),
  ];
}

function toLog(row: LogRow, asOf: AsOf): Item {
  const { operator, name, latest } = row;
  return {
    logId: BigInt(row.log_id),
    ...{ operator, name },
    latest: latest === null ? null : toAnchor(latest, asOf),
    recorded: toRecorded(row, asOf),
  };
}

function toAnchor(row: AnchorRow, asOf: AsOf): Anchor {
  return { size: row.size, root: row.root, recorded: toRecorded(row, asOf) };
}
