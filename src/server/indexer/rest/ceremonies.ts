import { sql } from "kysely";
import type { AnswerOf } from "../../api/endpoint.ts";
import { listCeremonies, readCeremony } from "../../api/ceremonies.ts";
import type { AsOf } from "../../api/recorded.ts";
import { route, type Route } from "../../http/route.ts";
import { cursorKeys, MAX_WORD_DIGITS, pageFrom } from "./pages.ts";
import { toRecorded, type PlacedRow } from "./placed.ts";
import { atOneMoment, PLACE, PLACED, rowOf, rowsOf, type Records, type Snapshot } from "./records.ts";

type Summary = AnswerOf<typeof listCeremonies>["items"][number];
type Trustee = AnswerOf<typeof readCeremony>["trustees"][number];

interface CeremonyRow extends PlacedRow {
  readonly ceremony_id: string;
  readonly phase: Summary["phase"];
  readonly creator: string;
  readonly threshold: number;
  readonly register_by: number;
  readonly commit_by: number;
  readonly deal_by: number;
  readonly trustees: readonly string[];
  readonly registered: readonly number[];
  readonly committed: readonly number[];
  readonly dealt: readonly number[];
}

type Step = "registered" | "committed" | "dealt";

interface StepRow extends PlacedRow {
  readonly trustee_index: number;
  readonly step: Step;
  readonly recipient_key: readonly [string, string] | null;
  readonly dealing_hash: string | null;
}

export function ceremonyRoutes(records: Records): readonly Route[] {
  return [
    route(listCeremonies, ({ query: { limit, cursor, phase } }) =>
      atOneMoment(records, async ({ tx, asOf }) => {
        const [before] = cursorKeys(cursor, [MAX_WORD_DIGITS]) ?? [];
        const query = sql<CeremonyRow>`SELECT * FROM ceremony_states v
          WHERE ${before === undefined ? sql`true` : sql`v.ceremony_id < ${before}`}
          AND ${phase === undefined ? sql`true` : sql`v.phase = ${phase}`}
          ORDER BY v.ceremony_id DESC LIMIT ${limit + 1}`;
        const rows = await rowsOf(tx, query);
        const toItem = (row: CeremonyRow): Summary => toSummary(row, asOf);
        return { ...pageFrom({ rows, limit, keysOf: (row) => [row.ceremony_id], toItem }), asOf };
      }),
    ),
    route(readCeremony, ({ params: { ceremonyId } }) =>
      atOneMoment(records, async (snapshot) => {
        const id = ceremonyId.toString();
        const query = sql<CeremonyRow>`SELECT * FROM ceremony_states v WHERE v.ceremony_id = ${id}`;
        const row = await rowOf(snapshot.tx, query, { what: "ceremony", id: ceremonyId });
        const elections = await rowsOf(
          snapshot.tx,
          sql<{
            election_id: string;
          }>`SELECT election_id FROM elections WHERE ceremony_id = ${id} ORDER BY election_id`,
        );
        return {
          ...toSummary(row, snapshot.asOf),
          trustees: await readTrustees(snapshot, row),
          elections: elections.map(({ election_id }) => BigInt(election_id)),
          asOf: snapshot.asOf,
        };
      }),
    ),
  ];
}

function toSummary(row: CeremonyRow, asOf: AsOf): Summary {
  return {
    ceremonyId: BigInt(row.ceremony_id),
    phase: row.phase,
    creator: row.creator,
    threshold: row.threshold,
    registerBy: row.register_by,
    commitBy: row.commit_by,
    dealBy: row.deal_by,
    trusteeCount: row.trustees.length,
    registered: row.registered.length,
    committed: row.committed.length,
    dealt: row.dealt.length,
    recorded: toRecorded(row, asOf),
  };
}

async function readTrustees({ tx, asOf }: Snapshot, row: CeremonyRow): Promise<Trustee[]> {
  const steps = await rowsOf(
    tx,
    sql<StepRow>`SELECT t.trustee_index, t.step, e.args -> 'recipientKey' AS recipient_key,
      e.args ->> 'dealingHash' AS dealing_hash, ${PLACE}
    FROM trustee_steps t ${PLACED} WHERE t.ceremony_id = ${row.ceremony_id}`,
  );
  const isDue = dueSteps(row, asOf);
  return row.trustees.map((account, place): Trustee => {
    const index = place + 1;
    const find = (step: Step): StepRow | undefined =>
      steps.find((each) => each.trustee_index === index && each.step === step);
    const [registered, committed, dealt] = [find("registered"), find("committed"), find("dealt")];
    const stepOf = (step: Step, taken: StepRow | undefined) => ({
      recorded: taken === undefined ? null : toRecorded(taken, asOf),
      // Who did not commit has nothing to deal.
      late: taken === undefined && isDue[step] && (step !== "dealt" || committed !== undefined),
    });
    const [x, y] = registered?.recipient_key ?? [];
    return {
      ...{ index, account },
      registered: {
        ...stepOf("registered", registered),
        recipientKey: x === undefined || y === undefined ? null : [BigInt(x), BigInt(y)],
      },
      committed: { ...stepOf("committed", committed), dealingHash: committed?.dealing_hash ?? null },
      dealt: stepOf("dealt", dealt),
    };
  });
}

/** Which steps' time is over. A step begins for nobody before all have registered. */
function dueSteps(row: CeremonyRow, { time }: AsOf): Readonly<Record<Step, boolean>> {
  const allRegistered = row.registered.length === row.trustees.length;
  return {
    registered: time >= row.register_by,
    committed: allRegistered && time >= row.commit_by,
    dealt: allRegistered && time >= row.deal_by,
  };
}
