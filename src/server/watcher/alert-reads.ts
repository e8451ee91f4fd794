import { sql, type Selectable } from "kysely";
import type { Alert, AlertKind, AlertSeverity } from "../api/alerts.ts";
import { decodeCursor, encodeCursor } from "../api/page.ts";
import { PsephosError } from "../../errors.ts";
import type { Database } from "../store/store.ts";
import type { AlertsTable } from "../store/tables/alerts.ts";
import type { AlertDetails } from "./finding.ts";
import { describeAlert } from "./texts/describe.ts";

type AlertRow = Selectable<AlertsTable>;

export interface AlertQuestion {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly state?: "open" | "cleared" | undefined;
  readonly kind?: AlertKind | undefined;
  readonly severity?: AlertSeverity | undefined;
}

/** Newest first: the order of raising never changes, so pages stay what they were. */
export async function readAlerts(
  database: Database,
  { limit, cursor, state, kind, severity }: AlertQuestion,
): Promise<{ items: Alert[]; nextCursor: string | null }> {
  let query = database
    .selectFrom("alerts")
    .selectAll()
    .orderBy("number", "desc")
    .limit(limit + 1);
  if (cursor !== undefined) query = query.where("number", "<", numberOf(decodeCursor(cursor, 1)[0]!));
  if (state !== undefined) query = query.where("cleared_at", state === "open" ? "is" : "is not", null);
  if (kind !== undefined) query = query.where("kind", "=", kind);
  if (severity !== undefined) query = query.where("severity", "=", severity);
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = rows.length > limit && last !== undefined ? encodeCursor([String(last.number)]) : null;
  return { items: page.map(alertFrom), nextCursor };
}

export async function readAlert(database: Database, id: string): Promise<Alert> {
  const row = await database.selectFrom("alerts").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) throw new PsephosError("NOT_FOUND", "There is no alert with this id. See the list of alerts.");
  return alertFrom(row);
}

export interface AlertChange {
  /** Of the one rising sequence of changes. */
  readonly change: number;
  readonly alert: Alert;
}

export interface ChangeQuestion {
  /** Changes after this one. */
  readonly since: number;
  readonly limit: number;
  /** Leaves out what was cleared. */
  readonly openOnly?: boolean;
}

/** In the order of the changes; each alert once, as it is now. */
export async function readChanges(
  database: Database,
  { since, limit, openOnly = false }: ChangeQuestion,
): Promise<AlertChange[]> {
  let query = database.selectFrom("alerts").selectAll().where("change", ">", since).orderBy("change").limit(limit);
  if (openOnly) query = query.where("cleared_at", "is", null);
  const rows = await query.execute();
  return rows.map((row) => ({ change: row.change, alert: alertFrom(row) }));
}

/** The last change so far, 0 before the first. */
export async function lastChange(database: Database): Promise<number> {
  const row = await database
    .selectFrom("alerts")
    .select(sql<number>`coalesce(max(change), 0)`.as("change"))
    .executeTakeFirstOrThrow();
  return row.change;
}

export async function countOpen(
  database: Database,
): Promise<{ kind: string; severity: AlertSeverity; count: number }[]> {
  return await database
    .selectFrom("alerts")
    .select(["kind", "severity", ({ fn }) => fn.countAll<number>().as("count")])
    .where("cleared_at", "is", null)
    .groupBy(["kind", "severity"])
    .execute();
}

/** Rows are written by `settleAlerts` alone, from findings: kind and detail belong together. */
function alertFrom({ id, kind, severity, subject, detail, raised_at, cleared_at }: AlertRow): Alert {
  const known = kind as AlertKind;
  const { sentence, advice } = describeAlert(known, detail as AlertDetails[AlertKind]);
  const clearedAt = cleared_at === null ? null : unixSeconds(cleared_at);
  return { id, kind: known, severity, subject, detail, raisedAt: unixSeconds(raised_at), clearedAt, sentence, advice };
}

function unixSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1_000);
}

function numberOf(key: string): number {
  if (/^[1-9][0-9]{0,14}$/.test(key)) return Number(key);
  throw new PsephosError("REQUEST_MALFORMED", "The cursor is not one of this list. Start without one.");
}
