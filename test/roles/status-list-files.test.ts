import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isPsephosError } from "../../src/errors.ts";
import { folderStatusLists, statusListFile, statusListUrls } from "../../src/roles/status-list-files.ts";
import { inFolder } from "./folder.ts";

describe("addresses of status lists", () => {
  it("lie below the department's own place on the web, as did:web says where that is", () => {
    const cases = [
      ["did:web:tax.example", "https://tax.example/status/desk-1/revocation.json"],
      ["did:web:gov.example:tax:north", "https://gov.example/tax/north/status/desk-1/revocation.json"],
      ["did:web:localhost%3A3000", "https://localhost:3000/status/desk-1/revocation.json"],
    ] as const;
    for (const [did, revocation] of cases) {
      assert.equal(statusListUrls({ did, keyName: "desk-1" }).revocation, revocation);
    }
  });

  it("may be elsewhere, with a slash at the end or without", () => {
    for (const base of ["https://lists.example/tax", "https://lists.example/tax/"]) {
      const { revocation, suspension } = statusListUrls({ did: "did:web:tax.example", keyName: "desk-1", base });
      assert.equal(revocation, "https://lists.example/tax/revocation.json");
      assert.equal(suspension, "https://lists.example/tax/suspension.json");
    }
  });
});

describe("folders that mirror the web", () => {
  it("keep each list below its host, and nothing outside the folder", () => {
    assert.equal(statusListFile("/web", "https://tax.example/a/b.json"), join("/web", "tax.example", "a", "b.json"));
    for (const path of ["../../../etc/passwd", "%2e%2e/%2e%2e/x", "a/../../../x"]) {
      assert.ok(statusListFile("/web", `https://tax.example/${path}`).startsWith("/web/tax.example/"), path);
    }
  });

  it("are searched in order, and a list that none has is named with its address", () =>
    inFolder(async (folder) => {
      const url = "https://tax.example/status/revocation.json";
      const file = statusListFile(join(folder, "second"), url);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, "list");
      const folders = ["first", "second"].map((name) => join(folder, name));
      assert.equal(Buffer.from(await folderStatusLists(folders).fetch(url)).toString(), "list");
      await assert.rejects(folderStatusLists(folders.slice(0, 1)).fetch(url), (error) => {
        return isPsephosError(error, "PUBLIC_FILE_MISSING") && error.message.includes(url);
      });
    }));
});
