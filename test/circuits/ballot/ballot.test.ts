import assert from "node:assert/strict";
import { Identity } from "@semaphore-protocol/core";
import { builtCircuit, honestWitness, sat } from "../harness.ts";
import { BALLOT, ballotInputs, commitmentOf, poseidon, type BallotCase } from "../reference.ts";

const ACCEPTED: Partial<BallotCase>[] = [
  {
    optionCapacity: 4,
    rules: { optionCount: 4, maxValue: 4, minTotal: 10, maxTotal: 10, distinct: true },
    values: [3n, 1n, 4n, 2n],
  },
  {
    optionCapacity: 4,
    rules: { optionCount: 3, maxValue: 9, maxTotal: 99, quadratic: true },
    values: [9n, 3n, 3n, 0n],
  },
  {
    optionCapacity: 8,
    rules: { optionCount: 8, maxValue: 8, minTotal: 0, maxTotal: 36, distinct: true, weighted: true },
    values: [8n, 0n, 6n, 0n, 4n, 3n, 2n, 0n],
  },
  {
    optionCapacity: 8,
    rules: { optionCount: 5, maxValue: 1, minTotal: 1, maxTotal: 5, blank: true },
    values: [0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n],
  },
];

describe("ballot", () => {
  for (const changes of ACCEPTED) {
    it(`accepts ${changes.values?.join(" ")} with capacity ${changes.optionCapacity}`, () => {
      const circuit = builtCircuit(`ballot-${changes.optionCapacity}`);
      assert.equal(sat(circuit, honestWitness(circuit, ballotInputs(changes))), true);
    });
  }

  it("has the commitment and the nullifier of a Semaphore identity", () => {
    const identity = new Identity("a private key of thirty-two bytes");
    const inputs = ballotInputs({ secret: identity.secretScalar });
    assert.equal(commitmentOf(identity.secretScalar), identity.commitment);
    assert.equal(inputs.nullifier, poseidon(BALLOT.scope, identity.secretScalar));
    const circuit = builtCircuit("ballot-2");
    assert.equal(sat(circuit, honestWitness(circuit, inputs)), true);
  });

  it("stays below a domain of 2^14 for 4 options, constraints and public signals together", () => {
    const { constraints, publicCount } = builtCircuit("ballot-4").r1cs;
    assert.ok(constraints.length + publicCount + 1 <= 2 ** 14);
  });
});
