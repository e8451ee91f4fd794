import { readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { listsHash, type StatusListFiles } from "../../protocol/credential/lists-hash.ts";
import { statusListFile, type StatusListUrls } from "../status-list-files.ts";
import { editionUrls } from "../status-lists.ts";
import type { Workspace } from "../workspace.ts";
import { writeFileWhole } from "../write-file.ts";
import type { IssuerKey } from "./issuer-key.ts";

interface ListsOfKey {
  readonly workspace: Workspace;
  readonly key: Pick<IssuerKey, "statusLists">;
  readonly lists: StatusListFiles;
}

const PURPOSES = ["revocation", "suspension"] as const;

/**
 * Puts both lists into the public folder, under the path that they have on the department's web server and beside it as an edition.
 * Returns their folder. Earlier editions stay.
 */
export async function writeStatusLists(input: ListsOfKey): Promise<string> {
  await writeEdition(input);
  return writeTo(input, input.key.statusLists);
}

/** Puts both lists beside the ones in force, where readers find them as soon as the chain names them. */
export async function writeEdition(input: ListsOfKey): Promise<void> {
  await writeTo(input, editionUrls(input.key.statusLists, listsHash(input.lists)));
}

/** Puts lists that the chain names now in force, and removes all editions but theirs and those of the hashes in `keep`. */
export async function putInForce(input: ListsOfKey & { keep: readonly string[] }): Promise<string> {
  const { workspace, key, lists, keep } = input;
  const folder = await writeTo(input, key.statusLists);
  const kept = [...keep, listsHash(lists)].map((hash) => hash.slice(2));
  for (const purpose of PURPOSES) {
    const file = statusListFile(workspace.publicFolder, key.statusLists[purpose]);
    const prefix = `${basename(file)}.`;
    for (const name of await readdir(dirname(file))) {
      const edition = name.startsWith(prefix) ? name.slice(prefix.length) : "";
      if (/^[0-9a-f]{64}$/.test(edition) && !kept.includes(edition)) await rm(join(dirname(file), name));
    }
  }
  return folder;
}

async function writeTo({ workspace, lists }: ListsOfKey, urls: StatusListUrls): Promise<string> {
  for (const purpose of PURPOSES) {
    const file = statusListFile(workspace.publicFolder, urls[purpose]);
    await writeFileWhole({ file, data: lists[purpose], secrecy: "public", overwrite: true });
  }
  return dirname(statusListFile(workspace.publicFolder, urls.revocation));
}
