import { sql, type Transaction } from "kysely";
import type { AlertKind } from "../api/alerts.ts";
import type { Tables } from "../store/tables.ts";
import { CHANGE_KINDS, type Finding } from "./finding.ts";

export interface Round {
  readonly tx: Transaction<Tables>;
  /** Kinds that were looked for: other alerts are left as they are. */
  readonly kinds: readonly AlertKind[];
  readonly findings: readonly Finding[];
  /** Changes of blocks before this time, unix seconds, are cleared. */
  readonly shownFrom: number;
}

/** Makes the open alerts of these kinds what was found: raises what is new, keeps what lasts, clears what is over. */
export async function settleAlerts({ tx, kinds, findings, shownFrom }: Round): Promise<void> {
  const lasting = kinds.filter((kind) => !CHANGE_KINDS.includes(kind));
  const changes = kinds.filter((kind) => CHANGE_KINDS.includes(kind));
  for (const finding of findings) {
    if (CHANGE_KINDS.includes(finding.kind)) await raiseChange(tx, finding);
    else await raise(tx, finding);
  }
  if (lasting.length > 0) await clearOthers({ tx, kinds: lasting, findings });
  if (changes.length > 0) await clearOld({ tx, kinds: changes, shownFrom });
}

const NEXT_CHANGE = sql`nextval('alert_changes')`;

async function raise(tx: Transaction<Tables>, finding: Finding): Promise<void> {
  const { kind, severity, subject } = finding;
  const detail = JSON.stringify(finding.detail);
  // Its numbers move every round; only another severity is news.
  await tx
    .insertInto("alerts")
    .values({ kind, severity, subject, detail })
    .onConflict((conflict) =>
      conflict
        .columns(["kind", "subject"])
        .where("cleared_at", "is", null)
        .doUpdateSet({
          detail,
          severity,
          change: sql`CASE WHEN alerts.severity = excluded.severity THEN alerts.change ELSE ${NEXT_CHANGE} END`,
        }),
    )
    .execute();
}

/** A change is news once, also when the index is rebuilt and its row comes again. */
async function raiseChange(tx: Transaction<Tables>, { kind, severity, subject, detail }: Finding): Promise<void> {
  const known = await tx
    .selectFrom("alerts")
    .select("id")
    .where("kind", "=", kind)
    .where("subject", "=", subject)
    .executeTakeFirst();
  if (known !== undefined) return;
  await tx
    .insertInto("alerts")
    .values({ kind, severity, subject, detail: JSON.stringify(detail) })
    .execute();
}

const CLEARED = { cleared_at: sql`now()`, change: NEXT_CHANGE };

async function clearOthers({ tx, kinds, findings }: Pick<Round, "tx" | "kinds" | "findings">): Promise<void> {
  const seen = new Set(findings.map(({ kind, subject }) => `${kind} ${subject}`));
  const open = await tx
    .selectFrom("alerts")
    .select(["id", "kind", "subject"])
    .where("cleared_at", "is", null)
    .where("kind", "in", kinds)
    .execute();
  const over = open.filter(({ kind, subject }) => !seen.has(`${kind} ${subject}`)).map(({ id }) => id);
  if (over.length > 0) await tx.updateTable("alerts").set(CLEARED).where("id", "in", over).execute();
}

async function clearOld({ tx, kinds, shownFrom }: Pick<Round, "tx" | "kinds" | "shownFrom">): Promise<void> {
  await tx
    .updateTable("alerts")
    .set(CLEARED)
    .where("cleared_at", "is", null)
    .where("kind", "in", kinds)
    .where(sql<number>`(detail->>'time')::bigint`, "<", shownFrom)
    .execute();
}
