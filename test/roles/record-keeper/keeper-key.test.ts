import assert from "node:assert/strict";
import { join } from "node:path";
import { isPsephosError } from "../../../src/errors.ts";
import { newKeeperKey, openKeeperKey } from "../../../src/roles/record-keeper/keeper-key.ts";
import { inFolder } from "../folder.ts";

describe("the record keeper's key", () => {
  it("opens with its passphrase alone, and differs each time", () =>
    inFolder(async (folder) => {
      const [file, passphrase] = [join(folder, "keeper.json"), "several random words"];
      const key = await newKeeperKey({ file, passphrase });
      assert.deepEqual(await openKeeperKey({ file, passphrase }), key);
      const wrong = openKeeperKey({ file, passphrase: "several other words" });
      await assert.rejects(wrong, (error) => isPsephosError(error, "SEALED_FILE_REFUSED"));
      assert.notDeepEqual(await newKeeperKey({ file: join(folder, "other.json"), passphrase }), key);
    }));
});
