import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { sql } from "kysely";
import { isPsephosError } from "../../../src/errors.ts";
import { folderTrouble } from "../../../src/server/store/folder-trouble.ts";
import { openStore } from "../../../src/server/store/open-store.ts";

interface Filled {
  readonly committed: number;
  readonly said: { readonly code: string; readonly message: string };
}

/** In a process whose files may not grow beyond that. */
async function fill({ folder, limitKib }: { folder: string; limitKib: number }): Promise<Filled> {
  const program = [process.execPath, join(import.meta.dirname, "fill-store.ts"), folder];
  const limited = ["-c", `ulimit -f ${limitKib}; exec "$@"`, "bash", ...program];
  const { stdout } = await promisify(execFile)("bash", limited);
  return JSON.parse(stdout) as Filled;
}

describe("The embedded database, where it may not write", function () {
  this.timeout(180_000);
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), "psephos-store-"))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("F24: keeps all that was committed before there was no more room, and goes on when there is", async () => {
    await (await openStore({ folder })).close();
    const { committed, said } = await fill({ folder, limitKib: 17_000 });
    assert.ok(committed > 10, said.message);
    const store = await openStore({ folder });
    const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM filled`.execute(store.database);
    assert.deepEqual(rows, [{ count: committed }]);
    await sql`INSERT INTO filled VALUES (${committed}, '')`.execute(store.database);
    await store.close();
  });

  it("F24: says so when there is no room for a new one, and makes it when there is", async () => {
    const { committed, said } = await fill({ folder, limitKib: 4_000 });
    assert.equal(committed, 0);
    assert.equal(said.code, "STORE_UNAVAILABLE");
    assert.match(said.message, /free space/);
    await (await openStore({ folder })).close();
  });

  it("F24: says what to do about a path that is no folder, a full disk, and one that takes no changes", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    await assert.rejects(openStore({ folder: join(file, "database") }), (error) => {
      assert.ok(isPsephosError(error, "STORE_UNAVAILABLE"), String(error));
      assert.match(error.message, /ENOTDIR.*look at its path/);
      return true;
    });
    // As the embedded database says it, seen on small and on read-only file systems.
    for (const [errno, advice] of [
      [51, /ENOSPC.*make some/],
      [69, /EROFS.*cannot be written/],
    ] as const) {
      const error = folderTrouble(Object.assign(new Error(), { name: "ErrnoError", errno }), folder);
      assert.ok(isPsephosError(error, "STORE_UNAVAILABLE"));
      assert.match(error.message, advice);
    }
  });
});
