import assert from "node:assert/strict";
import { isPsephosError } from "../../../src/errors.ts";
import {
  attestationWithdrawalText,
  parseAttestationWithdrawal,
} from "../../../src/protocol/credential/withdrawal-file.ts";

const withdrawal = { policyId: 3n, pseudonym: 12n, proof: [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n] };

describe("the file by which a confirmation is taken back", () => {
  it("is read as it was written", () => {
    const { format, ...read } = parseAttestationWithdrawal(attestationWithdrawalText(withdrawal));
    assert.equal(format, "psephos.attestation-withdrawal/1");
    assert.deepEqual(read, withdrawal);
  });

  it("is refused with more, less or other words than a proof has, and when it is no JSON", () => {
    const json = JSON.parse(attestationWithdrawalText(withdrawal)) as { proof: string[] };
    const wrong = [{ ...json, proof: json.proof.slice(1) }, { ...json, proof: [...json.proof.slice(1), "-1"] }, {}];
    for (const text of [...wrong.map((each) => JSON.stringify(each)), "{"]) {
      assert.throws(
        () => parseAttestationWithdrawal(text),
        (error: unknown) => isPsephosError(error, "SHARING_MALFORMED"),
      );
    }
  });
});
