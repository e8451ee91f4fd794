import assert from "node:assert/strict";
import { enrolmentIdentity } from "../../../src/protocol/credential/enrolment-identity.ts";
import { withAttestation, withEnrolment } from "../../../src/roles/holder/wallet-records.ts";
import { emptyWallet, parseWallet, votingIdentities, walletContent } from "../../../src/roles/holder/wallet.ts";
import { HOLDER } from "../../protocol/credential/fixtures.ts";

const CONTRACT = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
const AT = 1_800_000_000;

describe("what a wallet remembers of the chain", () => {
  const place = { chainId: 31_337n, contract: CONTRACT, enrolmentId: 3n };
  const enrolled = { ...place, pseudonym: 5n, enrolledAt: AT };
  const attested = { chainId: 31_337n, contract: CONTRACT, policyId: 1n, pseudonym: 5n, provenAt: AT };

  it("is one enrolment for each electorate, and one attestation for each policy, the newest", () => {
    const another = { ...enrolled, enrolmentId: 4n };
    const enrolments = [enrolled, another, { ...enrolled, enrolledAt: AT + 1 }];
    const entered = enrolments.reduce(withEnrolment, emptyWallet(HOLDER)).enrolments;
    assert.deepEqual(
      entered.map(({ enrolmentId, enrolledAt }) => [enrolmentId, enrolledAt]),
      [
        [4n, AT],
        [3n, AT + 1],
      ],
    );
    const attestations = [attested, { ...attested, chainId: 1n }, { ...attested, provenAt: AT + 9 }];
    const held = attestations.reduce(withAttestation, emptyWallet(HOLDER)).attestations;
    assert.deepEqual(
      held.map(({ chainId, provenAt }) => [chainId, provenAt]),
      [
        [1n, AT],
        [31_337n, AT + 9],
      ],
    );
  });

  it("comes back from the sealed form, with the identities to vote with: the holder's own, then the derived ones", () => {
    const wallet = withAttestation(withEnrolment(emptyWallet(HOLDER), enrolled), attested);
    const read = parseWallet(walletContent(wallet));
    assert.deepEqual([read.enrolments, read.attestations], [wallet.enrolments, wallet.attestations]);
    assert.equal(read.enrolments[0]?.contract, CONTRACT.toLowerCase());
    assert.deepEqual(
      votingIdentities(read).map(({ commitment }) => commitment),
      [HOLDER.commitment, enrolmentIdentity(HOLDER, place).commitment],
    );
  });
});
