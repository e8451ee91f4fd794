import { read } from "../../../chain/contracts.ts";
import { finalBlockOf } from "../facts/final-block.ts";
import { recall, remember, type Remembered } from "../facts/memory.ts";
import type { Finding } from "../finding.ts";
import type { Rule, Sight } from "../rule.ts";
import type { WatcherSettings } from "../settings.ts";

export interface Anchor {
  readonly size: number;
  /** 0x… */
  readonly root: string;
  /** Block time, unix seconds. */
  readonly time: number;
}

export interface LogFact {
  readonly logId: string;
  /** Final ones of the index, in the order of the chain. */
  readonly anchors: readonly Anchor[];
  /** The last one by the contract at the same block; size 0 before the first. */
  readonly latest: Remembered;
  /** The largest that an earlier round saw final. */
  readonly seen: Remembered | undefined;
}

export function judgeLog(fact: LogFact, { now, settings }: { now: number; settings: WatcherSettings }): Finding[] {
  return [...judgeGrowth(fact), ...judgeSilence(fact, { now, settings })];
}

/** The contract lets a log only grow. So either the chain was rolled back past finality, or the node or a row is not to be believed. */
function judgeGrowth({ logId, anchors, latest, seen }: LogFact): Finding[] {
  const last = anchors.at(-1);
  const size = last?.size ?? 0;
  const backwards = anchors.find((anchor, index) => index > 0 && anchor.size <= anchors[index - 1]!.size);
  const differs = size !== latest.number || (last !== undefined && last.root !== latest.hash);
  const lost = seen !== undefined && !anchors.some(({ size, root }) => size === seen.number && root === seen.hash);
  if (backwards === undefined && !differs && !lost) return [];
  const seenSize = lost ? seen.number : differs ? latest.number : size;
  const detail = { logId, size: backwards?.size ?? size, seenSize };
  return [{ kind: "log-going-back", severity: "critical", subject: `log:${logId}`, detail }];
}

const REGULAR_ANCHORS = 3;
const RECENT_ANCHORS = 10;
const PATIENCE = 3;

function judgeSilence(
  { logId, anchors }: LogFact,
  { now, settings }: { now: number; settings: WatcherSettings },
): Finding[] {
  if (anchors.length < REGULAR_ANCHORS) return [];
  const recent = anchors.slice(-RECENT_ANCHORS);
  const gaps = recent.slice(1).map(({ time }, index) => time - recent[index]!.time);
  const usual = gaps.sort((left, right) => left - right)[gaps.length >> 1]!;
  const anchoredAt = recent.at(-1)!.time;
  const silentSeconds = now - anchoredAt;
  if (silentSeconds <= Math.max(settings.logSilenceSeconds, PATIENCE * usual)) return [];
  const detail = { logId, anchoredAt, silentSeconds };
  return [{ kind: "log-silent", severity: "warning", subject: `log:${logId}`, detail }];
}

export const logsRule: Rule = {
  name: "logs",
  kinds: ["log-silent", "log-going-back"],
  async look(sight) {
    const { database } = sight.store;
    const upTo = await finalBlockOf(database);
    const state = await database.selectFrom("index_state").select("cursor_time").executeTakeFirst();
    if (upTo === undefined || state === undefined) return [];
    const facts = await readLogs(sight, upTo);
    const findings = facts.map((fact) => judgeLog(fact, { now: state.cursor_time, settings: sight.settings }));
    for (const [index, { logId, anchors }] of facts.entries()) {
      const last = anchors.at(-1);
      const sound = findings[index]!.every(({ kind }) => kind !== "log-going-back");
      if (sound && last !== undefined) {
        await remember(database, memoryKey(logId), { number: last.size, hash: last.root });
      }
    }
    return findings.flat();
  },
};

function memoryKey(logId: string): string {
  return `log:${logId}`;
}

async function readLogs({ store: { database }, chain }: Sight, upTo: number): Promise<LogFact[]> {
  const logs = await database
    .selectFrom("logs")
    .select("log_id")
    .where("block_number", "<=", upTo)
    .orderBy("log_id")
    .execute();
  const anchors = await database
    .selectFrom("log_anchors")
    .innerJoin("blocks", "blocks.number", "log_anchors.block_number")
    .select(["log_id", "size", "root", "time"])
    .where("block_number", "<=", upTo)
    .orderBy("block_number")
    .orderBy("log_index")
    .execute();
  return await Promise.all(
    logs.map(async ({ log_id: logId }) => ({
      logId,
      anchors: anchors.filter(({ log_id }) => log_id === logId),
      latest: await readLatest(chain, { logId, block: upTo }),
      seen: await recall(database, memoryKey(logId)),
    })),
  );
}

async function readLatest(
  chain: Sight["chain"],
  { logId, block }: { logId: string; block: number },
): Promise<Remembered> {
  const call = { contract: chain.contracts.logs, name: "latest", args: [BigInt(logId)], block };
  const { size, root } = await read<{ size: bigint; root: string }>(call);
  return { number: Number(size), hash: root };
}
