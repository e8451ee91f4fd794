import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PsephosError } from "../../src/errors.ts";
import { writeFileWhole } from "../../src/roles/write-file.ts";
import { inFolder } from "./folder.ts";

describe("writing files whole", () => {
  it("leaves one of two racing writers with a refusal, and one whole file", () =>
    inFolder(async (folder) => {
      const file = join(folder, "receipt.json");
      const writes = ["a", "b"].map((letter) =>
        writeFileWhole({ file, data: letter.repeat(100_000), secrecy: "public" }),
      );
      const outcomes = await Promise.allSettled(writes);
      assert.equal(outcomes.filter(({ status }) => status === "fulfilled").length, 1);
      const refused = outcomes.find((outcome) => outcome.status === "rejected");
      assert.ok(refused?.reason instanceof PsephosError && refused.reason.code === "FILE_EXISTS");
      assert.match(await readFile(file, "utf8"), /^(a{100000}|b{100000})$/);
      assert.deepEqual(await readdir(folder), ["receipt.json"]);
    }));

  it("reports a full disk in one sentence, keeps the old file and leaves no remains", () =>
    inFolder(async (folder) => {
      const file = join(folder, "key.json");
      await writeFile(file, "old");
      const module = new URL("../../src/roles/write-file.ts", import.meta.url).href;
      const script = `
        const { writeFileWhole } = await import(${JSON.stringify(module)});
        const data = "x".repeat(1_000_000);
        await writeFileWhole({ file: ${JSON.stringify(file)}, data, secrecy: "secret", overwrite: true }).catch(
          (error) => console.log(error.code + " " + error.message));`;
      // A limit on the size of files makes the kernel refuse the write half way, as a full disk does.
      const shell = `trap "" XFSZ; ulimit -f 64; exec "$0" --input-type=module -e "$1"`;
      const child = spawnSync("bash", ["-c", shell, process.execPath, script], { encoding: "utf8" });
      assert.match(child.stdout, /^FILE_UNWRITABLE .*key\.json was not written .*disk is full/, child.stderr);
      assert.equal(await readFile(file, "utf8"), "old");
      assert.deepEqual(await readdir(folder), ["key.json"]);
    }));
});
