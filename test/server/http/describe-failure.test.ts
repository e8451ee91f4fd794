import assert from "node:assert/strict";
import { PsephosError } from "../../../src/errors.ts";
import { describeFailure } from "../../../src/server/http/describe-failure.ts";

describe("the description of a failure, as logs have it", () => {
  it("has kinds, codes and places of the whole chain, and no message", () => {
    const library = Object.assign(new TypeError("http://user:planted-canary@node.example"), { code: "ECONNREFUSED" });
    const lines = describeFailure(new PsephosError("CHAIN_UNREACHABLE", "planted-canary", { cause: library }));
    assert.equal(lines[0], "CHAIN_UNREACHABLE");
    assert.ok(lines.includes("TypeError ECONNREFUSED"));
    assert.ok(lines.some((line) => line.startsWith("at ")));
    assert.ok(!lines.join("\n").includes("planted-canary"));
  });

  it("says of what is no error only its type", () => {
    assert.deepEqual(describeFailure("planted-canary"), ["thrown: string"]);
  });
});
