import { sql } from "kysely";
import type { Chain } from "../../../chain/contracts.ts";
import { latestBlock } from "../../../chain/time.ts";
import { finalBlockOf } from "../facts/final-block.ts";
import { forget, moveMemory, recall, recallAll, remember, rememberOnce, type Remembered } from "../facts/memory.ts";
import type { Finding } from "../finding.ts";
import type { Rule, Sight } from "../rule.ts";
import type { WatcherSettings } from "../settings.ts";

export interface NodeAnswer {
  /** From 1, in the order of the configuration; the services' own node is none of them. */
  readonly node: number;
  readonly reachable: boolean;
  /** Of its block with the number that was asked for; undefined if it has not got there yet. */
  readonly hash: string | undefined;
}

export interface ChainFacts {
  /** Newest final block of the index, as the services' node has it now; undefined before the first range was read. */
  readonly final: Remembered | undefined;
  readonly others: readonly NodeAnswer[];
  /** Blocks that earlier rounds saw final, and in whose place others stand now. */
  readonly replaced: readonly Remembered[];
  readonly head: { readonly number: number; readonly unchangedSeconds: number };
}

export function judgeChain(facts: ChainFacts, { stalledSeconds }: WatcherSettings): Finding[] {
  const { final, others, replaced, head } = facts;
  const findings: Finding[] = [];
  const [lowest] = replaced.toSorted((left, right) => left.number - right.number);
  if (lowest !== undefined) {
    const detail = { blockNumber: lowest.number, seen: lowest.hash, blocks: replaced.length };
    findings.push({ kind: "finality-broken", severity: "critical", subject: "chain", detail });
  }
  for (const { node, reachable, hash } of others) {
    const subject = `node:${node}`;
    if (!reachable) findings.push({ kind: "node-unreachable", severity: "warning", subject, detail: { node } });
    if (final !== undefined && hash !== undefined && hash !== final.hash) {
      const detail = { node, blockNumber: final.number };
      findings.push({ kind: "nodes-disagree", severity: "critical", subject, detail });
    }
  }
  if (stalledSeconds !== null && head.unchangedSeconds > stalledSeconds) {
    const detail = { blockNumber: head.number, seconds: head.unchangedSeconds };
    findings.push({ kind: "chain-stalled", severity: "critical", subject: "chain", detail });
  }
  return findings;
}

const BLOCK = "block";
const REPLACED = "replaced";
const KEPT_BLOCKS = 64;

/** Blocks that were final once must stay, every node must have the same ones, and new ones must come. */
export const chainRule: Rule = {
  name: "chain",
  kinds: ["finality-broken", "nodes-disagree", "node-unreachable", "chain-stalled"],
  async look(sight) {
    const { chain, store, secondOpinions, settings, metrics } = sight;
    const head = await readHead(sight);
    const number = await finalBlockOf(store.database);
    const hash = number === undefined ? undefined : await hashOf(chain, number);
    const final = number === undefined || hash === undefined ? undefined : { number, hash };
    const others = await Promise.all(secondOpinions.map((other, index) => ask(other, { node: index + 1, number })));
    metrics.nodesReachable.set(1 + others.filter(({ reachable }) => reachable).length);
    const replaced = await readReplaced(sight);
    if (final !== undefined) await rememberOnce(store.database, BLOCK, final);
    await forget(store.database, { prefix: BLOCK, keep: KEPT_BLOCKS });
    await forget(store.database, { prefix: REPLACED, seconds: settings.shownSeconds });
    return judgeChain({ final, others, replaced, head }, settings);
  },
};

async function hashOf({ provider }: Chain, number: number): Promise<string | undefined> {
  return (await provider.getBlock(number))?.hash ?? undefined;
}

async function ask(chain: Chain, { node, number }: { node: number; number: number | undefined }): Promise<NodeAnswer> {
  try {
    const hash = number === undefined ? undefined : await hashOf(chain, number);
    if (number === undefined) await chain.provider.getBlockNumber();
    return { node, reachable: true, hash };
  } catch {
    // Whatever the reason: it gave no answer, and that is what the alert says.
    return { node, reachable: false, hash: undefined };
  }
}

/** Time is the database's: watchers on several machines count by one clock. */
async function readHead({ chain, store: { database } }: Sight): Promise<ChainFacts["head"]> {
  const { number } = await latestBlock(chain);
  const known = await recall(database, "head");
  if (known?.number !== number) await remember(database, "head", { number, hash: "" });
  const row = await database
    .selectFrom("watch_memory")
    .select(sql<number>`floor(extract(epoch FROM now() - seen_at))::int`.as("seconds"))
    .where("key", "=", "head")
    .executeTakeFirst();
  return { number, unchangedSeconds: row?.seconds ?? 0 };
}

/** Only the newest can tell that something is wrong; then all are asked, and those that were replaced are kept apart as evidence. */
async function readReplaced({ chain, store: { database } }: Sight): Promise<ChainFacts["replaced"]> {
  const [newest, ...older] = await recallAll(database, BLOCK);
  if (newest !== undefined && (await isReplaced(chain, newest))) {
    for (const seen of [newest, ...older]) {
      if (await isReplaced(chain, seen)) await moveMemory(database, { from: BLOCK, to: REPLACED, number: seen.number });
    }
  }
  const replaced: Remembered[] = [];
  for (const seen of await recallAll(database, REPLACED)) if (await isReplaced(chain, seen)) replaced.push(seen);
  return replaced;
}

/** A node that does not have the block at all is behind, and proves nothing. */
async function isReplaced(chain: Chain, { number, hash }: Remembered): Promise<boolean> {
  const now = await hashOf(chain, number);
  return now !== undefined && now !== hash;
}
