import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import type { Metafile } from "esbuild";
import { filesAtOnce, kilobytes } from "../../scripts/portal/first-load.ts";
import { temporaryFolder } from "./temporary-folder.ts";

type Import = Metafile["outputs"][string]["imports"][number];

const part = (imports: readonly Import[], entryPoint?: string): Metafile["outputs"][string] => ({
  bytes: 0,
  inputs: {},
  exports: [],
  imports: [...imports],
  ...(entryPoint === undefined ? {} : { entryPoint }),
});
const now = (path: string): Import => ({ kind: "import-statement", path: `out/assets/${path}` });
const later = (path: string): Import => ({ kind: "dynamic-import", path: `out/assets/${path}` });

const bundle: Metafile = {
  inputs: {},
  outputs: {
    "out/assets/m.js": part([now("one.js"), now("two.js"), later("late.js")], "src/web/client/main.tsx"),
    "out/assets/one.js": part([now("deep.js"), now("two.js")]),
    "out/assets/two.js": part([now("one.js")]),
    "out/assets/deep.js": part([]),
    "out/assets/late.js": part([now("two.js")], "later:client/pages/late.tsx"),
  },
};

describe("first load of the portal", () => {
  it("is a script with all that it imports before it runs", () => {
    const files = filesAtOnce(bundle, "client/main.tsx");
    assert.deepEqual(files.toSorted(), ["assets/deep.js", "assets/m.js", "assets/one.js", "assets/two.js"]);
    assert.equal(files[0], "assets/m.js");
    assert.deepEqual(filesAtOnce(bundle, "pages/late.tsx")[0], "assets/late.js");
  });

  it("names no source that the bundle does not begin with", () => {
    assert.throws(() => filesAtOnce(bundle, "client/other.tsx"), /client\/other\.tsx/);
  });

  it("is measured compressed, in kilobytes", () => {
    const folder = temporaryFolder();
    try {
      // Random bytes as text: half their length when compressed, and the tables.
      folder.write("one.js", randomBytes(15_000).toString("hex"));
      folder.write("two.js", "export {};");
      const found = kilobytes(folder.path, ["one.js", "two.js"]);
      assert.ok(found >= 16 && found <= 18, `${found} kB`);
    } finally {
      folder.remove();
    }
  });
});
