import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keepPasskey, openPasskey, readPasskey } from "../../../src/web/worker/passkey.ts";

describe("a passphrase under a passkey", () => {
  const folder = mkdtempSync(join(tmpdir(), "psephos-passkey-"));
  const file = join(folder, "me.json");
  const secret = randomBytes(32);
  const passkey = { credentialId: "cGFzc2tleQ", salt: randomBytes(32), secret };

  before(() => keepPasskey({ file, passkey, passphrase: "eine Passphrase 口令", isOnlyWay: true }));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("opens with what the authenticator answered", async () => {
    assert.equal(await openPasskey({ file, secret }), "eine Passphrase 口令");
    const { credentialId, salt, isOnlyWay } = await readPasskey(file);
    assert.deepEqual(
      { credentialId, salt: [...salt], isOnlyWay },
      {
        credentialId: passkey.credentialId,
        salt: [...passkey.salt],
        isOnlyWay: true,
      },
    );
  });

  it("stays shut for another authenticator, and says nothing of the passphrase", async () => {
    await assert.rejects(openPasskey({ file, secret: randomBytes(32) }), { code: "SEALED_FILE_REFUSED" });
    assert.ok(!readFileSync(file, "utf8").includes("Passphrase"));
  });

  it("refuses a file in which a word was changed", async () => {
    const altered = join(folder, "altered.json");
    writeFileSync(altered, readFileSync(file, "utf8").replace('"isOnlyWay":true', '"isOnlyWay":false'));
    await assert.rejects(openPasskey({ file: altered, secret }), { code: "SEALED_FILE_REFUSED" });
    writeFileSync(altered, readFileSync(file, "utf8").replace("psephos.passkey/1", "psephos.passkey/2"));
    await assert.rejects(readPasskey(altered), { code: "SEALED_FILE_MALFORMED" });
  });

  it("takes 32 bytes and nothing else", async () => {
    const short = { ...passkey, secret: randomBytes(16) };
    const kept = keepPasskey({ file, passkey: short, passphrase: "long enough", isOnlyWay: false });
    await assert.rejects(kept, { code: "ARGUMENT_INVALID" });
  });
});
