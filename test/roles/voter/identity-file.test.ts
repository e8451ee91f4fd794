import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PsephosError } from "../../../src/errors.ts";
import { openWorkspace } from "../../../src/roles/workspace.ts";
import {
  backUpIdentityFile,
  newIdentity,
  openIdentity,
  restoreIdentityFile,
} from "../../../src/roles/voter/identity-file.ts";
import { inFolder } from "../folder.ts";

const passphrase = (): Promise<string> => Promise.resolve("correct horse battery staple");
const refusal = (code: string) => (error: unknown) => error instanceof PsephosError && error.code === code;

describe("a voter's identity on disk", () => {
  it("survives the loss of the machine through its backup", () =>
    inFolder(async (folder) => {
      const lost = openWorkspace(join(folder, "lost"));
      const found = openWorkspace(join(folder, "found"));
      const backup = join(folder, "backup.json");
      const { identity } = await newIdentity({ workspace: lost, name: "ada", passphrase });
      await backUpIdentityFile({ workspace: lost, to: backup, passphrase });
      await restoreIdentityFile({ workspace: found, name: "ada", from: backup, passphrase });
      const restored = await openIdentity({ workspace: found, passphrase });
      assert.equal(restored.identity.commitment, identity.commitment);
      assert.equal(restored.identity.secret, identity.secret);
      assert.ok(!(await readFile(backup, "utf8")).includes(identity.secret.toString()));
    }));

  it("is never overwritten, neither by a new one nor by a backup", () =>
    inFolder(async (folder) => {
      const workspace = openWorkspace(folder);
      await newIdentity({ workspace, name: "ada", passphrase });
      await assert.rejects(newIdentity({ workspace, name: "ada", passphrase }), refusal("FILE_EXISTS"));
      const backup = join(folder, "backup.json");
      await writeFile(backup, "something of mine");
      await assert.rejects(backUpIdentityFile({ workspace, to: backup, passphrase }), refusal("FILE_EXISTS"));
      assert.equal(await readFile(backup, "utf8"), "something of mine");
    }));

  it("is asked for by name where there is none or more than one", () =>
    inFolder(async (folder) => {
      const workspace = openWorkspace(folder);
      await assert.rejects(openIdentity({ workspace, passphrase }), refusal("IDENTITY_MISSING"));
      await assert.rejects(openIdentity({ workspace, name: "ada", passphrase }), refusal("IDENTITY_MISSING"));
      for (const name of ["ada", "grace"]) await newIdentity({ workspace, name, passphrase });
      await assert.rejects(openIdentity({ workspace, passphrase }), (error: unknown) => {
        assert.ok(error instanceof PsephosError && error.code === "IDENTITY_MISSING");
        assert.match(error.message, /ada.*grace.*--identity/);
        return true;
      });
      assert.equal((await openIdentity({ workspace, name: "grace", passphrase })).name, "grace");
    }));
});
