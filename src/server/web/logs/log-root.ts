import { setImmediate as breathe } from "node:timers/promises";
import { leafHash } from "../../../protocol/log/hash.ts";
import { LogTree } from "../../../protocol/log/tree.ts";
import { toHex } from "../../../protocol/sharing/hex.ts";

const LINE_FEED = 0x0a;
/** Entries that are hashed before others have their turn. */
const AT_ONCE = 256;

/** An entry has a format, a number and a tag of 32 bytes at the least: shorter lines would only be work. */
export const MIN_ENTRY_BYTES = 128;

/** RFC 9162 root of entries, one a line, each with its line feed; undefined unless there are exactly `size` of them. */
export async function logRootOf(bytes: Uint8Array, size: number): Promise<string | undefined> {
  if (bytes.length < size * MIN_ENTRY_BYTES || bytes.at(-1) !== LINE_FEED) return undefined;
  const tree = new LogTree();
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(LINE_FEED, start);
    tree.append(leafHash(bytes.subarray(start, end)));
    if (tree.size > size) return undefined;
    if (tree.size % AT_ONCE === 0) await breathe();
    start = end + 1;
  }
  return tree.size === size ? toHex(tree.root()) : undefined;
}
