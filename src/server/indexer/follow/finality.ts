import type { Store } from "../../store/store.ts";
import { clearFaults, raiseFault } from "./faults.ts";
import type { Node } from "./node.ts";
import { opinionOf, type FinalRange } from "./second-opinions.ts";
import { holdCursor, insertBlocks, type IndexState } from "./state.ts";

export interface FinalityQuestion {
  readonly store: Store;
  readonly node: Node;
  /** Other nodes of the same chain: nothing is called final that one of them denies. */
  readonly others: readonly Node[];
  readonly state: IndexState;
  /** Addresses whose logs the index holds. */
  readonly addresses: readonly string[];
  /** Compared at once. */
  readonly maxBlocks: number;
}

export type FinalityOutcome = "final" | "waiting" | "disputed";

/** Moves the mark of what is final as far as all who are asked agree. */
export async function advanceFinality(question: FinalityQuestion): Promise<FinalityOutcome> {
  const { store, node, others, state, addresses } = question;
  const said = Math.min(await node.finalBlock(), state.cursor_block);
  if (said <= state.final_block) return "final";
  const toBlock = others.length === 0 ? said : Math.min(said, state.final_block + question.maxBlocks);
  const header = await node.header(toBlock);
  if (header === undefined) return "waiting";
  const range = { addresses, fromBlock: state.final_block + 1, toBlock, hash: header.hash };
  const outcome = others.length === 0 ? "final" : await askOthers(question, range);
  if (outcome !== "final") return outcome;
  await store.transaction(async (tx) => {
    if (!(await holdCursor(tx, state))) return;
    // A reorganisation is held against this block: it must be known by its hash, whether it logged something or not.
    await insertBlocks(tx, [{ ...header, event_count: 0 }]);
    await tx.updateTable("index_state").set({ final_block: toBlock }).execute();
  });
  return "final";
}

async function askOthers({ store, others }: FinalityQuestion, range: FinalRange): Promise<FinalityOutcome> {
  const answers = await Promise.allSettled(others.map((other) => opinionOf(store, other, range)));
  const opinions = answers.map((answer) => (answer.status === "fulfilled" ? answer.value : "behind"));
  const differing = opinions.flatMap((opinion, index) => (opinion === "differs" ? [subjectOf(index)] : []));
  const { fromBlock, toBlock } = range;
  for (const subject of differing) {
    await raiseFault(store, { kind: "nodes-disagree", subject, blockNumber: toBlock, detail: { fromBlock, toBlock } });
  }
  if (differing.length > 0) return "disputed";
  if (!opinions.includes("agrees")) return "waiting";
  await clearFaults(store, "nodes-disagree");
  return "final";
}

/** By number: the URL of a node may hold a key. */
function subjectOf(index: number): string {
  return `node ${index + 2}`;
}
