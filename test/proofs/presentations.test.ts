import assert from "node:assert/strict";
import { SIGNALS } from "../../src/generated/signals.ts";
import { loadVerifyingKey } from "../../src/proofs/artifacts.ts";
import { openProver } from "../../src/proofs/prove.ts";
import type { CircuitInputs, Prover } from "../../src/proofs/prover.ts";
import { verifyProof } from "../../src/proofs/verify.ts";
import { pairInputs } from "../circuits/credential/pair-reference.ts";
import { SEALED, presentationInputs, pseudonymInputs } from "../circuits/credential/reference.ts";

const STATEMENTS = {
  "presentation-plain": presentationInputs(),
  presentation: presentationInputs(SEALED),
  "presentation-pair": pairInputs(),
  pseudonym: pseudonymInputs(),
} as const satisfies Record<string, CircuitInputs>;

/** What a proof that is passed on would have to say elsewhere. */
const ELSEWHERE: [string, string, bigint][] = [
  ["another verifier, scope or purpose, whose policy has another hash", "policyHash", 1n],
  ["another verifier", "verifierId", 1n],
  ["another scope", "scopeId", 1n],
  ["another context", "contextHash", 3004n],
  ["other trusted issuers and status lists", "trustRoot", 1n],
  ["a later time", "now", 1_800_000_001n],
  ["another pseudonym", "pseudonym", 1n],
  ["other disclosed values", "disclosureHash", 1n],
];

describe("proofs of presentations", () => {
  let prover: Prover;
  before(() => {
    prover = openProver({ threads: 2 });
  });
  after(() => prover.close());

  for (const circuit of ["presentation-plain", "presentation", "presentation-pair", "pseudonym"] as const) {
    it(`T022: ${circuit} verifies for what it was made for, and for nothing else`, async () => {
      const names: readonly string[] = SIGNALS[circuit];
      const inputs: CircuitInputs = STATEMENTS[circuit];
      const proof = await prover.prove({ circuit, inputs });
      assert.deepEqual(
        proof.signals,
        names.map((name) => inputs[name]),
      );
      const { verifyingKey: key } = await loadVerifyingKey({ circuit });
      assert.equal(await verifyProof({ key, proof }), true);
      for (const [name, altered, value] of ELSEWHERE.filter(([, signal]) => names.includes(signal))) {
        const signals: bigint[] = proof.signals.map((old, at) => (names[at] === altered ? value : old));
        assert.notDeepEqual(signals, proof.signals);
        assert.equal(await verifyProof({ key, proof: { ...proof, signals } }), false, name);
      }
    });
  }
});
