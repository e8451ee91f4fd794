import { sql } from "kysely";
import type { AnswerOf } from "../../api/endpoint.ts";
import { listDepartments, readDepartment } from "../../api/issuers.ts";
import type { AsOf } from "../../api/recorded.ts";
import { route, type Route } from "../../http/route.ts";
import { cursorKeys, MAX_COUNT_DIGITS, MAX_INDEX_DIGITS, pageFrom } from "./pages.ts";
import { toRecorded, type PlacedRow } from "./placed.ts";
import { atOneMoment, PLACE, PLACED, rowOf, rowsOf, type Records, type Snapshot } from "./records.ts";
import { contains } from "./search.ts";

type Item = AnswerOf<typeof listDepartments>["items"][number];
type Detail = AnswerOf<typeof readDepartment>;

interface DepartmentRow extends PlacedRow {
  readonly log_index: number;
  readonly department_id: string;
  readonly did: string;
  readonly account: string;
}

export function departmentRoutes(records: Records): readonly Route[] {
  return [
    route(listDepartments, ({ query: { limit, cursor, q } }) =>
      atOneMoment(records, async ({ tx, asOf }) => {
        const [block, index] = cursorKeys(cursor, [MAX_COUNT_DIGITS, MAX_INDEX_DIGITS]) ?? ["0", "0"];
        const query = sql<DepartmentRow>`SELECT * FROM department_states t
          WHERE (t.block_number, t.log_index) ${cursor === undefined ? sql`>=` : sql`>`} (${Number(block)}, ${Number(index)})
          AND ${contains(sql`t.did`, q)} ORDER BY t.block_number, t.log_index LIMIT ${limit + 1}`;
        const rows = await rowsOf(tx, query);
        const keysOf = (row: DepartmentRow) => [row.block_number, row.log_index];
        return { ...pageFrom({ rows, limit, keysOf, toItem: (row) => toItem(row, asOf) }), asOf };
      }),
    ),
    route(readDepartment, ({ params: { departmentId } }) =>
      atOneMoment(records, async (snapshot) => {
        const { tx, asOf } = snapshot;
        const id = departmentId.toString();
        const query = sql<DepartmentRow>`SELECT * FROM department_states t WHERE t.department_id = ${id}`;
        const row = await rowOf(tx, query, { what: "department", id: departmentId });
        const keys = await rowsOf(
          tx,
          sql<{ key_index: number }>`SELECT key_index FROM issuer_keys WHERE department_id = ${id} ORDER BY key_index`,
        );
        return {
          ...toItem(row, asOf),
          keys: keys.map(({ key_index }) => key_index),
          accounts: await readAccounts(snapshot, id),
          asOf,
        };
      }),
    ),
  ];
}

function toItem(row: DepartmentRow, asOf: AsOf): Item {
  const { did, account } = row;
  return { departmentId: BigInt(row.department_id), did, account, recorded: toRecorded(row, asOf) };
}

async function readAccounts({ tx, asOf }: Snapshot, id: string): Promise<Detail["accounts"]> {
  const query = sql<PlacedRow & { account: string }>`SELECT t.account, ${PLACE} FROM (
      SELECT block_number, log_index, account FROM departments WHERE department_id = ${id}
      UNION ALL SELECT block_number, log_index, account FROM department_account_changes WHERE department_id = ${id}
    ) t ${PLACED} ORDER BY t.block_number, t.log_index`;
  return (await rowsOf(tx, query)).map((row) => ({ account: row.account, recorded: toRecorded(row, asOf) }));
}
