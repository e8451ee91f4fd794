import { sql } from "kysely";
import type { Chain } from "../../../chain/contracts.ts";
import type { BlockHeader } from "../../../chain/reading/raw.ts";
import { PsephosError } from "../../../errors.ts";
import type { Store } from "../../store/store.ts";
import type { StepListener } from "../../telemetry.ts";
import { createChecker, type CheckOutcome } from "./checking.ts";
import { clearFaults, raiseFault } from "./faults.ts";
import { advanceFinality, type FinalityOutcome } from "./finality.ts";
import { nodeOf, type Node } from "./node.ts";
import { governorsOf, readRange } from "./read-range.ts";
import { commonAncestor, rollBack } from "./rollback.ts";
import { beginState, readState, requireSameDeployment, type IndexState } from "./state.ts";
import { deployedContracts, withAuthorities } from "./watched.ts";
import { writeRange } from "./write-range.ts";

export interface FollowConfig {
  /** See chain/finality.ts. */
  readonly confirmations?: number | undefined;
  /** A node that takes longer has not answered. */
  readonly answerMs: number;
  /** Blocks in one question; less while a node refuses so many. */
  readonly rangeBlocks: number;
  /** Events in one transaction, about. */
  readonly rangeEvents: number;
}

export interface FollowerOptions {
  readonly store: Store;
  readonly chain: Chain;
  readonly secondOpinions?: readonly Chain[];
  readonly config: FollowConfig;
  readonly onStep?: StepListener;
  /** Aborted at the stop: pending questions are given up. */
  readonly signal?: AbortSignal;
}

/** What one look at the chain brought. */
export interface Look {
  /** Newest block of the node. */
  readonly head: number;
  /** The index holds everything up to here. */
  readonly cursor: number;
  readonly events: number;
  readonly rolledBack: boolean;
  /** There is more to read at once. */
  readonly again: boolean;
  /** The node does not have the index's newest block yet. */
  readonly nodeBehind: boolean;
  readonly check: CheckOutcome | undefined;
  readonly finality: FinalityOutcome | undefined;
}

/** Reads the chain into the index, one range a look. Several may work on one database. Rejects when a look failed; the next may succeed. */
export interface Follower {
  look(): Promise<Look>;
}

export function createFollower(options: FollowerOptions): Follower {
  const { store, chain, secondOpinions = [], config, onStep = () => undefined, signal } = options;
  const { answerMs, rangeBlocks, rangeEvents, confirmations } = config;
  const nodeOptions = { answerMs, signal, ...(confirmations === undefined ? {} : { confirmations }) };
  const node = nodeOf(chain, nodeOptions);
  const others = secondOpinions.map((other) => nodeOf(other, nodeOptions));
  const contracts = deployedContracts(chain);
  const check = createChecker();
  let size = rangeBlocks;

  const look = async (): Promise<Look> => {
    await requireChain(store, node);
    const state = (await readState(store.database)) ?? (await begin(store, node));
    requireSameDeployment(state, chain);
    const head = await node.head();
    const standing = await standingOf({ store, node, state, head });
    if (standing === "moved") return await takeBack(state, head);
    await clearFaults(store, "past-final");
    if (standing === "behind") return { ...outcome(state, head), nodeBehind: true };
    const events = head.number > state.cursor_block ? await readOn(state, head) : 0;
    const now = (await readState(store.database)) ?? state;
    const atHead = now.cursor_block >= head.number;
    const checked = atHead ? await check({ store, node, state: now, answerMs, onStep }) : undefined;
    if (checked === "again") return { ...outcome(now, head), rolledBack: true, again: true, check: checked };
    const addresses = [...withAuthorities(contracts, await governorsOf(store)).keys()];
    const finality = await advanceFinality({ store, node, others, state: now, addresses, maxBlocks: size });
    await noteLook(store, head);
    return { ...outcome(now, head), events, again: !atHead, check: checked, finality };
  };

  const readOn = async (state: IndexState, head: BlockHeader): Promise<number> => {
    const toBlock = Math.min(head.number, state.cursor_block + size);
    try {
      const range = await readRange({ store, node, contracts, after: state, toBlock, maxEvents: rangeEvents });
      await onStep("indexer.range-read");
      const written = await writeRange({ store, after: state, range, onStep });
      size = Math.min(rangeBlocks, size * 2);
      return written ? range.rows.events.length : 0;
    } catch (error) {
      // Nodes refuse what they find too much in many ways, and some just hang.
      size = Math.max(1, size >> 1);
      throw error;
    }
  };

  const takeBack = async (state: IndexState, head: BlockHeader): Promise<Look> => {
    const ancestor = await commonAncestor(store, node);
    if (ancestor === undefined || ancestor.number < state.final_block) throw await pastFinal(store, state);
    await rollBack({ store, from: state, ancestor, onStep });
    await onStep("indexer.rollback-done");
    return { ...outcome(state, head), cursor: ancestor.number, rolledBack: true, again: true };
  };

  return { look };
}

function outcome(state: IndexState, head: BlockHeader): Look {
  const nothing = {
    events: 0,
    rolledBack: false,
    again: false,
    nodeBehind: false,
    check: undefined,
    finality: undefined,
  };
  return { head: head.number, cursor: state.cursor_block, ...nothing };
}

async function requireChain(store: Store, node: Node): Promise<void> {
  const { chain } = node;
  const actual = await node.chainId();
  if (actual === chain.chainId) return await clearFaults(store, "wrong-chain");
  const detail = { actual, expected: chain.chainId };
  await raiseFault(store, { kind: "wrong-chain", subject: "node 1", blockNumber: 0, detail });
  const message = `The node answers for chain ${actual} now, not ${chain.chainId}. Give the URL of the right chain, and start again.`;
  throw new PsephosError("CHAIN_ID_MISMATCH", message, { detail });
}

async function begin(store: Store, node: Node): Promise<IndexState> {
  const { chain } = node;
  // Block 0 holds no transactions, so there is always one before.
  const before = await node.header(Math.max(0, chain.deployment.block - 1));
  if (before === undefined) {
    throw new PsephosError(
      "CHAIN_UNREACHABLE",
      "The node does not have the deployment's block yet. Wait until it has.",
    );
  }
  await store.transaction((tx) => beginState(tx, chain, before));
  return (await readState(store.database))!;
}

type Standing = "stands" | "moved" | "behind";

/** Whether the index's newest block is still the chain's. */
async function standingOf(question: {
  store: Store;
  node: Node;
  state: IndexState;
  head: BlockHeader;
}): Promise<Standing> {
  const { store, node, state, head } = question;
  const known = await node.header(state.cursor_block);
  if (known !== undefined) return known.hash === state.cursor_hash ? "stands" : "moved";
  // A node that lags, or a shorter chain that will grow past the cursor: what the node has tells one from the other.
  const newest = await store.database
    .selectFrom("blocks")
    .select(["number", "hash"])
    .where("number", "<=", head.number)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  if (newest === undefined) return "behind";
  return (await node.header(newest.number))?.hash === newest.hash ? "behind" : "moved";
}

async function pastFinal(store: Store, { final_block }: IndexState): Promise<PsephosError> {
  const detail = { finalBlock: final_block };
  await raiseFault(store, { kind: "past-final", subject: "chain", blockNumber: final_block, detail });
  const message = `The chain took back blocks that were final (up to ${final_block}), or this is another chain. Ask whoever runs the chain which history holds; then run "psephos serve --rebuild-index" once.`;
  return new PsephosError("INDEX_FAULTY", message, { detail });
}

const NOTED_EVERY = "5 seconds";

/** For other processes; not at every look, since most change nothing. */
async function noteLook(store: Store, { number }: BlockHeader): Promise<void> {
  await store.database
    .updateTable("index_state")
    .set({ head_block: number, looked_at: sql`now()` })
    .where((where) =>
      where.or([
        where("head_block", "!=", number),
        where("looked_at", "<", sql<Date>`now() - ${sql.lit(NOTED_EVERY)}::interval`),
      ]),
    )
    .execute();
}
