import { isPsephosError } from "../../errors.ts";
import { leafHash } from "../../protocol/log/hash.ts";
import { LogTree } from "../../protocol/log/tree.ts";
import { verifyConsistency } from "../../protocol/log/verify.ts";
import { fromHex } from "../../protocol/sharing/hex.ts";
import { parseEntry, type LogEntry, type SealedEntry } from "../../protocol/sharing/log-entry.ts";
import { hasHead, type LogHead } from "../../protocol/sharing/log-head.ts";
import type { RecordDetails } from "../../protocol/sharing/record-details.ts";
import { isOnThread, openEntry } from "../../protocol/sharing/sealed-entry.ts";
import { recogniseOpening, type Thread } from "../../protocol/sharing/thread.ts";
import type { ViewingSecret } from "../../protocol/sharing/viewing-key.ts";

export interface FindRecordsInput {
  /** The whole log from its first entry on, as the department publishes it: one text an entry, without line feeds. */
  readonly entries: Iterable<string> | AsyncIterable<string>;
  /** Of every scope of this department in which she is known. */
  readonly viewingSecrets: readonly ViewingSecret[];
  /** From the chain, not from the department. */
  readonly anchored: LogHead;
  /** The head that she checked last: the log must still begin with it. */
  readonly lastSeen?: LogHead | undefined;
}

export interface FoundRecord {
  readonly entry: SealedEntry;
  readonly details: RecordDetails;
}

/** Only "complete" says that no record of hers is missing among the anchored entries. */
export type Completeness =
  /** The entries are those that were anchored, and go on from what she saw last. */
  | "complete"
  /** There are fewer entries than were anchored. */
  | "cut-off"
  /** They are not the ones that were anchored: one was altered, left out or put in. */
  | "altered"
  /** What she saw last is not how the anchored log begins: the past was rewritten. */
  | "rewritten";

export interface FoundRecords {
  readonly records: readonly FoundRecord[];
  readonly completeness: Completeness;
  readonly entryCount: number;
  /** Entries at the end that are not anchored yet: they may still be changed. */
  readonly unanchored: number;
  /** Entries without the form, the number or the content that they should have: ask the department what they hide. */
  readonly faulty: readonly number[];
}

/** Reads the whole log here: nobody learns whose records are looked for. */
export async function findRecords(input: FindRecordsInput): Promise<FoundRecords> {
  const tree = new LogTree();
  const threads: Thread[] = [];
  const records: FoundRecord[] = [];
  const faulty: number[] = [];
  for await (const text of input.entries) {
    const index = tree.size;
    tree.append(leafHash(new TextEncoder().encode(text)));
    const entry = entryAt(text, index);
    if (entry === undefined) faulty.push(index);
    else if (entry.kind === "opening") threads.push(...threadsOf(entry, input.viewingSecrets));
    else takeRecord(entry, { threads, records, faulty });
  }
  return {
    ...{ records, faulty, entryCount: tree.size },
    completeness: completenessOf(tree, input),
    unanchored: Math.max(0, tree.size - input.anchored.size),
  };
}

function entryAt(text: string, index: number): LogEntry | undefined {
  try {
    const entry = parseEntry(text);
    return entry.sequence === index ? entry : undefined;
  } catch (error) {
    if (isPsephosError(error, "SHARING_MALFORMED")) return undefined;
    throw error;
  }
}

function threadsOf(entry: Extract<LogEntry, { kind: "opening" }>, secrets: readonly ViewingSecret[]): Thread[] {
  const opening = { ephemeralKey: entry.ephemeralKey, tag: fromHex(entry.tag) };
  return secrets.flatMap((secret) => recogniseOpening(opening, secret) ?? []);
}

interface Findings {
  readonly threads: readonly Thread[];
  readonly records: FoundRecord[];
  readonly faulty: number[];
}

function takeRecord(entry: SealedEntry, { threads, records, faulty }: Findings): void {
  const thread = threads.find((each) => isOnThread(entry, each));
  if (thread === undefined) return;
  try {
    records.push({ entry, details: openEntry(entry, thread) });
  } catch (error) {
    const isAltered = isPsephosError(error, "RECORD_UNREADABLE") || isPsephosError(error, "SHARING_MALFORMED");
    if (!isAltered) throw error;
    faulty.push(entry.sequence);
  }
}

function completenessOf(tree: LogTree, { anchored, lastSeen }: FindRecordsInput): Completeness {
  if (tree.size < anchored.size) return "cut-off";
  if (!hasHead(tree, anchored)) return "altered";
  if (lastSeen === undefined || lastSeen.size === 0) return "complete";
  return goesOn(tree, { lastSeen, anchored }) ? "complete" : "rewritten";
}

/** By the same proof that a department gives to those who do not read the whole log. */
function goesOn(tree: LogTree, { lastSeen, anchored }: { lastSeen: LogHead; anchored: LogHead }): boolean {
  const [older, newer] = lastSeen.size <= anchored.size ? [lastSeen, anchored] : [anchored, lastSeen];
  if (newer.size > tree.size) return false;
  const proof = older.size === 0 ? [] : tree.consistencyProof(older.size, newer.size);
  const roots = { firstRoot: older.root, secondRoot: newer.root };
  return verifyConsistency({ first: older.size, second: newer.size, ...roots, proof });
}
