import assert from "node:assert/strict";
import { areDependenciesInstalled } from "../../scripts/setup/dependencies.mjs";
import { temporaryFolder, type TemporaryFolder } from "./temporary-folder.ts";

const PLAIN = { version: "1.0.0", integrity: "sha512-AAAA" };
const NATIVE = { version: "1.0.0", integrity: "sha512-BBBB", optional: true };

describe("installed dependencies", () => {
  let folder: TemporaryFolder;
  beforeEach(() => (folder = temporaryFolder()));
  afterEach(() => folder.remove());

  function install(wanted: Record<string, object>, installed: Record<string, object>): void {
    folder.write("package-lock.json", JSON.stringify({ packages: { "": {}, ...wanted } }));
    folder.write("node_modules/.package-lock.json", JSON.stringify({ packages: installed }));
    for (const path of Object.keys(installed)) folder.write(`${path}/package.json`, "{}");
  }

  it("count when every package of the lock file is there", () => {
    install({ "node_modules/a": PLAIN }, { "node_modules/a": PLAIN });
    assert.equal(areDependenciesInstalled(folder.path), true);
  });

  it("do not count before npm has finished", () => {
    folder.write("package-lock.json", JSON.stringify({ packages: { "": {}, "node_modules/a": PLAIN } }));
    folder.write("node_modules/a/package.json", "{}");
    assert.equal(areDependenciesInstalled(folder.path), false);
  });

  it("T108: do not count when a package is another than the pinned one", () => {
    install({ "node_modules/a": PLAIN }, { "node_modules/a": { ...PLAIN, integrity: "sha512-CCCC" } });
    assert.equal(areDependenciesInstalled(folder.path), false);
  });

  it("do not count when npm left out this machine's native part", () => {
    const native = { ...NATIVE, os: [process.platform], cpu: [process.arch] };
    install({ "node_modules/a": PLAIN, "node_modules/a-native": native }, { "node_modules/a": PLAIN });
    assert.equal(areDependenciesInstalled(folder.path), false);
  });

  it("need no other machine's native part", () => {
    const others = {
      "node_modules/a-system": { ...NATIVE, os: ["aix"] },
      "node_modules/a-processor": { ...NATIVE, os: [process.platform], cpu: ["ppc64"] },
      "node_modules/a-libc": { ...NATIVE, os: [process.platform], cpu: [process.arch], libc: ["other"] },
    };
    install({ "node_modules/a": PLAIN, ...others }, { "node_modules/a": PLAIN });
    assert.equal(areDependenciesInstalled(folder.path), true);
  });
});
