import { openAsBlob } from "node:fs";
import { access, open, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { PGlite, type PGliteOptions } from "@electric-sql/pglite";
import { PARSERS } from "./types.ts";

/** An empty database, made at set-up: to make one takes seconds, to copy it one. */
export const DATABASE_IMAGE = resolve(import.meta.dirname, "../../../build/database.tar");

/** Opens the database in a folder, which gets one first if it has none. */
export async function openFolder(folder: string): Promise<PGlite> {
  const dataDir = join(folder, "postgres");
  if (!(await isThere(dataDir))) await makeDatabase(dataDir);
  return await PGlite.create({ dataDir, parsers: PARSERS });
}

/** Beside its place, and moved there when it is whole: one that was killed in between begins anew. */
async function makeDatabase(dataDir: string): Promise<void> {
  const aside = `${dataDir}.unfinished`;
  await rm(aside, { recursive: true, force: true });
  const image: PGliteOptions = (await isThere(DATABASE_IMAGE)) ? { loadDataDir: await openAsBlob(DATABASE_IMAGE) } : {};
  const pglite = await PGlite.create({ dataDir: aside, ...image });
  await pglite.close();
  await rename(aside, dataDir);
  await syncFolder(dirname(dataDir));
}

/** Else a power cut could bring back the name under which it would be deleted. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
