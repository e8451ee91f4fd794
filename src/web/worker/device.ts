import { deleteFile, getFile, pathsBelow } from "../platform/files.ts";
import { workspace } from "./session.ts";

/** A file in this browser, as the settings page lists it. */
export interface StoredFileInfo {
  /** Below this person's folder. */
  readonly path: string;
  readonly sizeBytes: number;
}

const ROOT = "/";

/** What this browser keeps for its person. */
export const device = {
  async stored(): Promise<readonly StoredFileInfo[]> {
    const folder = `${workspace.folder}/`;
    const files = (await pathsBelow(ROOT)).map(async (path) => ({
      path: path.startsWith(folder) ? path.slice(folder.length) : path,
      sizeBytes: (await getFile(path))?.bytes.length ?? 0,
    }));
    return Promise.all(files);
  },
  /** All files. Whoever holds an open one in memory, as this worker does, has to be ended afterwards: the page loads again. */
  async deleteAll(): Promise<void> {
    for (const path of await pathsBelow(ROOT)) await deleteFile(path);
  },
};
