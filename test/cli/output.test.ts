import assert from "node:assert/strict";
import { printError } from "../../src/cli/output.ts";
import { exitCodeOf } from "../../src/cli/exit-codes.ts";
import { styleFor } from "../../src/cli/style.ts";

function told(error: unknown): { prose: string; json: { error: { code: string; message: string } } } {
  const [out, err]: [string[], string[]] = [[], []];
  printError({
    error,
    json: true,
    language: "zh",
    style: styleFor({ isTerminal: false, environment: {} }),
    streams: { stdout: { write: (text) => out.push(text) }, stderr: { write: (text) => err.push(text) } },
  });
  return { prose: err.join(""), json: JSON.parse(out.join("")) as { error: { code: string; message: string } } };
}

const systemError = (code: string) => Object.assign(new Error(`${code}: no luck, write`), { code });

describe("failures as they are told", () => {
  it("blames the disk, not the program, where the system refuses to write", () => {
    for (const code of ["ENOSPC", "EDQUOT", "EROFS", "EACCES"]) {
      const { json, prose } = told(systemError(code));
      assert.equal(json.error.code, "FILE_UNWRITABLE", code);
      assert.match(prose, /无法写入文件/);
    }
    assert.match(told(systemError("ENOSPC")).json.error.message, /the disk is full/);
    assert.equal(exitCodeOf(systemError("ENOSPC")), 4);
  });

  it("calls what nobody foresaw a fault of its own", () => {
    assert.equal(told(new TypeError("x is not a function")).json.error.code, "UNEXPECTED");
  });
});
