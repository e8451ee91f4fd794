import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { firstLoadFiles, firstLoadKilobytes } from "../../scripts/portal/first-load.ts";
import { temporaryFolder } from "./temporary-folder.ts";

describe("first load of the portal", () => {
  const folder = temporaryFolder();

  before(() => {
    folder.write("index.html", '<link rel="stylesheet" href="./assets/m.css"/><script src="./assets/m.js"></script>');
    folder.write("assets/m.css", "body{margin:0}");
    folder.write("assets/m.js", 'import{a as b}from"./one.js";import"./two.js";const later=()=>import("./later.js");');
    folder.write("assets/one.js", 'export*from"./deep.js";import"./two.js";');
    folder.write("assets/two.js", 'import"./one.js";');
    // Random bytes as text: half their length when compressed.
    folder.write("assets/deep.js", randomBytes(15_000).toString("hex"));
    folder.write("assets/later.js", randomBytes(50_000).toString("hex"));
  });

  after(() => folder.remove());

  it("is the page's script with all that it imports at once, and its styles", () => {
    const files = ["assets/deep.js", "assets/m.css", "assets/m.js", "assets/one.js", "assets/two.js"];
    assert.deepEqual(firstLoadFiles(folder.path).toSorted(), files);
  });

  it("is measured compressed, in tens of kilobytes", () => {
    assert.equal(firstLoadKilobytes(folder.path), 20);
  });
});
