import { createHash } from "node:crypto";
import type { RawLog } from "../../../chain/reading/raw.ts";
import type { EventFragment } from "ethers";
import type { Selectable } from "kysely";
import type { EventsTable } from "../../store/tables/index/chain.ts";
import { ATTESTATIONS, ENROLMENTS, POLICIES } from "./events/attestations.ts";
import { AUTHORITY } from "./events/authority.ts";
import { CEREMONIES } from "./events/ceremonies.ts";
import type { Descriptions, TypedTable } from "./events/description.ts";
import { ELECTIONS } from "./events/elections.ts";
import { ISSUERS } from "./events/issuers.ts";
import { LOGS, ROLLS, VERIFIER } from "./events/registries.ts";
import { jsonArguments, UnreadableData, type JsonArguments } from "./json-arguments.ts";
import type { ContractLabel, WatchedContract } from "./watched.ts";

const DESCRIPTIONS: Readonly<Record<ContractLabel, Descriptions>> = {
  verifier: VERIFIER,
  rolls: ROLLS,
  ceremonies: CEREMONIES,
  elections: ELECTIONS,
  issuers: ISSUERS,
  policies: POLICIES,
  attestations: ATTESTATIONS,
  enrolments: ENROLMENTS,
  logs: LOGS,
  authority: AUTHORITY,
};

/** A row of the audit trail. */
export type EventValues = Selectable<EventsTable>;

/** Rows of some blocks, table by table. */
export interface Rows {
  readonly events: readonly EventValues[];
  readonly typed: ReadonlyMap<TypedTable, readonly object[]>;
}

/**
 * Throws if a log of a deployed contract with the name of an event has not its form: they log no such thing, so the node is wrong. A
 * governor's contract may be of any make, and log anything: what cannot be read of it is kept as it is, so that it stops nobody's index.
 */
export function rowsOf(logs: readonly RawLog[], contracts: ReadonlyMap<string, WatchedContract>): Rows {
  const events: EventValues[] = [];
  const typed = new Map<TypedTable, object[]>();
  for (const log of logs) {
    const { event, row } = rowOf(log, contracts.get(log.address)!);
    events.push(event);
    if (row === undefined) continue;
    const rows = typed.get(row.table) ?? [];
    typed.set(row.table, rows);
    rows.push({ block_number: log.blockNumber, log_index: log.logIndex, ...row.values });
  }
  return { events, typed };
}

function rowOf(log: RawLog, { label, events }: WatchedContract) {
  const place = {
    block_number: log.blockNumber,
    log_index: log.logIndex,
    transaction_hash: log.transactionHash,
    transaction_index: log.transactionIndex,
    contract: label,
    address: log.address,
    digest: digestOf(log),
  };
  const fragment = log.topics[0] === undefined ? null : events.getEvent(log.topics[0]);
  const describe = fragment === null ? undefined : DESCRIPTIONS[label][fragment.name];
  if (fragment === null || describe === undefined) return { event: { ...place, ...unknown(log) }, row: undefined };
  const { name } = fragment;
  const args = label === "authority" ? readableArguments(fragment, log) : jsonArguments(fragment, log);
  if (args === undefined) return { event: { ...place, ...unknown(log), name: "unreadable" }, row: undefined };
  const { subject, role, account, row, leaveOut } = describe(args, log);
  const [subject_kind, subject_id] = subject;
  const kept = Object.fromEntries(Object.entries(args).filter(([argument]) => argument !== leaveOut));
  const event: EventValues = { ...place, name, subject_kind, subject_id, role, account: account ?? null, args: kept };
  return { event, row };
}

function readableArguments(fragment: EventFragment, log: RawLog): JsonArguments | undefined {
  try {
    return jsonArguments(fragment, log);
  } catch (error) {
    if (error instanceof UnreadableData) return undefined;
    throw error;
  }
}

/** Kept as it is: a contract newer than this program, or an authority of another make. */
function unknown({ topics, data }: RawLog) {
  const args = { topics, data };
  return {
    name: "unknown",
    subject_kind: "unknown",
    subject_id: "",
    role: "unknown",
    account: null,
    args,
  } as const;
}

/** Two nodes that give the same digests say the same of a block. */
export function digestOf(log: RawLog): string {
  const { blockHash, transactionHash, transactionIndex, logIndex, address, topics, data } = log;
  const said = [blockHash, transactionHash, transactionIndex, logIndex, address, topics, data.toLowerCase()];
  return `0x${createHash("sha256").update(JSON.stringify(said)).digest("hex")}`;
}
