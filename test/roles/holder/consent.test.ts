import assert from "node:assert/strict";
import { latestTime } from "../../../src/chain/time.ts";
import { loadVerifyingKey } from "../../../src/proofs/artifacts.ts";
import { verifyProof } from "../../../src/proofs/verify.ts";
import { checkConsent, consentText, parseConsent } from "../../../src/protocol/sharing/consent.ts";
import { parseWithdrawal, withdrawalClaim, withdrawalText } from "../../../src/protocol/sharing/withdrawal.ts";
import { consentTerms, giveConsent, withdrawConsent } from "../../../src/roles/holder/consent.ts";
import { openPublishedPolicy, type PublishedPolicy } from "../../../src/roles/published-policy.ts";
import { checkPresentation } from "../../../src/roles/verifier/check-presentation.ts";
import { HOLDER, VERIFIER } from "../../protocol/credential/fixtures.ts";
import { holderOf, openCredentialStage, type CredentialStage } from "../credential-stage.ts";

describe("a holder's consent to sharing", () => {
  let stage: CredentialStage;
  let asked: PublishedPolicy;
  before(async () => {
    stage = await openCredentialStage();
    const { policyId } = await stage.publishPolicy();
    asked = await openPublishedPolicy({ chain: stage.chain, policyId });
  });
  after(() => stage.end());

  it("is given by a presentation for it alone, and taken back by the pseudonym's holder", async () => {
    const { chain, prover } = stage;
    const startsAt = await latestTime(chain);
    const choice = { startsAt, expiresAt: startsAt + 86_400, use: { kind: "once" } } as const;
    const { consent, presentation } = await giveConsent({ ...holderOf(stage), asked, choice });
    assert.deepEqual(parseConsent(consentText(consent)), consent);
    assert.deepEqual(consentTerms(asked, choice).controller, "did:web:housing.example");
    const { pseudonym } = await checkPresentation({ chain, asked, presentation, context: presentation.context });
    assert.equal(pseudonym, consent.pseudonym);
    const longer = parseConsent(consentText(consent));
    assert.throws(() => checkConsent({ ...longer, viewingKey: VERIFIER.publicKey }, presentation.signals), {
      code: "CONSENT_REFUSED",
    });

    const { verifyingKey: key } = await loadVerifyingKey({ circuit: "pseudonym" });
    const takeBack = async (identity: typeof HOLDER) => {
      const withdrawal = await withdrawConsent({ prover, identity, consent });
      const { signals, proof } = withdrawalClaim(parseWithdrawal(withdrawalText(withdrawal)), consent);
      return verifyProof({ key, proof: { words: proof, signals } });
    };
    assert.equal(await takeBack(HOLDER), true);
    assert.equal(await takeBack(VERIFIER), false);
  });
});
