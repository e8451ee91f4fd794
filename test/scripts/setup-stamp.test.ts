import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { contentHash, isDone, markDone } from "../../scripts/setup/stamp.mjs";
import { temporaryFolder, type TemporaryFolder } from "./temporary-folder.ts";

describe("the stamp of a set-up step", () => {
  let folder: TemporaryFolder;
  const inputs = ["source", "settings.json"];
  const step = (): Parameters<typeof isDone>[0] => ({
    root: folder.path,
    stamp: "stamp.json",
    inputs,
    outputs: ["out"],
  });

  beforeEach(() => {
    folder = temporaryFolder();
    folder.write("source/a.txt", "a");
    folder.write("settings.json", "{}");
  });
  afterEach(() => folder.remove());

  function complete(): void {
    const before = contentHash(folder.path, inputs);
    folder.write("out/result.bin", "whole");
    markDone(step(), before);
  }

  it("says that a finished step is done", () => {
    complete();
    assert.equal(isDone(step()), true);
  });

  it("does a step again that was interrupted before its end", () => {
    folder.write("out/result.bin", "who");
    assert.equal(isDone(step()), false);
  });

  it("does a step again whose input changed, appeared or went", () => {
    const changes = [
      () => folder.write("source/a.txt", "b"),
      () => folder.write("source/deep/new.txt", ""),
      () => rmSync(join(folder.path, "settings.json")),
    ];
    for (const change of changes) {
      complete();
      change();
      assert.equal(isDone(step()), false);
    }
  });

  it("does a step again whose input was edited while it ran", () => {
    const before = contentHash(folder.path, inputs);
    folder.write("out/result.bin", "whole");
    folder.write("source/a.txt", "edited meanwhile");
    markDone(step(), before);
    assert.equal(isDone(step()), false);
  });

  it("does a step again whose output was cut or removed", () => {
    complete();
    folder.write("out/result.bin", "who");
    assert.equal(isDone(step()), false);
    complete();
    rmSync(join(folder.path, "out"), { recursive: true });
    assert.equal(isDone(step()), false);
  });

  it("tells files apart that trade their contents", () => {
    folder.write("source/b.txt", "b");
    complete();
    folder.write("source/a.txt", "b");
    folder.write("source/b.txt", "a");
    assert.equal(isDone(step()), false);
  });
});
