import assert from "node:assert/strict";
import { attest, attestationPlace } from "../../../src/roles/holder/attest.ts";
import { present } from "../../../src/roles/holder/present.ts";
import { quietStatus } from "../../../src/roles/holder/quiet-status.ts";
import { prepareWithdrawal, withdraw } from "../../../src/roles/holder/withdraw.ts";
import { openPublishedPolicy } from "../../../src/roles/published-policy.ts";
import { attestationStatus } from "../../../src/roles/verifier/attestation-status.ts";
import { revokeAttestation } from "../../../src/roles/verifier/revoke-attestation.ts";
import { advanceTo, latestTime } from "../../../src/chain/time.ts";
import { holderOf, openCredentialStage, type CredentialStage } from "../credential-stage.ts";

describe("what a holder's wallet reads of the record without naming her", () => {
  let stage: CredentialStage;
  before(async () => {
    stage = await openCredentialStage();
  });
  after(() => stage.end());

  it("is what the registry says of her, before, on record, taken back, recorded anew and revoked", async () => {
    const { chain, organizer: account, verifierAccount, prover } = stage;
    const { policyId } = await stage.publishPolicy({ revocable: true });
    const asked = await openPublishedPolicy({ chain, policyId });
    const prove = (provenAfter?: number) =>
      present({ ...holderOf(stage), asked, context: attestationPlace(chain, policyId), provenAfter });
    const presentation = await prove();
    const { pseudonym } = presentation.signals;
    const question = { chain, policyId, pseudonym };
    const seen: string[] = [];
    const compare = async (): Promise<void> => {
      const quiet = await quietStatus(question);
      assert.deepEqual(quiet, await attestationStatus(question));
      seen.push(quiet.state);
    };
    await compare();
    await attest({ chain, account, presentation });
    await compare();
    const { identity } = holderOf(stage);
    const withdrawal = await prepareWithdrawal({ chain, prover, identity, policyId });
    await withdraw({ chain, account, withdrawal });
    await compare();
    const withdrawnAt = await latestTime(chain);
    await advanceTo(chain, withdrawnAt + 60);
    await attest({ chain, account, presentation: await prove(withdrawnAt) });
    await compare();
    await revokeAttestation({ ...question, account: verifierAccount, reason: "false-statement" });
    await compare();
    assert.deepEqual(seen, ["none", "valid", "withdrawn", "valid", "revoked"]);
  });
});
