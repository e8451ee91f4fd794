import assert from "node:assert/strict";
import {
  ERROR_CODES,
  PsephosError,
  isPsephosError,
  requireArgument,
  requireBigint,
  requireInteger,
} from "../src/errors.ts";

describe("errors", () => {
  it("gives every code one of four exit classes and an upper-snake name", () => {
    for (const [code, exitClass] of Object.entries(ERROR_CODES)) {
      assert.match(code, /^[A-Z]+(_[A-Z]+)*$/);
      assert.ok(["input", "refused", "failed", "environment"].includes(exitClass), code);
    }
  });

  it("writes itself as plain data, with decimal bigints and without its cause", () => {
    const error = new PsephosError("ROLL_MALFORMED", "Line 3 is wrong.", {
      detail: { line: 3, weight: 5n },
      cause: new Error("inner"),
    });
    assert.equal(
      JSON.stringify(error),
      '{"code":"ROLL_MALFORMED","message":"Line 3 is wrong.","detail":{"line":3,"weight":"5"}}',
    );
    assert.equal(error.exitClass, "input");
    assert.ok(error.cause instanceof Error);
  });

  it("is told apart from other errors, and by code", () => {
    const error: unknown = new PsephosError("POINT_INVALID", "No.");
    assert.ok(isPsephosError(error));
    assert.ok(isPsephosError(error, "POINT_INVALID"));
    assert.ok(!isPsephosError(error, "ROLL_MALFORMED"));
    assert.ok(!isPsephosError(new Error("No.")));
  });

  it("names the argument that a guard refuses, never its value", () => {
    const refused = (run: () => unknown) =>
      assert.throws(run, (error) => isPsephosError(error, "ARGUMENT_INVALID") && !/987654321/.test(error.message));
    refused(() => requireArgument(false, "secret", "small"));
    refused(() => requireInteger(987654321, { name: "count", min: 0, max: 5 }));
    refused(() => requireInteger(1.5, { name: "count", min: 0, max: 5 }));
    refused(() => requireInteger("3", { name: "count", min: 0, max: 5 }));
    refused(() => requireBigint(987654321n, { name: "scalar", min: 0n, max: 5n }));
    refused(() => requireBigint(3, { name: "scalar", min: 0n, max: 5n }));
    assert.equal(requireInteger(5, { name: "count", min: 0, max: 5 }), 5);
    assert.equal(requireBigint(0n, { name: "scalar", min: 0n, max: 5n }), 0n);
  });
});
