import { sql } from "kysely";
import type { AnswerOf } from "../../api/endpoint.ts";
import { listPolicies, readPolicy } from "../../api/policies.ts";
import type { AsOf } from "../../api/recorded.ts";
import { describeAskedPolicy } from "../../../protocol/credential/asked-policy.ts";
import { route, type Route } from "../../http/route.ts";
import { cursorKeys, MAX_WORD_DIGITS, pageFrom } from "./pages.ts";
import { toRecorded, type PlacedRow } from "./placed.ts";
import { policyReader, termsOf, type PolicyReader, type TermsRow } from "./policy-texts.ts";
import { atOneMoment, PLACE, PLACED, rowOf, rowsOf, type Records } from "./records.ts";
import { contains } from "./search.ts";

type Item = AnswerOf<typeof listPolicies>["items"][number];

interface PolicyRow extends PlacedRow, TermsRow {
  readonly policy_id: string;
  readonly did: string | null;
  readonly text_hash: string;
  readonly retirement: PlacedRow | null;
}

const POLICIES = sql`SELECT t.*, ${PLACE}, d.did,
    (SELECT to_jsonb(r) FROM (
      SELECT ${PLACE} FROM policy_retirements t ${PLACED} WHERE t.policy_id = i.policy_id
    ) r) AS retirement
  FROM policies t ${PLACED}
  JOIN policies i ON i.policy_id = t.policy_id
  LEFT JOIN departments d ON d.department_id = t.department_id`;

export function policyRoutes(records: Records): readonly Route[] {
  const reader = policyReader();
  return [
    route(listPolicies, ({ query: { limit, cursor, q, departmentId } }) =>
      atOneMoment(records, async ({ tx, asOf }) => {
        const [before] = cursorKeys(cursor, [MAX_WORD_DIGITS]) ?? [];
        const query = sql<PolicyRow>`${POLICIES}
          WHERE ${before === undefined ? sql`true` : sql`t.policy_id < ${before}`}
          AND ${departmentId === undefined ? sql`true` : sql`t.department_id = ${departmentId.toString()}`}
          AND ${contains(sql`t.text`, q)} ORDER BY t.policy_id DESC LIMIT ${limit + 1}`;
        const rows = await rowsOf(tx, query);
        const toItem = (row: PolicyRow): Item => toSummary(row, { asOf, reader });
        return { ...pageFrom({ rows, limit, keysOf: (row) => [row.policy_id], toItem }), asOf };
      }),
    ),
    route(readPolicy, ({ params: { policyId } }) =>
      atOneMoment(records, async ({ tx, asOf }) => {
        const query = sql<PolicyRow>`${POLICIES} WHERE t.policy_id = ${policyId.toString()}`;
        const row = await rowOf(tx, query, { what: "policy", id: policyId });
        const asked = reader(row);
        return {
          ...toSummary(row, { asOf, reader }),
          terms: termsOf(row),
          textHash: row.text_hash,
          text: row.text,
          inWords:
            asked === undefined ? null : { zh: describeAskedPolicy(asked, "zh"), en: describeAskedPolicy(asked, "en") },
          retirement: row.retirement === null ? null : toRecorded(row.retirement, asOf),
          asOf,
        };
      }),
    ),
  ];
}

function toSummary(row: PolicyRow, { asOf, reader }: { asOf: AsOf; reader: PolicyReader }): Item {
  const asked = reader(row);
  return {
    policyId: BigInt(row.policy_id),
    departmentId: BigInt(row.department_id),
    did: row.did,
    title: asked?.parts[0].policy.title ?? null,
    textFits: asked !== undefined,
    retired: row.retirement !== null,
    recorded: toRecorded(row, asOf),
  };
}
