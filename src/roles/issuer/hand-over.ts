import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { PsephosError } from "../../errors.ts";
import { credentialJson, type Credential } from "../../protocol/credential/credential-json.ts";
import { fileExists } from "../read-file.ts";
import { writeFileWhole } from "../write-file.ts";
import { updateDesk, type Desk, type DeskAccess } from "./desk.ts";

type Handover<T> = DeskAccess & { readonly to: string; readonly issue: (desk: Desk) => T };
type Issued = { readonly credentials: readonly Credential[] };

/** Writes what was issued to a file or a folder that is not there yet. */
type Writer<T> = (place: string, issued: T) => Promise<void>;

/** Issues into a file, one credential a line, readable by its owner alone. */
export function issueToFile<T extends Issued>(input: Handover<T>): Promise<T> {
  return issue(input, (file, { credentials }) => writeLines(file, credentials));
}

/**
 * Issues into a new folder, one file a person, so that each gets her own. Files are named by the credentials' UUIDs; `contents`, which
 * tells whose is whose, lies beside them.
 */
export function issueToFolder<T extends Issued>(input: Handover<T> & { contents: (issued: T) => string }): Promise<T> {
  return issue(input, async (folder, issued) => {
    await mkdir(folder, { mode: 0o700 });
    for (const credential of issued.credentials) {
      await writeLines(join(folder, credentialFileName(credential)), [credential]);
    }
    await writeFileWhole({ file: join(folder, "contents.csv"), data: input.contents(issued), secrecy: "secret" });
  });
}

export function credentialFileName({ id }: { readonly id: string }): string {
  return `${id.slice("urn:uuid:".length)}.json`;
}

/**
 * The order matters: first the credentials under a provisional name, then the ledger, then the final name. Whatever breaks in
 * between, no credential is handed over that the ledger does not know, and none is lost that it does.
 */
async function issue<T extends Issued>(input: Handover<T>, write: Writer<T>): Promise<T> {
  const { to } = input;
  const provisional = `${to}.part`;
  for (const place of [to, provisional]) {
    if (await fileExists(place)) {
      const message = `${place} exists already; nothing was issued. Move it away, or name another.`;
      throw new PsephosError("FILE_EXISTS", message);
    }
  }
  const issued = await issueProvisionally(input, write, provisional);
  if (issued.credentials.length > 0)
    await rename(provisional, to).catch((cause: unknown) => notRenamed(provisional, cause));
  return issued;
}

async function issueProvisionally<T extends Issued>(
  input: Handover<T>,
  write: Writer<T>,
  provisional: string,
): Promise<T> {
  const act = async (desk: Desk): Promise<T> => {
    const issued = input.issue(desk);
    if (issued.credentials.length > 0) await write(provisional, issued);
    return issued;
  };
  try {
    return await updateDesk({ ...input, act });
  } catch (error) {
    // The ledger was not written, so these credentials were never issued.
    if (await fileExists(provisional)) await rm(provisional, { recursive: true });
    throw error;
  }
}

async function writeLines(file: string, credentials: readonly Credential[]): Promise<void> {
  const lines = credentials.map((credential) => `${JSON.stringify(credentialJson(credential))}\n`);
  await writeFileWhole({ file, data: lines.join(""), secrecy: "secret" });
}

function notRenamed(provisional: string, cause: unknown): never {
  const message = `The credentials are issued and recorded, but still lie under the name ${provisional}. Rename it.`;
  throw new PsephosError("FILE_UNWRITABLE", message, { cause });
}
