import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PsephosError } from "../../../src/errors.ts";
import { readTrusteeBackup, restoreTrusteeKey } from "../../../src/roles/trustee/carry-key-file.ts";
import { openTrusteeKey, saveTrusteeKey, type TrusteeKey } from "../../../src/roles/trustee/key-file.ts";
import { openWorkspace } from "../../../src/roles/workspace.ts";

const seat = { chainId: 31337, ceremonies: `0x${"ab".repeat(20)}`, ceremonyId: 1n, index: 2 };
const passphrase = "four random plain words";
const fresh: TrusteeKey = { seat, communicationSecret: 5n, dealing: undefined, opened: {} };
const drawn: TrusteeKey = { ...fresh, dealing: { coefficients: [1n, 2n], ephemerals: [3n, 4n, 5n] } };
const opened: TrusteeKey = { ...drawn, opened: { "0xcd/1": `0x${"11".repeat(32)}` } };

describe("a key keeper's file that is carried to another device", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "psephos-test-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const isCode = (code: string) => (error: unknown) => error instanceof PsephosError && error.code === code;
  const workspaceOf = (name: string) => openWorkspace(join(folder, name));
  const keep = (name: string, key: TrusteeKey) =>
    saveTrusteeKey({ workspace: workspaceOf(name), seat, passphrase, key, overwrite: true });
  const copyOf = async (key: TrusteeKey): Promise<string> => {
    await keep("other", key);
    return readTrusteeBackup({ workspace: workspaceOf("other"), seat });
  };
  const here = (name: string) => openTrusteeKey({ workspace: workspaceOf(name), seat, passphrase });
  const restore = (name: string, text: string, typed = passphrase) =>
    restoreTrusteeKey({ workspace: workspaceOf(name), seat, text, passphrase: typed });

  it("arrives where there was none", async () => {
    await restore("empty", await copyOf(opened));
    assert.deepEqual(await here("empty"), opened);
  });

  it("replaces a state that it continues", async () => {
    await keep("behind", fresh);
    await restore("behind", await copyOf(opened));
    assert.deepEqual(await here("behind"), opened);
  });

  it("gives way to a newer state: neither the polynomial nor the opened sum is forgotten", async () => {
    await keep("ahead", opened);
    for (const older of [fresh, drawn]) {
      await assert.rejects(restore("ahead", await copyOf(older)), isCode("TRUSTEE_KEY_STALE"));
    }
    assert.deepEqual(await here("ahead"), opened);
  });

  it("is refused with another polynomial or of another registration", async () => {
    await keep("drawn", drawn);
    const other = { ...drawn, dealing: { coefficients: [9n, 2n], ephemerals: [3n, 4n, 5n] } };
    await assert.rejects(restore("drawn", await copyOf(other)), isCode("TRUSTEE_KEY_STALE"));
    await assert.rejects(
      restore("drawn", await copyOf({ ...drawn, communicationSecret: 6n })),
      isCode("TRUSTEE_KEY_STALE"),
    );
  });

  it("leaves nothing behind when it does not open", async () => {
    const text = await copyOf(fresh);
    await assert.rejects(restore("shut", text, "another passphrase"), isCode("SEALED_FILE_REFUSED"));
    await assert.rejects(restore("shut", "{}"), isCode("SEALED_FILE_MALFORMED"));
    await assert.rejects(here("shut"), isCode("TRUSTEE_KEY_MISSING"));
  });
});
