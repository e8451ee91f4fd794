import assert from "node:assert/strict";
import { assertArgument, makeError } from "ethers";
import { PsephosError } from "../../../src/errors.ts";
import { refusalOf } from "../../../src/web/worker/refusal-of.ts";

describe("a failure that leaves the worker", () => {
  it("has a code of the project's where the chain's library threw it, however it did", () => {
    const thrown = [
      [makeError("could not detect network", "NETWORK_ERROR", { event: "x" }), "CHAIN_UNREACHABLE"],
      [makeError("missing response for request", "BAD_DATA", { value: [] }), "CHAIN_UNSUPPORTED"],
      [makeError("exceeded request timeout", "TIMEOUT", { operation: "x", reason: "x" }), "CHAIN_TIMEOUT"],
      [invalidArgument(), "TRANSACTION_FAILED"],
    ] as const;
    for (const [error, code] of thrown) assert.equal((refusalOf(error) as PsephosError).code, code);
  });

  it("stays what it is where it is a refusal already, or nobody's", () => {
    const fault = new TypeError("x is not a function");
    const refusal = new PsephosError("WALLET_LOCKED", "Locked.");
    for (const error of [fault, refusal, "text", undefined, null]) assert.equal(refusalOf(error), error);
  });
});

function invalidArgument(): unknown {
  try {
    assertArgument(false, "not so", "name", 1);
  } catch (error) {
    return error;
  }
  return undefined;
}
