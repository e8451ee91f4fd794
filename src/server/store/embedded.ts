import { mkdir } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { PGliteDialect } from "kysely";
import { fromPglite } from "pg-boss";
import type { Backend } from "./backend.ts";
import { openFolder } from "./embedded-folder.ts";
import { lockFolder } from "./folder-lock.ts";
import { folderTrouble } from "./folder-trouble.ts";
import { PARSERS } from "./types.ts";

/** PostgreSQL inside this process. Without a folder it keeps everything in memory, and forgets it at the end. */
export async function openEmbedded(folder?: string): Promise<Backend> {
  if (folder === undefined) return backendOf(await PGlite.create({ parsers: PARSERS }));
  let release: (() => Promise<void>) | undefined;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    release = await lockFolder(folder);
    return backendOf(await openFolder(folder), release);
  } catch (error) {
    await release?.();
    throw folderTrouble(error, folder);
  }
}

/** Over a database that is open already; closes it. */
export function backendOf(pglite: PGlite, release?: () => Promise<void>): Backend {
  return {
    kind: "embedded",
    dialect: new PGliteDialect({ pglite }),
    boss: { db: fromPglite(pglite), backend: "pglite" },
    close: async () => {
      if (!pglite.closed) await pglite.close();
      await release?.();
    },
  };
}
