import assert from "node:assert/strict";
import { writeFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PsephosError } from "../../src/errors.ts";
import { findPublicFile, keepPublicFile } from "../../src/roles/public-files.ts";
import { openWorkspace } from "../../src/roles/workspace.ts";
import { inFolder } from "./folder.ts";

const refusal = (code: string) => (error: unknown) => error instanceof PsephosError && error.code === code;

describe("the data folder", () => {
  it("T099: refuses names that climb out of it or that file systems confuse", () => {
    const workspace = openWorkspace("/data");
    for (const name of [
      "",
      "..",
      "../ada",
      "a/b",
      "a\\b",
      "Ada",
      "ada.",
      "-ada",
      "ada-",
      "a".repeat(41),
      "ada\0",
      "å",
    ]) {
      assert.throws(() => workspace.accountFile(name), refusal("NAME_INVALID"), JSON.stringify(name));
    }
    assert.equal(workspace.accountFile("ada-1"), "/data/accounts/ada-1.json");
    assert.throws(() => workspace.publicFile("../../etc/passwd"), refusal("ARGUMENT_INVALID"));
  });

  it("keeps seats of different ceremonies, contracts and chains apart", () => {
    const workspace = openWorkspace("/data");
    const seat = { chainId: 1, ceremonies: `0x${"ab".repeat(20)}`, ceremonyId: 1n, index: 1 };
    const seats = [
      seat,
      { ...seat, chainId: 2 },
      { ...seat, ceremonies: `0x${"cd".repeat(20)}` },
      { ...seat, ceremonyId: 2n },
      { ...seat, index: 2 },
    ];
    assert.equal(new Set(seats.map((each) => workspace.trusteeFile(each))).size, seats.length);
  });

  it("finds a published file by its hash, wherever it lies, and refuses an altered copy", () =>
    inFolder(async (folder) => {
      const mine = openWorkspace(join(folder, "mine"));
      const theirs = openWorkspace(join(folder, "theirs"));
      const bytes = new TextEncoder().encode('{"a":1}');
      const hash = await keepPublicFile({ workspace: theirs, bytes });
      assert.match(hash, /^0x[0-9a-f]{64}$/);
      const wanted = { workspace: mine, hash, kind: "roll file" };
      await assert.rejects(findPublicFile(wanted), refusal("PUBLIC_FILE_MISSING"));
      assert.deepEqual(
        Buffer.from(await findPublicFile({ ...wanted, folders: [theirs.publicFolder] })),
        Buffer.from(bytes),
      );
      await mkdir(mine.publicFolder, { recursive: true });
      await writeFile(mine.publicFile(hash), '{"a":2}');
      await assert.rejects(findPublicFile(wanted), refusal("PUBLIC_FILE_ALTERED"));
    }));
});
