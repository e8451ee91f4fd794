import { randomBytes } from "node:crypto";
import { Interface, ZeroAddress, type EventFragment, type ParamType } from "ethers";
import { CONTRACT_NAMES } from "../../../../src/chain/contracts.ts";
import type { RawLog } from "../../../../src/chain/reading/raw.ts";
import { ABI } from "../../../../src/generated/abi.ts";
import { rowsOf } from "../../../../src/server/indexer/follow/rows.ts";
import type { ContractLabel, WatchedContract } from "../../../../src/server/indexer/follow/watched.ts";
import { writeRange } from "../../../../src/server/indexer/follow/write-range.ts";
import type { Store } from "../../../../src/server/store/store.ts";

const NAMES = { ...CONTRACT_NAMES, authority: "GoverningAuthority" } as const;
export const HASH = `0x${"aa".repeat(32)}`;

export interface SampleLogs {
  readonly contracts: Map<string, WatchedContract>;
  readonly logs: RawLog[];
}

/** Writes all of them as the only block of an empty index; false if another indexer was there. */
export async function writeLogs(store: Store, { contracts, logs }: SampleLogs): Promise<boolean> {
  await store.database.insertInto("blocks").values(block(0)).execute();
  await store.database
    .insertInto("index_state")
    .values({
      ...{ single: true, chain_id: 1, deployment: ZeroAddress, first_block: 1, cursor_block: 0, cursor_hash: HASH },
      ...{ cursor_time: 0, final_block: 0, head_block: 0, verified_block: null, looked_at: new Date() },
    })
    .execute();
  const headers = [{ number: 1, hash: HASH, parentHash: HASH, time: 1 }];
  const range = { fromBlock: 1, headers, rows: rowsOf(logs, contracts) };
  return await writeRange({
    store,
    after: { cursor_block: 0, cursor_hash: HASH },
    range,
    onStep: () => undefined,
  });
}

function block(number: number) {
  return { number, hash: HASH, parent_hash: HASH, time: 1, event_count: 0 };
}

/** Of every event of every contract; `time` is the value of all its times. */
export function oneLogOfEach({ time = 2n }: { time?: bigint } = {}): SampleLogs {
  const contracts = new Map<string, WatchedContract>();
  const logs: RawLog[] = [];
  for (const [label, name] of Object.entries(NAMES) as [ContractLabel, keyof typeof ABI][]) {
    const address = `0x${randomBytes(20).toString("hex")}`;
    const events = new Interface(ABI[name]);
    contracts.set(address, { label, events });
    events.forEachEvent((fragment) => logs.push(logOf({ events, fragment, address, logIndex: logs.length, time })));
  }
  return { contracts, logs };
}

interface LogInput {
  readonly events: Interface;
  readonly fragment: EventFragment;
  readonly address: string;
  readonly logIndex: number;
  readonly time: bigint;
}

function logOf({ events, fragment, address, logIndex, time }: LogInput): RawLog {
  const { data, topics } = events.encodeEventLog(
    fragment,
    fragment.inputs.map((type) => sample(type, time)),
  );
  const place = { blockNumber: 1, blockHash: HASH, transactionHash: HASH, transactionIndex: 0, logIndex };
  return { address, topics, data, ...place };
}

/** Small numbers, as enums and positions are, and lists as long as the longest item. */
function sample(type: ParamType, time: bigint): unknown {
  if (type.isArray()) {
    const length = type.arrayLength === -1 ? 13 : type.arrayLength;
    return Array.from({ length }, () => sample(type.arrayChildren, time));
  }
  if (type.isTuple()) return Object.fromEntries(type.components.map((field) => [field.name, sample(field, time)]));
  switch (type.baseType) {
    case "bool":
      return true;
    case "string":
      return "a text";
    case "address":
      return `0x${"12".repeat(20)}`;
    case "bytes32":
      return HASH;
    case "bytes":
      return "0x1234";
    case "uint64":
      return /(At|By)$/.test(type.name) ? time : 2n;
    default:
      return 2n;
  }
}
