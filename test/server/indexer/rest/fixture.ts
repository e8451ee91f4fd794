import { keccak256, toUtf8Bytes } from "ethers";
import { DEPLOYMENT_FORMAT, type Deployment } from "../../../../src/chain/deployments.ts";
import { FIELD } from "../../../../src/crypto/field.ts";
import { PsephosError } from "../../../../src/errors.ts";
import { CIRCUIT_NAMES, type CircuitName } from "../../../../src/generated/signals.ts";
import { CONTRACT_KEYS, type ContractKey } from "../../../../src/protocol/contract-keys.ts";
import type { AnswerOf, Endpoint } from "../../../../src/server/api/endpoint.ts";
import type { Route } from "../../../../src/server/http/route.ts";
import { recordRoutes } from "../../../../src/server/indexer/rest/routes.ts";
import type { Store } from "../../../../src/server/store/store.ts";
import type { IndexTables } from "../../../../src/server/store/tables/index.ts";

export function hashOf(text: string): string {
  return keccak256(toUtf8Bytes(text));
}

/** Spread below r as nullifiers and pseudonyms are, and the same each time. */
export function spread(seed: string): bigint {
  return BigInt(hashOf(seed)) % FIELD;
}

export function accountOf(number: number): string {
  return `0x${number.toString(16).padStart(40, "0")}`;
}

export const DEPLOYMENT: Deployment = {
  format: DEPLOYMENT_FORMAT,
  chainId: 31337,
  phase: "development",
  addresses: Object.fromEntries(CONTRACT_KEYS.map((key, index) => [key, accountOf(0xc0 + index)])) as Record<
    ContractKey,
    string
  >,
  keyIds: Object.fromEntries(CIRCUIT_NAMES.map((name) => [name, hashOf(name)])) as Record<CircuitName, string>,
  block: 1,
};

type TableName = Exclude<keyof IndexTables, "blocks" | "events" | "index_state" | "index_changes" | "index_faults">;

/** One log: its row of the audit trail, and the row of its own table. */
export interface TestEvent {
  readonly contract: string;
  readonly name: string;
  readonly subject: readonly [kind: string, id: string];
  readonly role?: string;
  readonly account?: string;
  readonly args?: Readonly<Record<string, unknown>>;
  readonly table?: TableName;
  readonly values?: Readonly<Record<string, unknown>>;
}

export interface TestBlock {
  readonly number: number;
  /** Unix seconds. */
  readonly time: number;
  readonly events: readonly TestEvent[];
  /** Tells one block of a number from another. */
  readonly fork?: string;
}

export interface Filling {
  readonly finalBlock?: number;
  /** Rows above this block are deleted first. */
  readonly rollBackTo?: number;
}

/** Rows as an indexer writes them, its note of the change included. */
export async function fill(store: Store, blocks: readonly TestBlock[], { finalBlock, rollBackTo }: Filling = {}) {
  const last = blocks.at(-1)!;
  const rows = new Map<string, object[]>();
  const add = (table: string, row: object) => void (rows.get(table) ?? rows.set(table, []).get(table)!).push(row);
  for (const { number, time, events, fork = "" } of blocks) {
    const hash = hashOf(`block ${number}${fork}`);
    add("blocks", { number, hash, parent_hash: hashOf(`block ${number - 1}`), time, event_count: events.length });
    events.forEach(({ contract, name, subject, role = "anyone", account = null, args = {}, ...row }, log_index) => {
      const place = { block_number: number, log_index };
      add("events", {
        ...{
          ...place,
          transaction_hash: hashOf(`tx ${number} ${log_index}${fork}`),
          transaction_index: 0,
          contract,
          name,
        },
        ...{ address: DEPLOYMENT.addresses[contract as ContractKey], subject_kind: subject[0], subject_id: subject[1] },
        ...{ role, account, args: JSON.stringify(args), digest: hashOf(name) },
      });
      if (row.table !== undefined) add(row.table, { ...place, ...row.values });
    });
  }
  await store.transaction(async (tx) => {
    if (rollBackTo !== undefined) {
      await tx.deleteFrom("blocks").where("number", ">", rollBackTo).execute();
      await note({ from_block: rollBackTo + 1, to_block: rollBackTo, rolled_back: true, event_count: 0 });
    }
    for (const [table, values] of rows) {
      for (let at = 0; at < values.length; at += 1000) {
        await tx
          .insertInto(table as "blocks")
          .values(values.slice(at, at + 1000) as never)
          .execute();
      }
    }
    await tx.deleteFrom("index_state").execute();
    await tx
      .insertInto("index_state")
      .values(stateAt(last, finalBlock ?? last.number))
      .execute();
    await note({
      from_block: blocks[0]!.number,
      to_block: last.number,
      rolled_back: false,
      event_count: rows.get("events")?.length ?? 0,
    });

    async function note(change: object): Promise<void> {
      await tx
        .insertInto("index_changes")
        .values(change as never)
        .execute();
    }
  });
}

function stateAt({ number, time, fork = "" }: TestBlock, finalBlock: number) {
  return {
    ...{ chain_id: DEPLOYMENT.chainId, deployment: DEPLOYMENT.addresses.elections, first_block: DEPLOYMENT.block },
    ...{ cursor_block: number, cursor_hash: hashOf(`block ${number}${fork}`), cursor_time: time },
    ...{ final_block: finalBlock, head_block: number, verified_block: number },
  } as never;
}

/** As if an empty block of this time came last. */
export async function moveTime(store: Store, time: number): Promise<void> {
  await store.database.updateTable("index_state").set({ cursor_time: time }).execute();
}

export async function finalise(store: Store, block: number): Promise<void> {
  await store.database.updateTable("index_state").set({ final_block: block }).execute();
}

export interface Client {
  readonly routes: readonly Route[];
  /** Asks as a request over HTTP does: texts through the endpoint's schemas, the answer through the schema that clients read. */
  ask<E extends Endpoint>(endpoint: E, request?: Request): Promise<AnswerOf<E>>;
}

interface Request {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

export function clientOf(store: Store): Client {
  const routes = recordRoutes({ store, deployment: DEPLOYMENT, version: "0.0.0-test", pollMs: 20 });
  return {
    routes,
    async ask(endpoint, { params = {}, query = {} } = {}) {
      const { handler } = routes.find((each) => each.endpoint === endpoint)!;
      const answer = await handler({
        params: endpoint.params === undefined ? params : parse(endpoint.params, params),
        query: endpoint.query === undefined ? query : parse(endpoint.query, query),
        body: undefined,
        ...{ caller: "test", signal: new AbortController().signal, lastEventId: undefined },
      } as never);
      const schema = endpoint.success.body!;
      return schema.decode(JSON.parse(JSON.stringify(schema.encode(answer)))) as never;
    },
  };
}

/** The server answers so before any handler runs. */
function parse(schema: NonNullable<Endpoint["params"]>, value: object): unknown {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new PsephosError("REQUEST_MALFORMED", parsed.error.message);
  return parsed.data;
}
