import { setTimeout as sleep } from "node:timers/promises";
import type { Alert } from "../api/alerts.ts";
import { PsephosError } from "../../errors.ts";
import type { StreamEvent } from "../http/route.ts";
import type { Database } from "../store/store.ts";
import { lastChange, readChanges } from "./alert-reads.ts";

const LOOK_MS = 1_000;
const PAGE = 100;

export interface AlertSubscription {
  readonly database: Database;
  /** Of the last event that the client saw. */
  readonly lastEventId: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Open alerts first, or with a last id what changed since; then every change. One watcher at a time writes changes, in transactions
 * that follow each other, so a lower number never shows after a higher one.
 */
export async function* streamOfAlerts({
  database,
  lastEventId,
  signal,
}: AlertSubscription): AsyncGenerator<StreamEvent<Alert>> {
  let since = lastEventId === undefined ? 0 : changeOf(lastEventId);
  if (lastEventId === undefined) {
    const start = await lastChange(database);
    for await (const event of openAlerts(database)) yield event;
    // From before the open ones were read: what changed in between comes twice rather than never.
    since = start;
  }
  while (!signal.aborted) {
    const changes = await readChanges(database, { since, limit: PAGE });
    for (const change of changes) {
      yield eventOf(change);
      since = change.change;
    }
    if (changes.length < PAGE) await sleep(LOOK_MS, undefined, { signal }).catch(endsWithSignal(signal));
  }
}

async function* openAlerts(database: Database): AsyncGenerator<StreamEvent<Alert>> {
  for (let since = 0; ;) {
    const page = await readChanges(database, { since, limit: PAGE, openOnly: true });
    for (const change of page) yield eventOf(change);
    const last = page.at(-1);
    if (last === undefined) return;
    since = last.change;
  }
}

function eventOf({ change, alert }: { change: number; alert: Alert }): StreamEvent<Alert> {
  return { id: String(change), data: alert };
}

function changeOf(lastEventId: string): number {
  if (/^(0|[1-9][0-9]{0,14})$/.test(lastEventId)) return Number(lastEventId);
  throw new PsephosError("REQUEST_MALFORMED", "Last-Event-ID is not an id of this stream. Start without one.");
}

function endsWithSignal(signal: AbortSignal): (error: unknown) => void {
  return (error) => {
    if (!signal.aborted) throw error;
  };
}
