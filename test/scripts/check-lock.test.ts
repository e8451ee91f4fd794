import assert from "node:assert/strict";
import { lockFaults, type Lock } from "../../scripts/check-lock.ts";

const manifest = { allowScripts: { "reviewed@1.0.0": true, refused: false } };

function lockOf(packages: Lock["packages"]): Lock {
  return { packages: { "": { dependencies: { plain: "1.0.0" } }, ...packages } };
}

const plain = { version: "1.0.0", integrity: "sha512-AAAA" };

describe("check-lock", () => {
  it("accepts exact versions, hashed packages and reviewed install scripts", () => {
    const lock = lockOf({
      "node_modules/plain": { ...plain, optionalDependencies: { "plain-mac": "1.0.0" } },
      "node_modules/plain-mac": { version: "1.0.0", optional: true, os: ["darwin"] },
      "node_modules/reviewed": { ...plain, hasInstallScript: true },
      "node_modules/plain/node_modules/refused": { ...plain, hasInstallScript: true },
    });
    assert.deepEqual(lockFaults(lock, manifest), []);
  });

  const planted: [title: string, lock: Lock, fault: RegExp][] = [
    [
      "an install script that nobody reviewed",
      lockOf({ "node_modules/plain": { ...plain, hasInstallScript: true } }),
      /^plain has an install script/,
    ],
    [
      "a new version of a reviewed install script",
      lockOf({ "node_modules/reviewed": { ...plain, version: "1.0.1", hasInstallScript: true } }),
      /^reviewed has an install script/,
    ],
    ["a package without a hash", lockOf({ "node_modules/plain": { version: "1.0.0" } }), /has no integrity hash/],
    [
      "a package from a place of its own",
      lockOf({ "node_modules/plain": { ...plain, resolved: "https://example.org/plain.tgz" } }),
      /names a registry/,
    ],
    ["a range of versions", { packages: { "": { dependencies: { plain: "^1.0.0" } } } }, /plain is a range/],
    [
      "a package from a repository",
      { packages: { "": { dependencies: { plain: "owner/plain" } } } },
      /plain is a range/,
    ],
    [
      "a platform's package that is not listed",
      lockOf({ "node_modules/plain": { ...plain, optionalDependencies: { "plain-mac": "1.0.0" } } }),
      /may need plain-mac/,
    ],
  ];
  for (const [title, lock, fault] of planted) {
    it(`T108: refuses ${title}`, () => {
      const faults = lockFaults(lock, manifest);
      assert.equal(faults.length, 1);
      assert.match(faults[0] ?? "", fault);
    });
  }
});
