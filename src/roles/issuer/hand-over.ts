import { rename, rm } from "node:fs/promises";
import { PsephosError } from "../../errors.ts";
import { credentialJson, type Credential } from "../../protocol/credential/credential-json.ts";
import { fileExists } from "../read-file.ts";
import { writeFileWhole } from "../write-file.ts";
import { updateDesk, type Desk, type DeskAccess } from "./desk.ts";

/**
 * Issues into a file, one credential a line, readable by its owner alone. The order matters: first the credentials under a
 * provisional name, then the ledger, then the final name. Whatever breaks in between, no credential is handed over that the
 * ledger does not know, and none is lost that it does.
 */
export async function issueToFile<T extends { readonly credentials: readonly Credential[] }>(
  input: DeskAccess & { to: string; issue: (desk: Desk) => T },
): Promise<T> {
  const { to, issue } = input;
  const provisional = `${to}.part`;
  for (const file of [to, provisional]) {
    if (await fileExists(file)) {
      throw new PsephosError(
        "FILE_EXISTS",
        `${file} exists already; nothing was issued. Move it away, or name another.`,
      );
    }
  }
  let isRecorded = false;
  try {
    const act = async (desk: Desk): Promise<T> => {
      const issued = issue(desk);
      const lines = issued.credentials.map((credential) => `${JSON.stringify(credentialJson(credential))}\n`);
      if (lines.length > 0) await writeFileWhole({ file: provisional, data: lines.join(""), secrecy: "secret" });
      return issued;
    };
    const issued = await updateDesk({ ...input, act });
    isRecorded = true;
    if (issued.credentials.length > 0) await rename(provisional, to);
    return issued;
  } catch (cause) {
    if (isRecorded) {
      const message = `The credentials are issued and recorded, but are still called ${provisional}. Rename the file.`;
      throw new PsephosError("FILE_UNWRITABLE", message, { cause });
    }
    await rm(provisional, { force: true });
    throw cause;
  }
}
