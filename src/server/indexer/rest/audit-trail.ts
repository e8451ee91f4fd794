import { sql, type RawBuilder } from "kysely";
import { CSV_ROWS, exportAuditTrail, listAuditTrail, type AuditEntry } from "../../api/audit-trail.ts";
import type { QueryOf } from "../../api/endpoint.ts";
import type { AsOf } from "../../api/recorded.ts";
import { route, type Route } from "../../http/route.ts";
import { csvText } from "../../../protocol/csv.ts";
import { factsOf } from "./facts.ts";
import { cursorKeys, MAX_COUNT_DIGITS, MAX_INDEX_DIGITS, pageFrom } from "./pages.ts";
import { toRecorded, type PlacedRow } from "./placed.ts";
import { atOneMoment, rowsOf, type Records } from "./records.ts";

export interface EventRow extends PlacedRow {
  readonly log_index: number;
  readonly contract: string;
  readonly name: string;
  readonly subject_kind: AuditEntry["subject"]["kind"];
  readonly subject_id: string;
  readonly role: AuditEntry["role"];
  readonly account: string | null;
  readonly args: Readonly<Record<string, unknown>>;
}

export const EVENTS = sql`SELECT e.*, k.time AS created_at FROM events e JOIN blocks k ON k.number = e.block_number`;

export function auditTrailRoutes(records: Records): readonly Route[] {
  return [
    route(listAuditTrail, ({ query: { limit, cursor, ...filters } }) =>
      atOneMoment(records, async ({ tx, asOf }) => {
        const keys = cursorKeys(cursor, [MAX_COUNT_DIGITS, MAX_INDEX_DIGITS]);
        const before =
          keys === undefined
            ? sql`true`
            : sql`(e.block_number, e.log_index) < (${Number(keys[0])}, ${Number(keys[1])})`;
        const query = sql<EventRow>`${EVENTS} WHERE ${matching(filters)} AND ${before}
          ORDER BY e.block_number DESC, e.log_index DESC LIMIT ${limit + 1}`;
        const rows = await rowsOf(tx, query);
        const keysOf = (row: EventRow) => [row.block_number, row.log_index];
        return { ...pageFrom({ rows, limit, keysOf, toItem: (row) => toEntry(row, asOf) }), asOf };
      }),
    ),
    route(exportAuditTrail, ({ query: filters }) =>
      atOneMoment(records, async ({ tx, asOf }) => {
        const query = sql<EventRow>`${EVENTS} WHERE ${matching(filters)}
          ORDER BY e.block_number, e.log_index LIMIT ${CSV_ROWS}`;
        const entries = (await rowsOf(tx, query)).map((row) => toEntry(row, asOf));
        return csvText([HEADINGS, ...entries.map(toCells)]);
      }),
    ),
  ];
}

export function toEntry(row: EventRow, asOf: AsOf): AuditEntry {
  const { contract, role, account } = row;
  return {
    recorded: toRecorded(row, asOf),
    logIndex: row.log_index,
    event: row.name,
    subject: { kind: row.subject_kind, id: row.subject_id },
    ...{ contract, role, account },
    facts: factsOf(row.args),
  };
}

type Filters = QueryOf<typeof exportAuditTrail>;

/** Times are looked up among the blocks first: they ascend with the numbers, by which events are found. */
function matching({ event, subject, role, from, to }: Filters): RawBuilder<boolean> {
  const [kind, id] = subject?.split(":") ?? [];
  const conditions = [
    event === undefined ? undefined : sql`e.name = ${event}`,
    kind === undefined ? undefined : sql`e.subject_kind = ${kind}`,
    id === undefined ? undefined : sql`e.subject_id = ${id}`,
    role === undefined ? undefined : sql`e.role = ${role}`,
    from === undefined ? undefined : sql`e.block_number >= (SELECT min(number) FROM blocks WHERE time >= ${from})`,
    to === undefined ? undefined : sql`e.block_number <= (SELECT max(number) FROM blocks WHERE time < ${to})`,
  ].filter((condition) => condition !== undefined);
  return conditions.length === 0 ? sql`true` : sql`${sql.join(conditions, sql` AND `)}`;
}

const HEADINGS = [
  ...["block", "log index", "time", "final", "transaction", "contract", "event"],
  ...["subject", "subject id", "role", "account", "facts"],
];

function toCells({ recorded, logIndex, contract, event, subject, role, account, facts }: AuditEntry): string[] {
  const { block, time, final, transaction } = recorded;
  return [
    ...[block, logIndex, new Date(time * 1000).toISOString(), final ? "yes" : "no", transaction].map(String),
    ...[contract, event, subject.kind, subject.id, role, account ?? ""],
    Object.entries(facts)
      .map(([name, value]) => `${name}: ${value}`)
      .join("; "),
  ];
}
