import assert from "node:assert/strict";
import { FileError, fileErrorOf } from "../../../src/web/platform/file-error.ts";

describe("what a browser's database refuses", () => {
  const codeOf = (name: string) => (fileErrorOf(new DOMException("no", name), "/home/a") as FileError).code;

  it("has the code that a file system gives", () => {
    assert.equal(codeOf("QuotaExceededError"), "ENOSPC");
    assert.equal(codeOf("SecurityError"), "EACCES");
    assert.equal(codeOf("UnknownError"), "EIO");
  });

  it("keeps its cause, and names the file", () => {
    const cause = new DOMException("no", "AbortError");
    const told = fileErrorOf(cause, "/home/a") as FileError;
    assert.ok(told instanceof FileError);
    assert.deepEqual([told.message, told.cause], ["EIO: /home/a", cause]);
  });

  it("is told from what refused as a file system already, and from faults of the program", () => {
    for (const error of [new FileError("EEXIST", "/home/a"), new TypeError("no")]) {
      assert.equal(fileErrorOf(error, "/home/b"), error);
    }
  });
});
