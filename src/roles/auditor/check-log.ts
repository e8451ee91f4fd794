import { readAnchors } from "../../chain/log-anchors.ts";
import { leafHash } from "../../protocol/log/hash.ts";
import { LogTree } from "../../protocol/log/tree.ts";
import { fromHex } from "../../protocol/sharing/hex.ts";
import { hasHead } from "../../protocol/sharing/log-head.ts";
import type { Chain } from "../chain-session.ts";

export interface LogCheck {
  readonly entryCount: number;
  /** How many states of the log are anchored on chain. */
  readonly anchorCount: number;
  /** Sizes of the anchors that these entries do not have: all of them must be beginnings of the log. */
  readonly broken: readonly number[];
  /** Entries at the end that are not anchored yet. */
  readonly unanchored: number;
}

/** Holds a whole log, one text an entry, against every state of it on chain: none may be missing, altered or taken back. */
export async function checkLog(input: { chain: Chain; logId: bigint; entries: readonly string[] }): Promise<LogCheck> {
  const { chain, logId, entries } = input;
  const anchors = await readAnchors(chain, logId);
  const tree = new LogTree();
  const utf8 = new TextEncoder();
  for (const entry of entries) tree.append(leafHash(utf8.encode(entry)));
  const broken = anchors.filter(({ size, root }) => !hasHead(tree, { size, root: fromHex(root) }));
  return {
    entryCount: tree.size,
    anchorCount: anchors.length,
    broken: broken.map(({ size }) => size),
    unanchored: Math.max(0, tree.size - (anchors.at(-1)?.size ?? 0)),
  };
}
