import { sql } from "kysely";
import type { AnswerOf } from "../../api/endpoint.ts";
import type { AsOf } from "../../api/recorded.ts";
import { listRolls, readRoll } from "../../api/rolls.ts";
import { route, type Route } from "../../http/route.ts";
import { cursorKeys, MAX_WORD_DIGITS, pageFrom } from "./pages.ts";
import { toRecorded, type PlacedRow } from "./placed.ts";
import { atOneMoment, PLACE, PLACED, rowOf, rowsOf, type Records } from "./records.ts";

type Item = AnswerOf<typeof listRolls>["items"][number];

interface RollRow extends PlacedRow {
  readonly roll_id: string;
  readonly registrar: string;
  readonly root: string;
  readonly size: number;
  readonly total_weight: string;
  readonly file_hash: string;
}

const ROLLS = sql`SELECT t.*, ${PLACE} FROM rolls t ${PLACED}`;

export function rollRoutes(records: Records): readonly Route[] {
  return [
    route(listRolls, ({ query: { limit, cursor } }) =>
      atOneMoment(records, async ({ tx, asOf }) => {
        const [before] = cursorKeys(cursor, [MAX_WORD_DIGITS]) ?? [];
        const query = sql<RollRow>`${ROLLS} WHERE ${before === undefined ? sql`true` : sql`t.roll_id < ${before}`}
          ORDER BY t.roll_id DESC LIMIT ${limit + 1}`;
        const rows = await rowsOf(tx, query);
        return {
          ...pageFrom({ rows, limit, keysOf: (row) => [row.roll_id], toItem: (row) => toItem(row, asOf) }),
          asOf,
        };
      }),
    ),
    route(readRoll, ({ params: { rollId } }) =>
      atOneMoment(records, async ({ tx, asOf }) => {
        const query = sql<RollRow>`${ROLLS} WHERE t.roll_id = ${rollId.toString()}`;
        return { ...toItem(await rowOf(tx, query, { what: "roll", id: rollId }), asOf), asOf };
      }),
    ),
  ];
}

function toItem(row: RollRow, asOf: AsOf): Item {
  return {
    rollId: BigInt(row.roll_id),
    registrar: row.registrar,
    root: BigInt(row.root),
    size: row.size,
    totalWeight: BigInt(row.total_weight),
    fileHash: row.file_hash,
    recorded: toRecorded(row, asOf),
  };
}
