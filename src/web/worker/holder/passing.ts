import { rm } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { readFileText } from "../../../roles/read-file.ts";
import { workspace } from "../session.ts";

/** What a use case writes to a file, as a text for the page; the file is gone afterwards. */
export async function writtenText(write: (file: string) => Promise<unknown>): Promise<string> {
  const file = join(workspace.folder, "passing", randomUUID());
  try {
    await write(file);
    return await readFileText(file);
  } finally {
    await rm(file, { force: true });
  }
}
