import { rename, rm } from "node:fs/promises";
import { PsephosError } from "../../errors.ts";
import { credentialJson, type Credential } from "../../protocol/credential/credential-json.ts";
import { fileExists } from "../read-file.ts";
import { writeFileWhole } from "../write-file.ts";
import { updateDesk, type Desk, type DeskAccess } from "./desk.ts";

type Handover<T> = DeskAccess & { readonly to: string; readonly issue: (desk: Desk) => T };
type Issued = { readonly credentials: readonly Credential[] };

/**
 * Issues into a file, one credential a line, readable by its owner alone. The order matters: first the credentials under a
 * provisional name, then the ledger, then the final name. Whatever breaks in between, no credential is handed over that the
 * ledger does not know, and none is lost that it does.
 */
export async function issueToFile<T extends Issued>(input: Handover<T>): Promise<T> {
  const { to } = input;
  const provisional = `${to}.part`;
  for (const file of [to, provisional]) {
    if (await fileExists(file)) {
      const message = `${file} exists already; nothing was issued. Move it away, or name another.`;
      throw new PsephosError("FILE_EXISTS", message);
    }
  }
  const issued = await issueProvisionally(input, provisional);
  if (issued.credentials.length > 0)
    await rename(provisional, to).catch((cause: unknown) => notRenamed(provisional, cause));
  return issued;
}

async function issueProvisionally<T extends Issued>(input: Handover<T>, provisional: string): Promise<T> {
  const act = async (desk: Desk): Promise<T> => {
    const issued = input.issue(desk);
    const lines = issued.credentials.map((credential) => `${JSON.stringify(credentialJson(credential))}\n`);
    if (lines.length > 0) await writeFileWhole({ file: provisional, data: lines.join(""), secrecy: "secret" });
    return issued;
  };
  try {
    return await updateDesk({ ...input, act });
  } catch (error) {
    // The ledger was not written, so these credentials were never issued.
    if (await fileExists(provisional)) await rm(provisional);
    throw error;
  }
}

function notRenamed(provisional: string, cause: unknown): never {
  const message = `The credentials are issued and recorded, but their file is still called ${provisional}. Rename it.`;
  throw new PsephosError("FILE_UNWRITABLE", message, { cause });
}
