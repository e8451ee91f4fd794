import { read, type ReadCall } from "../../../chain/contracts.ts";
import type { Store } from "../../store/store.ts";
import type { Claim } from "./claim.ts";
import { claims } from "./claims.ts";
import { answeredWithin, type Node } from "./node.ts";
import { holdCursor, type Cursor } from "./state.ts";

/** Something that the index says otherwise than the contract. */
export interface Disagreement {
  /** Such as "elections.electionCount" or "election 3". */
  readonly subject: string;
  readonly indexed: string;
  readonly onChain: string;
}

export interface Verification {
  readonly store: Store;
  readonly node: Node;
  /** The newest block, since nodes forget the state of old ones. */
  readonly at: Cursor;
  /** What was touched after this block is asked for; before the first verification, null. */
  readonly since: number | null;
  readonly answerMs: number;
}

/**
 * Compares counters and roots of the contracts at a block with the rows up to it: a node that keeps logs back, or that gives them of
 * another chain, is found out. Undefined if the block was taken back or the index went on meanwhile, which proves nothing.
 */
export async function verifyIndex(question: Verification): Promise<Disagreement[] | undefined> {
  const { store, node, at, since, answerMs } = question;
  const claimed = await store.transaction(async (tx) => {
    return (await holdCursor(tx, at)) ? await claims({ tx, chain: node.chain, since: since ?? -1 }) : undefined;
  });
  if (claimed === undefined) return undefined;
  const views = claimed.map((claim) => onChain(claim, at.cursor_block));
  const answers = await answeredWithin(Promise.all(views), { answerMs });
  if ((await node.header(at.cursor_block))?.hash !== at.cursor_hash) return undefined;
  return claimed.flatMap(({ subject, indexed }, index): Disagreement[] => {
    const actual = answers[index]!;
    return actual === indexed ? [] : [{ subject, indexed, onChain: actual }];
  });
}

async function onChain({ call, shown }: Claim, block: number): Promise<string> {
  return shown(await read({ ...call, block } satisfies ReadCall));
}
