import { sql } from "kysely";
import type { AnswerOf } from "../../api/endpoint.ts";
import { listEnrolled, listEnrolments, readEnrolment } from "../../api/enrolments.ts";
import type { AsOf } from "../../api/recorded.ts";
import { route, type Route } from "../../http/route.ts";
import { cursorKeys, MAX_INDEX_DIGITS, MAX_WORD_DIGITS, pageFrom } from "./pages.ts";
import { toRecorded, type PlacedRow } from "./placed.ts";
import { atOneMoment, notFound, PLACE, PLACED, rowOf, rowsOf, type Records } from "./records.ts";
import { contains } from "./search.ts";

type Item = AnswerOf<typeof listEnrolments>["items"][number];

interface EnrolmentRow extends PlacedRow {
  readonly enrolment_id: string;
  readonly policy_id: string;
  readonly name: string;
  readonly opens_at: number;
  readonly closes_at: number;
  readonly size: number;
}

interface EnrolledRow extends PlacedRow {
  readonly position: number;
  readonly commitment: string;
  readonly pseudonym: string;
}

export function enrolmentRoutes(records: Records): readonly Route[] {
  return [
    route(listEnrolments, ({ query: { limit, cursor, q } }) =>
      atOneMoment(records, async ({ tx, asOf }) => {
        const [before] = cursorKeys(cursor, [MAX_WORD_DIGITS]) ?? [];
        const query = sql<EnrolmentRow>`SELECT * FROM enrolment_states t
          WHERE ${before === undefined ? sql`true` : sql`t.enrolment_id < ${before}`} AND ${contains(sql`t.name`, q)}
          ORDER BY t.enrolment_id DESC LIMIT ${limit + 1}`;
        const rows = await rowsOf(tx, query);
        const toItem = (row: EnrolmentRow): Item => toEnrolment(row, asOf);
        return { ...pageFrom({ rows, limit, keysOf: (row) => [row.enrolment_id], toItem }), asOf };
      }),
    ),
    route(readEnrolment, ({ params: { enrolmentId } }) =>
      atOneMoment(records, async ({ tx, asOf }) => {
        const query = sql<EnrolmentRow>`SELECT * FROM enrolment_states t WHERE t.enrolment_id = ${enrolmentId.toString()}`;
        return { ...toEnrolment(await rowOf(tx, query, { what: "enrolment", id: enrolmentId }), asOf), asOf };
      }),
    ),
    route(listEnrolled, ({ params: { enrolmentId }, query: { limit, cursor } }) =>
      atOneMoment(records, async ({ tx, asOf }) => {
        const id = enrolmentId.toString();
        const known = await rowsOf(tx, sql`SELECT FROM enrolments WHERE enrolment_id = ${id}`);
        if (known.length === 0) throw notFound({ what: "enrolment", id: enrolmentId });
        const [after = "-1"] = cursorKeys(cursor, [MAX_INDEX_DIGITS]) ?? [];
        const query = sql<EnrolledRow>`SELECT t.position, t.commitment, t.pseudonym, ${PLACE} FROM enrolled t ${PLACED}
          WHERE t.enrolment_id = ${id} AND t.position > ${Number(after)} ORDER BY t.position LIMIT ${limit + 1}`;
        const rows = await rowsOf(tx, query);
        const toItem = (row: EnrolledRow) => ({
          position: row.position,
          commitment: BigInt(row.commitment),
          pseudonym: BigInt(row.pseudonym),
          recorded: toRecorded(row, asOf),
        });
        return { ...pageFrom({ rows, limit, keysOf: (row) => [row.position], toItem }), asOf };
      }),
    ),
  ];
}

function toEnrolment(row: EnrolmentRow, asOf: AsOf): Item {
  const { name, size } = row;
  const [opensAt, closesAt] = [row.opens_at, row.closes_at];
  return {
    enrolmentId: BigInt(row.enrolment_id),
    policyId: BigInt(row.policy_id),
    ...{ name, opensAt, closesAt, size },
    phase: asOf.time < opensAt ? "announced" : asOf.time < closesAt ? "open" : "closed",
    recorded: toRecorded(row, asOf),
  };
}
