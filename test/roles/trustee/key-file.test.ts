import assert from "node:assert/strict";
import { cp } from "node:fs/promises";
import { PsephosError } from "../../../src/errors.ts";
import { withOpened } from "../../../src/roles/trustee/decrypt.ts";
import { openTrusteeKey, saveTrusteeKey, type TrusteeKey } from "../../../src/roles/trustee/key-file.ts";
import { openWorkspace, type TrusteeSeat } from "../../../src/roles/workspace.ts";
import { inFolder } from "../folder.ts";

const seat: TrusteeSeat = { chainId: 31337, ceremonies: `0x${"Ab".repeat(20)}`, ceremonyId: 1n, index: 2 };
const passphrase = "correct horse battery staple";
const key: TrusteeKey = {
  seat,
  communicationSecret: 2n ** 250n,
  dealing: { coefficients: [1n, 2n ** 200n], ephemerals: [3n, 4n, 5n] },
  opened: {},
};
const refusal = (code: string) => (error: unknown) => error instanceof PsephosError && error.code === code;

describe("a trustee's key file", () => {
  it("keeps every digit of the polynomial, so that the same dealing can be built again", () =>
    inFolder(async (folder) => {
      const keyFile = { workspace: openWorkspace(folder), seat, passphrase };
      await saveTrusteeKey({ ...keyFile, key, overwrite: false });
      assert.deepEqual(await openTrusteeKey(keyFile), key);
    }));

  it("refuses to start over where a key is, and to replace it by accident", () =>
    inFolder(async (folder) => {
      const keyFile = { workspace: openWorkspace(folder), seat, passphrase };
      await saveTrusteeKey({ ...keyFile, key, overwrite: false });
      const other = { ...key, communicationSecret: 7n };
      await assert.rejects(saveTrusteeKey({ ...keyFile, key: other, overwrite: false }), refusal("FILE_EXISTS"));
      assert.equal((await openTrusteeKey(keyFile)).communicationSecret, key.communicationSecret);
    }));

  it("refuses the file of another seat under this seat's name", () =>
    inFolder(async (folder) => {
      const workspace = openWorkspace(folder);
      const otherSeat = { ...seat, ceremonyId: 2n };
      await saveTrusteeKey({ workspace, seat, passphrase, key, overwrite: false });
      await cp(workspace.trusteeFile(seat), workspace.trusteeFile(otherSeat));
      await assert.rejects(openTrusteeKey({ workspace, seat: otherSeat, passphrase }), refusal("TRUSTEE_KEY_STALE"));
    }));

  it("is missed by name where it is not", () =>
    inFolder(async (folder) => {
      const keyFile = { workspace: openWorkspace(folder), seat, passphrase };
      await assert.rejects(openTrusteeKey(keyFile), refusal("TRUSTEE_KEY_MISSING"));
    }));
});

describe("what a trustee has opened", () => {
  const elections = `0x${"Cd".repeat(20)}`;
  const first = { electionId: 1n, elections, hash: "0xaa" };

  it("T109: opens the same sum again after a crash, and never another sum of the same election", () => {
    const noted = withOpened({ key, ...first });
    assert.deepEqual(withOpened({ key: noted, ...first }), noted);
    assert.throws(() => withOpened({ key: noted, ...first, hash: "0xbb" }), refusal("AGGREGATE_UNTRUSTED"));
    const lowerCase = elections.toLowerCase();
    assert.throws(
      () => withOpened({ key: noted, ...first, elections: lowerCase, hash: "0xbb" }),
      refusal("AGGREGATE_UNTRUSTED"),
    );
  });

  it("opens another election of the same ceremony", () => {
    const noted = withOpened({ key, ...first });
    const both = withOpened({ key: noted, ...first, electionId: 2n, hash: "0xbb" });
    assert.deepEqual(Object.values(both.opened), ["0xaa", "0xbb"]);
  });
});
