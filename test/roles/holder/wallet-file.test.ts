import assert from "node:assert/strict";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isPsephosError, PsephosError, type ErrorCode } from "../../../src/errors.ts";
import { backUpIdentity } from "../../../src/protocol/identity.ts";
import { backUpWallet, restoreWallet } from "../../../src/roles/holder/wallet-backup.ts";
import { deleteWallet, newWallet, openWallet, updateWallet } from "../../../src/roles/holder/wallet-file.ts";
import type { Wallet } from "../../../src/roles/holder/wallet.ts";
import { sealFile } from "../../../src/roles/sealed-file.ts";
import { openWorkspace } from "../../../src/roles/workspace.ts";
import { HOLDER } from "../../protocol/credential/fixtures.ts";
import { inFolder } from "../folder.ts";

const PASSPHRASE = "correct horse battery staple";
const passphrase = (): Promise<string> => Promise.resolve(PASSPHRASE);
const refusal = (code: ErrorCode) => (error: unknown) => isPsephosError(error, code);
const consenting = (id: string) => (wallet: Wallet) => ({ ...wallet, consents: [...wallet.consents, { id }] });

describe("a wallet on disk", () => {
  it("survives the loss of the machine through its backup, with all that is in it", () =>
    inFolder(async (folder) => {
      const lost = openWorkspace(join(folder, "lost"));
      const found = openWorkspace(join(folder, "found"));
      const to = join(folder, "backup.json");
      await newWallet({ workspace: lost, name: "ada", passphrase });
      const { wallet } = await updateWallet({ workspace: lost, passphrase, change: consenting("c-1") });
      await backUpWallet({ workspace: lost, to, passphrase });
      await restoreWallet({ workspace: found, name: "ada", from: to, passphrase });
      assert.deepEqual((await openWallet({ workspace: found, passphrase })).wallet, wallet);
      assert.ok(!(await readFile(to, "utf8")).includes(wallet.identity.secret.toString()));
      assert.equal((await stat(to)).mode & 0o777, 0o600);
    }));

  it("is never overwritten, neither by a new one nor by a backup", () =>
    inFolder(async (folder) => {
      const workspace = openWorkspace(folder);
      await newWallet({ workspace, name: "ada", passphrase });
      await assert.rejects(newWallet({ workspace, name: "ada", passphrase }), refusal("FILE_EXISTS"));
      const to = join(folder, "backup.json");
      await writeFile(to, "something of mine");
      await assert.rejects(backUpWallet({ workspace, to, passphrase }), refusal("FILE_EXISTS"));
      assert.equal(await readFile(to, "utf8"), "something of mine");
      const restoring = restoreWallet({ workspace, name: "ada", from: workspace.identityFile("ada"), passphrase });
      await assert.rejects(restoring, refusal("FILE_EXISTS"));
    }));

  it("is asked for by name where there is none or more than one", () =>
    inFolder(async (folder) => {
      const workspace = openWorkspace(folder);
      await assert.rejects(openWallet({ workspace, passphrase }), refusal("IDENTITY_MISSING"));
      await assert.rejects(openWallet({ workspace, name: "ada", passphrase }), refusal("IDENTITY_MISSING"));
      for (const name of ["ada", "grace"]) await newWallet({ workspace, name, passphrase });
      await assert.rejects(openWallet({ workspace, passphrase }), (error: unknown) => {
        assert.ok(error instanceof PsephosError && error.code === "IDENTITY_MISSING");
        assert.match(error.message, /ada.*grace.*--identity/);
        return true;
      });
      assert.equal((await openWallet({ workspace, name: "grace", passphrase })).name, "grace");
    }));

  it("opens a file of the time before credentials, and writes it anew only when it changes", () =>
    inFolder(async (folder) => {
      const workspace = openWorkspace(folder);
      const file = workspace.identityFile("ada");
      await sealFile({ file, kind: "identity", content: backUpIdentity(HOLDER), passphrase: PASSPHRASE });
      const before = await readFile(file, "utf8");
      const { wallet } = await openWallet({ workspace, passphrase });
      assert.equal(wallet.identity.secret, HOLDER.secret);
      assert.deepEqual(wallet.credentials, []);
      assert.equal(await readFile(file, "utf8"), before);
      await updateWallet({ workspace, passphrase, change: consenting("c-1") });
      assert.match(await readFile(file, "utf8"), /"kind": "wallet"/);
      const upgraded = (await openWallet({ workspace, passphrase })).wallet;
      assert.deepEqual([upgraded.identity.secret, upgraded.consents], [HOLDER.secret, [{ id: "c-1" }]]);
    }));

  it("loses nothing when several commands change it at once", () =>
    inFolder(async (folder) => {
      const workspace = openWorkspace(folder);
      await newWallet({ workspace, name: "ada", passphrase });
      const ids = ["c-1", "c-2", "c-3", "c-4"];
      await Promise.all(ids.map((id) => updateWallet({ workspace, passphrase, change: consenting(id) })));
      const { consents } = (await openWallet({ workspace, passphrase })).wallet;
      assert.deepEqual(consents.map(({ id }) => id).sort(), ids);
      assert.deepEqual(await readdir(workspace.identitiesFolder), ["ada.json"]);
    }));

  it("stays as it was when a change fails or could not be read back", () =>
    inFolder(async (folder) => {
      const workspace = openWorkspace(folder);
      const { file } = await newWallet({ workspace, name: "ada", passphrase });
      const before = await readFile(file, "utf8");
      const failing = (change: (wallet: Wallet) => Wallet) => updateWallet({ workspace, passphrase, change });
      const boom = new Error("no");
      await assert.rejects(
        failing(() => {
          throw boom;
        }),
        (error) => error === boom,
      );
      const nonsense = { chainId: 1n, contract: "0xAB", policyId: 1n, pseudonym: 1n, provenAt: 1 };
      await assert.rejects(
        failing((wallet) => ({ ...wallet, attestations: [nonsense] })),
        refusal("WALLET_MALFORMED"),
      );
      assert.equal(await readFile(file, "utf8"), before);
    }));

  it("refuses a wrong passphrase, altered bytes, a cut-off file and another version, each in clear words", () =>
    inFolder(async (folder) => {
      const workspace = openWorkspace(folder);
      const { file } = await newWallet({ workspace, name: "ada", passphrase });
      const whole = await readFile(file, "utf8");
      const wrong = { workspace, passphrase: () => Promise.resolve("wrong horse battery staple") };
      await assert.rejects(openWallet(wrong), refusal("SEALED_FILE_REFUSED"));
      await assert.rejects(updateWallet({ ...wrong, change: consenting("c-1") }), refusal("SEALED_FILE_REFUSED"));
      assert.equal(await readFile(file, "utf8"), whole);
      const altered = whole.replace(
        /"content": "(.)/,
        (_, digit: string) => `"content": "${digit === "0" ? "1" : "0"}`,
      );
      const cases = [
        [altered, "SEALED_FILE_REFUSED"],
        [whole.slice(0, -100), "SEALED_FILE_MALFORMED"],
        ["", "SEALED_FILE_MALFORMED"],
      ] as const;
      for (const [text, code] of cases) {
        await writeFile(file, text);
        const changing = updateWallet({ workspace, passphrase, change: consenting("c-1") });
        await assert.rejects(changing, refusal(code));
        assert.equal(await readFile(file, "utf8"), text);
      }
      const content = { format: "psephos.wallet/2", identity: backUpIdentity(HOLDER) };
      await sealFile({ file, kind: "wallet", content, passphrase: PASSPHRASE, overwrite: true });
      await assert.rejects(openWallet({ workspace, passphrase }), (error: unknown) => {
        assert.ok(isPsephosError(error, "WALLET_MALFORMED"));
        assert.match(error.message, /another version/);
        return true;
      });
    }));

  it("is deleted by name, without its passphrase, and nothing else with it", () =>
    inFolder(async (folder) => {
      const workspace = openWorkspace(folder);
      for (const name of ["ada", "grace"]) await newWallet({ workspace, name, passphrase });
      await deleteWallet({ workspace, name: "ada" });
      assert.deepEqual(await readdir(workspace.identitiesFolder), ["grace.json"]);
      await assert.rejects(deleteWallet({ workspace, name: "ada" }), refusal("IDENTITY_MISSING"));
    }));
});
