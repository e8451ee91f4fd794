import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isPsephosError } from "../../src/errors.ts";
import { withFileLock } from "../../src/roles/file-lock.ts";
import { inFolder } from "./folder.ts";

const deadProcess = (): number => spawnSync(process.execPath, ["--eval", ""]).pid;

describe("the lock of a file", () => {
  it("lets one in at a time, and leaves nothing behind, also after a failure", () =>
    inFolder(async (folder) => {
      const file = join(folder, "a.json");
      await writeFile(file, "0");
      const increment = (): Promise<void> =>
        withFileLock(file, async () => {
          const count = Number(await readFile(file, "utf8"));
          await pause(5);
          await writeFile(file, String(count + 1));
        });
      await Promise.all(Array.from({ length: 8 }, increment));
      assert.equal(await readFile(file, "utf8"), "8");
      await assert.rejects(
        withFileLock(file, () => Promise.reject(new Error("no"))),
        /^Error: no$/,
      );
      assert.deepEqual(await readdir(folder), ["a.json"]);
    }));

  it("is taken over from a command that died, by one of those who wait", () =>
    inFolder(async (folder) => {
      const file = join(folder, "a.json");
      await writeFile(join(folder, ".a.json.lock"), JSON.stringify([hostname(), deadProcess()]));
      let inside = 0;
      const enter = (): Promise<void> =>
        withFileLock(file, async () => {
          assert.equal(++inside, 1);
          await pause(5);
          inside--;
        });
      await Promise.all(Array.from({ length: 6 }, enter));
      assert.deepEqual(await readdir(folder), []);
    }));

  it("is respected where its owner lives, is on another machine or cannot be told, and named for who must remove it", () =>
    inFolder(async (folder) => {
      const file = join(folder, "a.json");
      const lock = join(folder, ".a.json.lock");
      for (const owner of [
        JSON.stringify([hostname(), process.pid]),
        JSON.stringify([`${hostname()}-2`, deadProcess()]),
        "",
      ]) {
        await writeFile(lock, owner);
        await assert.rejects(
          withFileLock(file, () => assert.fail("entered"), { patienceMs: 60 }),
          (error) => isPsephosError(error, "FILE_BUSY") && error.message.includes(lock),
        );
        assert.equal(await readFile(lock, "utf8"), owner);
      }
    }));
});
