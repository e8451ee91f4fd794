import { join } from "node:path";
import { writeFileWhole } from "../write-file.ts";
import { openDesk, type DeskAccess } from "./desk.ts";
import { publishableLists, type PublishableLists } from "./status.ts";

/**
 * Writes both lists of a key, as the ledger has them now, to the folder that the department's web server shows. The registry gets
 * `statusRoot` and `listsHash`; files and chain must change together, or readers refuse the files.
 */
export async function prepareStatus(
  access: DeskAccess & { at: number; folder: string },
): Promise<Omit<PublishableLists, "files"> & { files: Readonly<Record<"revocation" | "suspension", string>> }> {
  const desk = await openDesk(access);
  const { files, statusRoot, listsHash } = await publishableLists({ ...desk, at: access.at });
  const paths = {
    revocation: join(access.folder, "revocation.json"),
    suspension: join(access.folder, "suspension.json"),
  };
  for (const purpose of ["revocation", "suspension"] as const) {
    await writeFileWhole({ file: paths[purpose], data: files[purpose], secrecy: "public", overwrite: true });
  }
  return { statusRoot, listsHash, files: paths };
}
