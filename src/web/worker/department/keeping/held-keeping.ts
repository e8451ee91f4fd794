import { createHash } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { readLatestAnchor } from "../../../../chain/log-anchors.ts";
import { PsephosError } from "../../../../errors.ts";
import { fromHex } from "../../../../protocol/sharing/hex.ts";
import { fileExists, readFileJson } from "../../../../roles/read-file.ts";
import { openRecordKeeper, type RecordKeeper } from "../../../../roles/record-keeper/keeper.ts";
import { newKeeperKey, openKeeperKey } from "../../../../roles/record-keeper/keeper-key.ts";
import { writeFileWhole } from "../../../../roles/write-file.ts";
import { Opened } from "../../opened.ts";
import { heldChain, workspace } from "../../session.ts";
import { counter } from "../counter.ts";

/** The log that an office opened on chain, and keeps on this device. */
export interface KeptLog {
  readonly logId: bigint;
  readonly name: string;
}

const logForm = z.strictObject({ logId: z.string().regex(/^[1-9][0-9]{0,18}$/), name: z.string() });

const opened = new Opened<{ readonly did: string; readonly key: Uint8Array }>();

/** The office's key for its records; DESK_LOCKED until it is open. */
export function heldKeepingKey(did: string): Uint8Array {
  const held = opened.get();
  if (held?.did === did) return held.key;
  throw new PsephosError("DESK_LOCKED", "The office's records are locked. Open them with their passphrase.");
}

export function isKeepingOpen(did: string): boolean {
  return opened.get()?.did === did;
}

/** Opens key and letter box, which have one passphrase; draws what is not there yet. SEALED_FILE_REFUSED for another passphrase. */
export async function holdKeeping({ did, passphrase }: { did: string; passphrase: string }): Promise<void> {
  await counter.open({ did, passphrase });
  const file = keepingFile(did, "key.json");
  const key = await ((await fileExists(file)) ? openKeeperKey : newKeeperKey)({ file, passphrase });
  opened.open({ did, key });
}

export function lockKeeping(): void {
  opened.lock();
  counter.lock();
}

/** Calls `listener` after each opening and locking. */
export function watchKeeping(listener: () => void): void {
  opened.watch(listener);
}

/** Opens permissions and log for one use, held against what is anchored of the log, and frees them whatever comes of that. */
export async function withKeeper<T>(did: string, use: (keeper: RecordKeeper) => Promise<T>): Promise<T> {
  const key = heldKeepingKey(did);
  const log = await keptLog(did);
  const latest = log === undefined ? undefined : await readLatestAnchor(await heldChain(), log.logId);
  const anchored =
    latest === undefined || latest.size === 0 ? undefined : { size: latest.size, root: fromHex(latest.root) };
  const keeper = await openRecordKeeper({ folder: keepingFile(did, "log"), key, anchored });
  try {
    return await use(keeper);
  } finally {
    await keeper.close();
  }
}

export async function keptLog(did: string): Promise<KeptLog | undefined> {
  const file = keepingFile(did, "log.json");
  if (!(await fileExists(file))) return undefined;
  const { logId, name } = logForm.parse(await readFileJson(file));
  return { logId: BigInt(logId), name };
}

export async function keepLog(did: string, { logId, name }: KeptLog): Promise<void> {
  const data = `${JSON.stringify({ logId: String(logId), name })}\n`;
  await writeFileWhole({ file: keepingFile(did, "log.json"), data, secrecy: "public" });
}

/** A file of what an office keeps of people. */
export function keepingFile(did: string, file: string): string {
  return join(keepingFolder(did), file);
}

export function keepingFolder(did: string): string {
  const name = createHash("sha256").update(did).digest("hex").slice(0, 16);
  return join(workspace.folder, "keepings", name);
}
