import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as breathe } from "node:timers/promises";
import { credentialJson } from "../../../src/protocol/credential/credential-json.ts";
import { PsephosError } from "../../../src/errors.ts";
import { importCredential } from "../../../src/roles/holder/held-credentials.ts";
import { backUpWallet, restoreWallet } from "../../../src/roles/holder/wallet-backup.ts";
import { newWallet, openWallet, updateWallet } from "../../../src/roles/holder/wallet-file.ts";
import { issueCredential } from "../../../src/roles/issuer/issue-credential.ts";
import { openWorkspace } from "../../../src/roles/workspace.ts";
import { SUBJECT } from "../../protocol/credential/fixtures.ts";
import { inFolder } from "../folder.ts";
import { office, requestOf } from "../issuer/desk-fixtures.ts";

const PASSPHRASE = "canary horse battery staple";
const CANARIES = [
  "Canaryfamily",
  "canary street 12",
  "canary-consent",
  "0x00000000000000000000000000000000canary",
  PASSPHRASE,
];

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** All contents, as latin1, that the files under a folder have while `act` runs, files that live for a moment among them. */
async function watching(folder: string, act: () => Promise<unknown>): Promise<Map<string, Set<string>>> {
  const seen = new Map<string, Set<string>>();
  const look = async (): Promise<void> => {
    for (const file of await filesUnder(folder)) {
      const text = await readFile(file, "latin1").catch(() => undefined);
      if (text !== undefined) seen.set(file, (seen.get(file) ?? new Set()).add(text));
    }
  };
  const over = new AbortController();
  const watcher = (async () => {
    while (!over.signal.aborted) {
      await look();
      await breathe();
    }
  })();
  await act().finally(() => over.abort());
  await watcher;
  await look();
  return seen;
}

describe("what a wallet leaves on the disk", () => {
  const temporary = process.env["TMPDIR"];
  afterEach(() => {
    if (temporary === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = temporary;
  });

  it("T087: is never anything in clear, not for a moment, not in temporary files, not in errors", () =>
    inFolder(async (folder) => {
      process.env["TMPDIR"] = folder;
      assert.equal(tmpdir(), folder);
      const workspace = openWorkspace(join(folder, "ada"));
      const passphrase = () => Promise.resolve(PASSPHRASE);
      const backup = join(folder, "backup.json");
      const secrets = [...CANARIES];
      const messages: string[] = [];
      const fails = async (acting: Promise<unknown>): Promise<void> => {
        await assert.rejects(acting, (error) => {
          assert.ok(error instanceof PsephosError);
          messages.push(JSON.stringify([error, error.stack, String(error.cause)]));
          return true;
        });
      };
      const seen = await watching(folder, async () => {
        const { identity } = (await newWallet({ workspace, name: "ada", passphrase })).wallet;
        const privateKey = Buffer.from(identity.privateKey);
        secrets.push(identity.secret.toString(), privateKey.toString("base64"), privateKey.toString("hex"));
        const subject = { ...SUBJECT, familyName: CANARIES[0]!, address: CANARIES[1]! };
        const credential = credentialJson(issueCredential(office(), { request: requestOf(identity), subject }));
        await updateWallet({ workspace, passphrase, change: (wallet) => importCredential(wallet, credential) });
        const consents = [{ id: CANARIES[2] }];
        await updateWallet({ workspace, passphrase, change: (wallet) => ({ ...wallet, consents }) });
        const attestation = { chainId: 1n, contract: CANARIES[3]!, policyId: 1n, pseudonym: 1n, provenAt: 1 };
        await fails(
          updateWallet({ workspace, passphrase, change: (wallet) => ({ ...wallet, attestations: [attestation] }) }),
        );
        await fails(updateWallet({ workspace, passphrase, change: (wallet) => importCredential(wallet, credential) }));
        await backUpWallet({ workspace, to: backup, passphrase });
        await restoreWallet({ workspace, name: "eve", from: backup, passphrase });
        const { wallet } = await openWallet({ workspace, name: "eve", passphrase });
        assert.deepEqual(wallet.credentials, [credential]);
      });
      assert.ok([...seen.keys()].some((file) => file.endsWith("ada.json")) && seen.has(backup));
      assert.ok(
        [...seen.keys()].some((file) => file.includes(".ada.json.")),
        "no passing file was seen",
      );
      for (const secret of secrets) {
        for (const form of [secret, Buffer.from(secret).toString("hex"), Buffer.from(secret).toString("base64")]) {
          for (const [file, texts] of seen) assert.ok(![...texts].some((text) => text.includes(form)), file);
          assert.ok(!messages.some((message) => message.includes(form)), messages.join("\n"));
        }
      }
    }));
});
