import { readdir, rm } from "node:fs/promises";
import { z } from "zod";
import { PsephosError } from "../../../../errors.ts";
import { fromBase64url, toBase64url } from "../../../../protocol/credential/base64url.ts";
import { withFileLock } from "../../../../roles/file-lock.ts";
import { fileExists, parseJson, readFileBytes } from "../../../../roles/read-file.ts";
import { writeFileWhole } from "../../../../roles/write-file.ts";
import { counterBoxFile } from "../counter.ts";
import { heldKeepingKey, holdKeeping, keepingFile } from "./held-keeping.ts";

const FORMAT = "psephos.records-backup/1";
const FOLDERS = ["", "log", "log/consents", "log/requests", "log/erasures", "certificates"];
/** Files of the keeper, sealed ones and the public log; and the letter box, which lies elsewhere. */
const OWN =
  /^((log\/(consents|requests|erasures)|certificates)\/[0-9a-f]{40}\.sealed|log\/(entries|commits)\.jsonl|log\/threads\.sealed|key\.json|log\.json)$/;
const BOX = "letter-box.json";

const backupForm = z.strictObject({
  format: z.literal(FORMAT),
  department: z.string(),
  files: z.record(z.string(), z.string()),
});

/** Permissions, log and letter box as one file. Sealed but for the log itself, which is public. */
export async function backUpKeeping(did: string): Promise<{ fileName: string; text: string }> {
  heldKeepingKey(did);
  const files = await withFileLock(keepingFile(did, "log/log"), async () => {
    const names = (await Promise.all(FOLDERS.map((folder) => namesIn(did, folder)))).flat();
    const read = names.map(async (name) => [name, await encoded(keepingFile(did, name))] as const);
    return Object.fromEntries([...(await Promise.all(read)), [BOX, await encoded(counterBoxFile(did))]]);
  });
  const text = `${JSON.stringify({ format: FORMAT, department: did, files })}\n`;
  return { fileName: "psephos-records.json", text };
}

/** Brings a backup in where this office has neither records nor a letter box yet; FILE_EXISTS otherwise. Nothing is kept unless it opens. */
export async function bringKeeping(given: { did: string; text: string; passphrase: string }): Promise<void> {
  const { did, text, passphrase } = given;
  const parsed = backupForm.safeParse(parseJson({ text, source: "The backup" }));
  if (!parsed.success || parsed.data.department !== did) {
    throw new PsephosError("SEALED_FILE_MALFORMED", "This is no backup of this office's permissions and records.");
  }
  if ((await fileExists(keepingFile(did, "key.json"))) || (await fileExists(counterBoxFile(did)))) {
    throw new PsephosError("FILE_EXISTS", "This office keeps records on this device already.");
  }
  const { [BOX]: box = "", ...rest } = parsed.data.files;
  const files = Object.entries(rest).filter(([name]) => OWN.test(name));
  try {
    for (const [name, content] of files) {
      await writeFileWhole({ file: keepingFile(did, name), data: decoded(content), secrecy: "secret" });
    }
    await writeFileWhole({ file: counterBoxFile(did), data: decoded(box), secrecy: "secret" });
    await holdKeeping({ did, passphrase });
  } catch (error) {
    await rm(keepingFile(did, ""), { recursive: true, force: true });
    await rm(counterBoxFile(did), { force: true });
    throw error;
  }
}

async function namesIn(did: string, folder: string): Promise<string[]> {
  const names = await readdir(keepingFile(did, folder)).catch(() => []);
  return names.map((name) => (folder === "" ? name : `${folder}/${name}`)).filter((name) => OWN.test(name));
}

async function encoded(file: string): Promise<string> {
  return toBase64url(await readFileBytes(file));
}

function decoded(content: string): Uint8Array {
  const bytes = fromBase64url(content);
  if (bytes !== undefined) return bytes;
  throw new PsephosError("SEALED_FILE_MALFORMED", "The backup is damaged. Use another copy.");
}
