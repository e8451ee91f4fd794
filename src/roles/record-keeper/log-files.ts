import { open, mkdir, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { PsephosError } from "../../errors.ts";
import { bytes32 } from "../../protocol/json.ts";
import { leafHash } from "../../protocol/log/hash.ts";
import { LogTree } from "../../protocol/log/tree.ts";
import { canonicalText, entryCount } from "../../protocol/sharing/forms.ts";
import { toHex } from "../../protocol/sharing/hex.ts";
import { linesOf } from "./lines.ts";

/**
 * A log on disk: `entries.jsonl`, one entry a line, is what everybody may read; `commits.jsonl` has a line for each batch, written
 * when the batch's entries are safely on the disk. What stands in the entries beyond the last commit was never acknowledged.
 */
export interface LogFiles {
  readonly entries: FileHandle;
  readonly commits: FileHandle;
  /** Length of each file up to and with the last acknowledged batch. */
  readonly entriesBytes: number;
  readonly commitsBytes: number;
}

export interface Commit {
  readonly size: number;
  /** 0x and 64 digits. */
  readonly root: string;
  /** Length of the entries file. */
  readonly bytes: number;
}

const commitForm = z.strictObject({ size: entryCount, root: bytes32, bytes: entryCount });

export function entriesFile(folder: string): string {
  return join(folder, "entries.jsonl");
}

export function commitLine(commit: Commit): string {
  return `${canonicalText(commit)}\n`;
}

/**
 * Opens the files and brings them to the last acknowledged batch: a torn end of either file, as a crash leaves it, is cut off.
 * Entries that are missing or altered up to there are LOG_DAMAGED, and nothing is changed.
 */
export async function openLogFiles(folder: string): Promise<{ files: LogFiles; tree: LogTree; ends: number[] }> {
  await mkdir(folder, { recursive: true });
  const [entries, commits] = [await openForBoth(entriesFile(folder)), await openForBoth(join(folder, "commits.jsonl"))];
  try {
    const acknowledged = await readCommits(commits, folder);
    const entriesBytes = acknowledged.list.at(-1)?.bytes ?? 0;
    const { tree, ends } = await readEntries(entries, { commits: acknowledged.list, folder });
    await cut(entries, entriesBytes);
    await cut(commits, acknowledged.bytes);
    await syncFolder(folder);
    return { files: { entries, commits, entriesBytes, commitsBytes: acknowledged.bytes }, tree, ends };
  } catch (error) {
    await Promise.all([entries.close(), commits.close()]);
    throw error;
  }
}

async function readCommits(commits: FileHandle, folder: string): Promise<{ list: Commit[]; bytes: number }> {
  const list: Commit[] = [];
  let bytes = 0;
  for await (const line of linesOf(commits)) {
    const commit = parseCommit(line);
    const last = list.at(-1) ?? { size: 0, bytes: 0 };
    if (commit === undefined || commit.size <= last.size || commit.bytes <= last.bytes) {
      throw damaged(folder, `line ${list.length + 1} of commits.jsonl is not valid`);
    }
    list.push(commit);
    bytes += line.length + 1;
  }
  return { list, bytes };
}

function parseCommit(line: Uint8Array): Commit | undefined {
  const text = Buffer.from(line).toString("utf8");
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = commitForm.safeParse(json);
  return parsed.success && canonicalText(parsed.data) === text ? parsed.data : undefined;
}

async function readEntries(
  entries: FileHandle,
  { commits, folder }: { commits: readonly Commit[]; folder: string },
): Promise<{ tree: LogTree; ends: number[] }> {
  const tree = new LogTree();
  const ends: number[] = [];
  let [checked, end] = [0, 0];
  for await (const line of linesOf(entries)) {
    if (checked === commits.length) break;
    tree.append(leafHash(line));
    end += line.length + 1;
    ends.push(end);
    const { size, root, bytes } = commits[checked]!;
    if (tree.size < size && end < bytes) continue;
    if (tree.size !== size || end !== bytes || toHex(tree.root()) !== root) {
      const from = commits[checked - 1]?.size ?? 0;
      throw damaged(folder, `entries ${from} to ${size - 1} are not those that were written`);
    }
    checked++;
  }
  if (checked < commits.length) throw damaged(folder, `it ends after ${tree.size} of ${commits.at(-1)!.size} entries`);
  return { tree, ends };
}

async function openForBoth(file: string): Promise<FileHandle> {
  try {
    return await open(file, "r+").catch(() => open(file, "wx+", 0o644));
  } catch (cause) {
    throw new PsephosError("FILE_UNREADABLE", `${file} cannot be opened. Check the folder's permissions.`, { cause });
  }
}

async function cut(file: FileHandle, bytes: number): Promise<void> {
  if ((await file.stat()).size === bytes) return;
  await file.truncate(bytes);
  await file.datasync();
}

/** So that the files' names outlive a power failure as their contents do. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

function damaged(folder: string, what: string): PsephosError {
  return new PsephosError(
    "LOG_DAMAGED",
    `The log in ${folder} is damaged: ${what}. Nothing was changed; bring both files back from your copy.`,
  );
}
