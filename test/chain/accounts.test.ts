import assert from "node:assert/strict";
import { readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  accountFromPrivateKey,
  connectAccount,
  createKeystore,
  developmentAccount,
  openKeystore,
} from "../../src/chain/accounts.ts";
import type { Connection } from "../../src/chain/provider.ts";
import { temporaryFolder } from "./setup.ts";

describe("accounts", () => {
  let folder: string;
  before(() => {
    folder = temporaryFolder();
  });
  after(() => rmSync(folder, { recursive: true }));

  it("gives the development accounts that local chains fund", () => {
    assert.equal(developmentAccount(0).address, "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");
    assert.equal(developmentAccount(1).address, "0x70997970C51812dc3A010C7d01b50e0d17dc79C8");
  });

  it("T093: refuses the accounts that everybody knows off local chains", () => {
    const elsewhere = { isLocal: false } as Connection;
    assert.throws(() => connectAccount(developmentAccount(3), elsewhere), { code: "ACCOUNT_REFUSED" });
    const same = accountFromPrivateKey(developmentAccount(3).privateKey);
    assert.throws(() => connectAccount(same, elsewhere), { code: "ACCOUNT_REFUSED" });
  });

  it("keeps an account in an encrypted file that only its owner reads, and never overwrites one", async () => {
    const file = join(folder, "account.json");
    const address = await createKeystore({ file, password: "correct horse" });
    assert.equal((await openKeystore({ file, password: "correct horse" })).address, address);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    await assert.rejects(createKeystore({ file, password: "other" }), { code: "FILE_EXISTS" });
    await assert.rejects(createKeystore({ file: join(folder, "no", "such"), password: "x" }), {
      code: "FILE_UNWRITABLE",
    });
  });

  it("T087: refuses a wrong passphrase and a damaged file without repeating either secret", async () => {
    const file = join(folder, "secret.json");
    const { privateKey } = developmentAccount(5);
    await createKeystore({ file, password: "correct horse", privateKey });
    const refusal = async (password: string, code: string): Promise<void> => {
      await assert.rejects(openKeystore({ file, password }), (error: Error & { code: string }) => {
        assert.equal(error.code, code);
        const shown = `${error.message} ${error.stack} ${String(error.cause)}`;
        assert.equal(shown.includes("wrong battery") || shown.includes("correct horse"), false);
        return true;
      });
    };
    await refusal("wrong battery", "PASSPHRASE_REFUSED");
    truncateSync(file, readFileSync(file).byteLength - 20);
    await refusal("correct horse", "ACCOUNT_REFUSED");
    writeFileSync(file, "{}");
    await refusal("correct horse", "ACCOUNT_REFUSED");
    await assert.rejects(openKeystore({ file: join(folder, "none"), password: "x" }), { code: "FILE_UNREADABLE" });
  });

  it("T087: refuses what is no private key without repeating it", () => {
    for (const wrong of ["", "0x12", "zz".repeat(32), `0x${"ab".repeat(33)}`]) {
      assert.throws(
        () => accountFromPrivateKey(wrong),
        (error: Error & { code: string }) =>
          error.code === "ACCOUNT_REFUSED" && (wrong === "" || !error.message.includes(wrong)),
      );
    }
  });
});
