import { dirname } from "node:path";
import type { StatusListFiles } from "../../protocol/credential/lists-hash.ts";
import { statusListFile } from "../status-list-files.ts";
import type { Workspace } from "../workspace.ts";
import { writeFileWhole } from "../write-file.ts";
import type { IssuerKey } from "./issuer-key.ts";

/** Puts both lists into the public folder, under the path that they have on the department's web server. Returns their folder. */
export async function writeStatusLists(input: {
  workspace: Workspace;
  key: Pick<IssuerKey, "statusLists">;
  lists: StatusListFiles;
}): Promise<string> {
  const { workspace, key, lists } = input;
  for (const purpose of ["revocation", "suspension"] as const) {
    const file = statusListFile(workspace.publicFolder, key.statusLists[purpose]);
    await writeFileWhole({ file, data: lists[purpose], secrecy: "public", overwrite: true });
  }
  return dirname(statusListFile(workspace.publicFolder, key.statusLists.revocation));
}
