import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { PsephosError } from "../../../errors.ts";
import { changeId, followChanges, type ChangeMessage } from "../../api/changes.ts";
import { route, type Route, type StreamEvent } from "../../http/route.ts";
import type { Store } from "../../store/store.ts";
import { EVENTS, toEntry, type EventRow } from "./audit-trail.ts";
import { pulseOf, type Pulse } from "./pulse.ts";
import { atOneMoment, rowsOf, type Records, type Snapshot } from "./records.ts";

export interface ChangeOptions extends Records {
  /** How often the index is looked at, for all streams together. */
  readonly pollMs: number;
}

/** Up to where a client was told: all of the changes up to `change`, and of later ones the events up to `event`. */
interface Position {
  readonly change: number;
  readonly event?: Place | undefined;
}

interface Place {
  readonly block: number;
  readonly logIndex: number;
}

type Message = StreamEvent<ChangeMessage>;

const PAGE = 200;

export function changeRoutes(options: ChangeOptions): readonly Route[] {
  const pulse = pulseOf(options);
  return [
    route(followChanges, ({ query, lastEventId, signal }) =>
      follow({ ...options, pulse, signal, position: parsePosition(lastEventId ?? query.after) }),
    ),
  ];
}

function parsePosition(text: string | undefined): Position | undefined {
  if (text === undefined) return undefined;
  if (!changeId.safeParse(text).success) {
    throw new PsephosError("REQUEST_MALFORMED", "This is no id of a message of this stream. Start without one.");
  }
  const [change, block, logIndex] = text.split("-").map(Number) as [number, number?, number?];
  return { change, event: block === undefined || logIndex === undefined ? undefined : { block, logIndex } };
}

interface Following {
  readonly store: Store;
  readonly pollMs: number;
  readonly pulse: Pulse;
  readonly signal: AbortSignal;
  readonly position: Position | undefined;
}

async function* follow({ store, pollMs, pulse, signal, ...start }: Following): AsyncGenerator<Message> {
  let position = start.position;
  /** The last change whose rollback was told. */
  let announced = position?.change ?? 0;
  let seen: string | undefined;
  while (!signal.aborted) {
    const current = await pulse();
    if (current !== seen) {
      const from = position;
      const news = await atOneMoment({ store }, (snapshot) => readNews(snapshot, { position: from, announced }));
      yield* news.messages;
      ({ position, announced } = news);
      if (news.isMore) continue;
      seen = current;
    }
    await pause(pollMs, signal);
  }
}

/** Ends early, without an error, when the client is gone. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

interface News {
  readonly messages: readonly Message[];
  readonly position: Position;
  readonly announced: number;
  readonly isMore: boolean;
}

interface ChangeRow {
  readonly id: number;
  readonly from_block: number;
  readonly rolled_back: boolean;
}

interface Known {
  readonly position: Position | undefined;
  readonly announced: number;
}

async function readNews({ tx, asOf }: Snapshot, { position, announced }: Known): Promise<News> {
  const { oldest, newest } = await readKept(tx);
  const toNow = { position: { change: newest }, announced: newest, isMore: false };
  const now = { id: `${newest}`, data: { kind: "position" as const, asOf } };
  if (position === undefined) return { messages: [now], ...toNow };
  // Changes after the client's last one may be dropped already; or the index was made anew since.
  if (position.change + 1 < oldest || position.change > newest) {
    return { messages: [{ id: `${newest}`, data: { kind: "restart", asOf } }], ...toNow };
  }
  const changes = await rowsOf(
    tx,
    sql<ChangeRow>`SELECT id, from_block, rolled_back FROM index_changes WHERE id > ${position.change} ORDER BY id`,
  );
  const takenBack = changes.filter(({ id, rolled_back }) => rolled_back && id > announced);
  const messages: Message[] = [];
  let after = position.event ?? before(lowest(changes));
  if (takenBack.length > 0) {
    const rollback = before(lowest(takenBack));
    messages.push({ data: { kind: "rollback", toBlock: rollback.block } });
    if (rollback.block < after.block) after = rollback;
  }
  const rows = changes.length === 0 ? [] : await readEvents({ tx, asOf }, after);
  for (const row of rows) {
    const id = `${position.change}-${row.block_number}-${row.log_index}`;
    messages.push({ id, data: { kind: "event", entry: toEntry(row, asOf) } });
  }
  const last = rows.at(-1);
  if (last === undefined || rows.length < PAGE) return { messages: [...messages, now], ...toNow };
  const event = { block: last.block_number, logIndex: last.log_index };
  return { messages, position: { change: position.change, event }, announced: newest, isMore: true };
}

/** Ids of the changes that are still noted; 0 when none is. */
async function readKept(tx: Snapshot["tx"]): Promise<{ oldest: number; newest: number }> {
  const query = sql<{
    oldest: number;
    newest: number;
  }>`SELECT coalesce(min(id), 0) AS oldest, coalesce(max(id), 0) AS newest FROM index_changes`;
  const [kept] = await rowsOf(tx, query);
  return kept!;
}

function lowest(changes: readonly ChangeRow[]): number {
  return Math.min(...changes.map(({ from_block }) => from_block));
}

/** After the last event of the block before. */
function before(block: number): Place {
  return { block: block - 1, logIndex: 2 ** 31 - 1 };
}

function readEvents({ tx }: Snapshot, { block, logIndex }: Place): Promise<EventRow[]> {
  const query = sql<EventRow>`${EVENTS} WHERE (e.block_number, e.log_index) > (${block}, ${logIndex})
    ORDER BY e.block_number, e.log_index LIMIT ${PAGE}`;
  return rowsOf(tx, query);
}
